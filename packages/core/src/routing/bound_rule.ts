import { ValueError } from "../data/errors.ts";
import { BaseConverter } from "./base_converter.ts";
import { type CompiledHalf, compile_half, type GetConverter } from "./compiled_rule.ts";
import { DEFAULT_CONVERTERS } from "./default_converters.ts";
import type { MapSettings } from "./map_settings.ts";
import { add_pairs, encode_pairs, type Pair, sort_pairs } from "./query_values.ts";
import { HalfBuilder } from "./rule_builder.ts";
import { type RulePart, static_part } from "./rule_part.ts";
import { ValidationError } from "./validation_error.ts";

/** The texts of a rule that is bound to a map, with the map's settings applied. */
export interface RuleTexts {
  readonly domain: string;
  readonly path: string;
  readonly defaults: Readonly<Record<string, unknown>>;
}

const BUILT_IN: ReadonlySet<unknown> = new Set(Object.values(DEFAULT_CONVERTERS));
const EMPTY_HALF: CompiledHalf = { parts: [static_part("")], trace: [], converters: new Map() };

/** What a rule is turned into when it is bound to a map: what matches, what converts and what builds. */
export class BoundRule {
  readonly map: MapSettings;
  /** What the domain has to match. */
  readonly domain_part: RulePart;
  /** What the path has to match, piece by piece; the first is the empty text before its first slash. */
  readonly path_parts: readonly RulePart[];
  /** The rule with only the names of its variables; two rules with one pattern are equal. */
  readonly pattern: string;
  /** Names of all values: those in the rule and those with a default. */
  readonly names: ReadonlySet<string>;
  readonly #defaults: Readonly<Record<string, unknown>>;
  readonly #has_defaults: boolean;
  readonly #names_prototype: boolean;
  readonly #variables: readonly string[];
  readonly #converters: readonly BaseConverter[];
  /** Whether the converter makes something of its text. */
  readonly #converts: readonly boolean[];
  /** Whether a converter is the app's, whose code may itself match a path and so reuse the list of texts. */
  readonly #runs_app_code: boolean;
  readonly #build_domain: HalfBuilder;
  readonly #build_path: HalfBuilder;

  constructor(map: MapSettings, texts: RuleTexts, get_converter: GetConverter) {
    const domain = texts.domain === "" ? EMPTY_HALF : compile_half(texts.domain, get_converter);
    const path = compile_half(texts.path, get_converter);
    refuse_bad_domain(domain, path, texts.domain);
    this.map = map;
    this.domain_part = domain.parts[0]!;
    this.path_parts = path.parts;
    this.pattern = [...domain.trace, "|", ...path.trace].map(trace_text).join("");
    this.#defaults = texts.defaults;
    this.#has_defaults = Object.keys(texts.defaults).length > 0;
    this.#variables = [...domain.converters.keys(), ...path.converters.keys()];
    this.#converters = [...domain.converters.values(), ...path.converters.values()];
    this.#converts = this.#converters.map(({ to_python }) => to_python !== BaseConverter.prototype.to_python);
    this.names = new Set([...Object.keys(texts.defaults), ...this.#variables]);
    this.#runs_app_code = this.#converters.some((converter) => !BUILT_IN.has(converter.constructor));
    this.#names_prototype = this.names.has("__proto__");
    this.#build_domain = new HalfBuilder(domain, texts.defaults);
    this.#build_path = new HalfBuilder(path, texts.defaults);
  }

  /** The values of a URL from the texts found in it, with the defaults; null when a converter refuses its text. */
  convert(texts: readonly string[]): Record<string, unknown> | null {
    // Without a prototype where a name would otherwise reach it.
    const values: Record<string, unknown> = this.#names_prototype ? Object.create(null) : {};
    const kept = this.#runs_app_code ? texts.slice(0, this.#variables.length) : texts;
    if (this.#variables.length > 0 && !this.#convert_into(values, kept)) return null;
    return this.#has_defaults ? Object.assign(values, this.#defaults) : values;
  }

  #convert_into(values: Record<string, unknown>, texts: readonly string[]): boolean {
    try {
      for (let index = 0; index < this.#variables.length; index++) {
        const text = texts[index]!;
        values[this.#variables[index]!] = this.#converts[index]
          ? this.#converters[index]!.to_python(text)
          : text;
      }
      return true;
    } catch (error) {
      if (error instanceof ValidationError) return false;
      throw error;
    }
  }

  /** The text for one variable of the rule. */
  value_to_url(name: string, value: unknown): string {
    const converter = this.#converters[this.#variables.indexOf(name)];
    if (converter !== undefined) return converter.to_url(value);
    throw new ValueError(`'${name}' is no variable of the url rule '${this.pattern}'`);
  }

  /** Domain and path for values without null; null when a converter refuses one. Throws what else it throws. */
  build(
    values: Readonly<Record<string, unknown>>,
    append_unknown: boolean,
  ): readonly [domain: string, path: string] | null {
    try {
      const domain = this.#build_domain.build(values);
      const path = this.#build_path.build(values);
      return [domain, append_unknown ? path + this.#query(values) : path];
    } catch (error) {
      if (error instanceof ValidationError) return null;
      throw error;
    }
  }

  /** The values that are no part of the rule, as a query. */
  #query(values: Readonly<Record<string, unknown>>): string {
    const pairs: Pair[] = [];
    for (const name of Object.keys(values)) {
      if (!this.names.has(name)) add_pairs(pairs, name, values[name]);
    }
    if (pairs.length === 0) return "";
    if (this.map.sort_parameters) sort_pairs(pairs, this.map.sort_key);
    const query = encode_pairs(pairs);
    return query === "" ? "" : `?${query}`;
  }
}

function trace_text(item: string | { readonly name: string }): string {
  return typeof item === "string" ? item : `<${item.name}>`;
}

function refuse_bad_domain(domain: CompiledHalf, path: CompiledHalf, text: string): void {
  if (domain.parts.length > 1)
    throw new ValueError(`the domain '${text}' of a url rule holds a slash, which no host has`);
  for (const name of path.converters.keys()) {
    if (domain.converters.has(name))
      throw new ValueError(`the variable '${name}' stands in both domain and path of a url rule`);
  }
}

import { ValueError } from "../data/errors.ts";
import { type BaseConverter, is_part_isolating } from "./base_converter.ts";
import { parse_converter_args } from "./converter_arguments.ts";
import type { MapSettings } from "./map_settings.ts";
import { dynamic_part, type Piece, type RulePart, static_part } from "./rule_part.ts";
import { parse_rule, type RuleToken, type RuleVariable } from "./rule_text.ts";

/** What makes the converter of a variable (Werkzeug's `Rule.get_converter`, which subclasses of Rule may override). */
export type GetConverter = (
  variable: string,
  converter: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
) => BaseConverter;

/** Text as it stands in the rule, or a variable. */
export type TraceItem = string | { readonly name: string };

/** One half of a rule, its domain or its path, ready to match and to build. */
export interface CompiledHalf {
  readonly parts: readonly RulePart[];
  readonly trace: readonly TraceItem[];
  readonly converters: ReadonlyMap<string, BaseConverter>;
}

/** Cuts a rule's domain or path at its slashes; a converter that takes slashes takes the rest into one part. */
export function compile_half(rule: string, get_converter: GetConverter): CompiledHalf {
  const tokens = parse_rule(rule);
  const converters = new Map<string, BaseConverter>();
  for (const token of tokens) {
    if (typeof token !== "string") add_converter(converters, token, rule, get_converter);
  }
  return { parts: cut(tokens, converters), trace: tokens, converters };
}

function add_converter(
  converters: Map<string, BaseConverter>,
  { name, converter, arguments: text }: RuleVariable,
  rule: string,
  get_converter: GetConverter,
): void {
  if (converters.has(name))
    throw new ValueError(`the variable '${name}' stands twice in the url rule '${rule}'`);
  const [args, kwargs] = parse_converter_args(text);
  converters.set(name, get_converter(name, converter, args, kwargs));
}

/** A converter by its name in the map's table. Throws ValueError when it is not there. */
export function make_converter(
  map: MapSettings,
  converter: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): BaseConverter {
  const class_ = Object.hasOwn(map.converters, converter) ? map.converters[converter] : undefined;
  if (class_ === undefined) {
    throw new ValueError(
      `the converter '${converter}' does not exist. There are ${Object.keys(map.converters).sort().join(", ")}; ` +
        "a class of your own goes into url_map.converters before the rule that uses it",
    );
  }
  return Object.keys(kwargs).length === 0 ? new class_(map, ...args) : new class_(map, ...args, kwargs);
}

function cut(tokens: readonly RuleToken[], converters: ReadonlyMap<string, BaseConverter>): RulePart[] {
  const parts: RulePart[] = [];
  let open = new OpenPart();
  for (const token of tokens) {
    if (token === "/" && !open.takes_slashes()) {
      parts.push(open.close());
      open = new OpenPart();
    } else if (typeof token === "string") open.add_text(token);
    else open.add_converter(converters.get(token.name)!);
  }
  const last = open.close();
  parts.push(last);
  // What a suffixed part leaves of the path is the slash or nothing, and the slash leads on to this.
  if (last.suffixed) parts.push(static_part(""));
  return parts;
}

class OpenPart {
  readonly #pieces: Piece[] = [];
  readonly #static_lengths: number[] = [];
  readonly #weights: number[] = [];
  #takes_slashes = false;

  takes_slashes(): boolean {
    return this.#takes_slashes;
  }

  add_text(text: string): void {
    if (text !== "/") this.#static_lengths.push(Array.from(text).length);
    const last = this.#pieces.at(-1);
    if (typeof last === "string") this.#pieces[this.#pieces.length - 1] = last + text;
    else this.#pieces.push(text);
  }

  add_converter(converter: BaseConverter): void {
    this.#pieces.push(converter);
    this.#weights.push(converter.weight);
    this.#takes_slashes ||= !is_part_isolating(converter);
  }

  close(): RulePart {
    if (this.#weights.length === 0) return static_part(this.#pieces.join(""));
    return dynamic_part(this.#pieces, { static_lengths: this.#static_lengths, arguments: this.#weights });
  }
}

import { inspect } from "node:util";
import { ValueError } from "../data/errors.ts";
import type { BaseConverter } from "./base_converter.ts";
import { BoundRule, type RuleTexts } from "./bound_rule.ts";
import { type GetConverter, make_converter } from "./compiled_rule.ts";
import type { MapSettings } from "./map_settings.ts";
import { python_equal } from "./python_equal.ts";
import type { Endpoint, RedirectTo } from "./url_builder.ts";

/** The options of a rule, all of them Werkzeug's. Those left out or null are the map's. */
export interface RuleOptions {
  /** Values that the rule fixes, for building and for redirects to the rule from its longer sisters. */
  readonly defaults?: Readonly<Record<string, unknown>> | null | undefined;
  readonly subdomain?: string | null | undefined;
  /** Upper or lower case; GET brings HEAD. All methods when absent. */
  readonly methods?: Iterable<string> | null | undefined;
  /** For building only; the rule matches nothing. */
  readonly build_only?: boolean | undefined;
  readonly endpoint?: Endpoint;
  /** Whether a missing slash at the end redirects; otherwise both spellings match. */
  readonly strict_slashes?: boolean | null | undefined;
  /** Whether slashes in a row count as one, and redirect. */
  readonly merge_slashes?: boolean | null | undefined;
  /** Where a match is redirected: `new/<id>`, or a function. */
  readonly redirect_to?: string | RedirectTo | null | undefined;
  /** Redirects to the endpoint's rule that is none. */
  readonly alias?: boolean | undefined;
  /** The host the rule is for, where the map has `host_matching`. */
  readonly host?: string | null | undefined;
  /** Matches ws and wss instead of http and https. */
  readonly websocket?: boolean | undefined;
}

const WEBSOCKET_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const NO_DEFAULTS = Object.freeze({});

/** What makes rules for a map: a rule itself, or several with something in common (Werkzeug). */
export abstract class RuleFactory {
  abstract get_rules(map: MapSettings): Iterable<Rule>;
}

/**
 * One URL pattern: `new Rule("/users/<int:id>", { endpoint: "user", methods: ["GET"] })` (Werkzeug). A rule that ends
 * in a slash is a branch and one that does not a leaf. Throws for a rule without a slash in front and for websocket
 * rules with other methods than GET, HEAD and OPTIONS.
 */
export class Rule extends RuleFactory {
  rule: string;
  is_leaf: boolean;
  is_branch: boolean;
  endpoint: Endpoint;
  defaults: Readonly<Record<string, unknown>> | null;
  subdomain: string | null;
  host: string | null;
  methods: ReadonlySet<string> | null;
  build_only: boolean;
  strict_slashes: boolean | null;
  merge_slashes: boolean | null;
  redirect_to: string | RedirectTo | null;
  alias: boolean;
  websocket: boolean;
  /** Names of all values: those in the rule and those with a default. */
  readonly arguments: Set<string>;
  /** Whether OPTIONS is answered without the view; Flask's own mark on the rule. */
  provide_automatic_options?: boolean;
  /** Rules of the same endpoint that a match of this one is redirected to when the values are their defaults; kept by the map. */
  shorter_rules: readonly Rule[] = [];
  #bound: BoundRule | null = null;

  constructor(string: string, options: RuleOptions = {}) {
    super();
    if (!string.startsWith("/")) throw new ValueError(`URL rule '${string}' must start with a slash.`);
    this.rule = string;
    this.is_branch = string.endsWith("/");
    this.is_leaf = !this.is_branch;
    this.endpoint = options.endpoint ?? null;
    this.defaults = options.defaults ?? null;
    this.subdomain = options.subdomain ?? null;
    this.host = options.host ?? null;
    this.build_only = options.build_only ?? false;
    this.strict_slashes = options.strict_slashes ?? null;
    this.merge_slashes = options.merge_slashes ?? null;
    this.redirect_to = options.redirect_to ?? null;
    this.alias = options.alias ?? false;
    this.websocket = options.websocket ?? false;
    this.methods = method_set(options.methods, this.websocket);
    this.arguments = new Set(Object.keys(this.defaults ?? NO_DEFAULTS));
  }

  /** The map the rule is bound to, or null. */
  get map(): MapSettings | null {
    return this.#bound?.map ?? null;
  }

  /** An unbound copy, for another map or with other values. */
  empty(): this {
    // A subclass with a constructor of another shape overrides `empty`.
    const RuleClass = this.constructor as new (rule: string, options: RuleOptions) => this;
    return new RuleClass(this.rule, this.get_empty_kwargs());
  }

  /** The options of the copy that `empty` makes; as in Werkzeug, merge_slashes and websocket are not among them. */
  get_empty_kwargs(): RuleOptions {
    return {
      defaults: this.defaults && { ...this.defaults },
      subdomain: this.subdomain,
      methods: this.methods,
      build_only: this.build_only,
      endpoint: this.endpoint,
      strict_slashes: this.strict_slashes,
      redirect_to: this.redirect_to,
      alias: this.alias,
      host: this.host,
    };
  }

  override *get_rules(_map: MapSettings): Iterable<Rule> {
    yield this;
  }

  /** Binds the rule again, after it was changed in place. */
  refresh(): void {
    if (this.#bound !== null) this.bind(this.#bound.map, true);
  }

  /** Takes over the map's settings and compiles the rule. Throws when it belongs to a map already. */
  bind(map: MapSettings, rebind = false): void {
    if (this.#bound !== null && !rebind) {
      throw new Error(
        `url rule ${inspect(this)} is bound to a map already; use rule.empty() to have a copy for another`,
      );
    }
    this.strict_slashes ??= map.strict_slashes;
    this.merge_slashes ??= map.merge_slashes;
    this.subdomain ??= map.default_subdomain;
    this.#bound = new BoundRule(map, this.#texts(map), (...request) => this.get_converter(map, ...request));
    for (const name of this.#bound.names) this.arguments.add(name);
  }

  #texts(map: MapSettings): RuleTexts {
    const domain = (map.host_matching ? this.host : this.subdomain) ?? "";
    const path = this.merge_slashes ? this.rule.replace(/\/{2,}/g, "/") : this.rule;
    return { domain, path, defaults: this.defaults ?? NO_DEFAULTS };
  }

  /** The converter of a variable; a subclass may choose another. */
  get_converter(map: MapSettings, ...[, converter, args, kwargs]: Parameters<GetConverter>): BaseConverter {
    return make_converter(map, converter, args, kwargs);
  }

  /** The rule as its map has it. Throws while the rule is in no map. */
  get bound(): BoundRule {
    if (this.#bound === null) throw new Error(`url rule '${this.rule}' is not bound; add it to a map first`);
    return this.#bound;
  }

  /** Domain and path for values without null; null when a converter refuses one. Throws what else it throws. */
  build(
    values: Readonly<Record<string, unknown>>,
    append_unknown: boolean | { readonly append_unknown?: boolean } = true,
  ): readonly [domain: string, path: string] | null {
    const appended = typeof append_unknown === "boolean" ? append_unknown : append_unknown.append_unknown;
    return this.bound.build(values, appended ?? true);
  }

  /** Whether this rule is a shorter spelling of `rule`, with defaults for some of its values. */
  provides_defaults_for(rule: Rule): boolean {
    if (this.build_only || this.defaults === null || Object.keys(this.defaults).length === 0) return false;
    return (
      this.endpoint === rule.endpoint && !this.equals(rule) && is_same_set(this.arguments, rule.arguments)
    );
  }

  /** Whether method and values are enough to build a URL, and no value differs from a default. */
  suitable_for(values: Readonly<Record<string, unknown>>, method: string | null = null): boolean {
    if (method !== null && this.methods !== null && !this.methods.has(method)) return false;
    const { defaults } = this;
    for (const name of this.arguments) {
      if (!Object.hasOwn(values, name) && (defaults === null || !Object.hasOwn(defaults, name))) return false;
    }
    if (defaults === null) return true;
    for (const [name, value] of Object.entries(defaults)) {
      if (Object.hasOwn(values, name) && !python_equal(value, values[name])) return false;
    }
    return true;
  }

  /** Rules of an endpoint are tried in this order for building: no aliases, many values, many defaults. */
  build_compare_key(): readonly [alias: number, values: number, defaults: number] {
    return [this.alias ? 1 : 0, -this.arguments.size, -Object.keys(this.defaults ?? NO_DEFAULTS).length];
  }

  /** Whether both have the same text and variables. */
  equals(other: Rule): boolean {
    return this.constructor === other.constructor && this.bound.pattern === other.bound.pattern;
  }

  override toString(): string {
    return this.rule;
  }

  [inspect.custom](): string {
    if (this.#bound === null) return `<${this.constructor.name} (unbound)>`;
    const methods = this.methods === null ? "" : ` (${[...this.methods].join(", ")})`;
    return `<${this.constructor.name} '${this.#bound.pattern.replace(/^\|/, "")}'${methods} -> ${String(this.endpoint)}>`;
  }
}

function method_set(
  methods: Iterable<string> | null | undefined,
  websocket: boolean,
): ReadonlySet<string> | null {
  if (methods === null || methods === undefined) return null;
  if (typeof methods === "string") throw new TypeError("'methods' should be a list of strings.");
  const names = new Set(Array.from(methods, (method) => method.toUpperCase()));
  if (names.has("GET")) names.add("HEAD");
  if (websocket && [...names].some((name) => !WEBSOCKET_METHODS.has(name))) {
    throw new ValueError("WebSocket rules can only use 'GET', 'HEAD', and 'OPTIONS' methods.");
  }
  return names;
}

function is_same_set(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

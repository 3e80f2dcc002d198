import { inspect } from "node:util";
import { ValueError } from "../data/errors.ts";
import {
  ascii_name,
  type BindArguments,
  type BindableRequest,
  bind_options,
  type EnvironOptions,
  is_given,
  scheme_of,
  subdomain_of,
  without_standard_port,
} from "./binding_options.ts";
import { DEFAULT_CONVERTERS } from "./default_converters.ts";
import { type AdapterMap, MapAdapter } from "./map_adapter.ts";
import type { ConverterClass, SortKey } from "./map_settings.ts";
import type { MatchOutcome } from "./match_outcome.ts";
import { StateMachineMatcher } from "./matcher.ts";
import type { Rule, RuleFactory } from "./rule.ts";
import type { Endpoint } from "./url_builder.ts";

// Rules that fit are shown on one line, as Python's pprint does.
const LINE_LENGTH = 78;

/** The settings of a map, all of them Werkzeug's. */
export interface MapOptions {
  readonly default_subdomain?: string;
  /** Whether a missing slash at the end of a branch redirects; true unless set. */
  readonly strict_slashes?: boolean;
  /** Whether slashes in a row count as one, and redirect; true unless set. */
  readonly merge_slashes?: boolean;
  /** Whether values that are a shorter rule's defaults redirect to it; true unless set. */
  readonly redirect_defaults?: boolean;
  /** Classes of converters by name, beside the built-in ones. */
  readonly converters?: Readonly<Record<string, ConverterClass>> | null;
  readonly sort_parameters?: boolean;
  readonly sort_key?: SortKey | null;
  /** Match the `host` of rules in place of their `subdomain`. */
  readonly host_matching?: boolean;
}

/** All rules of an app, and what they have in common: `new Map([new Rule("/", { endpoint: "index" })])` (Werkzeug). */
class UrlMap implements AdapterMap {
  static readonly default_converters: Readonly<Record<string, ConverterClass>> = DEFAULT_CONVERTERS;

  /** Classes by name, to be added to: `map.converters["list"] = ListConverter`. */
  readonly converters: Record<string, ConverterClass>;
  default_subdomain: string;
  strict_slashes: boolean;
  redirect_defaults: boolean;
  host_matching: boolean;
  sort_parameters: boolean;
  sort_key: SortKey | null;
  readonly #matcher: StateMachineMatcher;
  readonly #rules_by_endpoint = new Map<Endpoint, Rule[]>();
  #remap = true;
  #last_name: readonly [given: string, ascii: string] = ["", ""];

  constructor(rules: Iterable<RuleFactory> | null, options?: MapOptions);
  constructor(options?: MapOptions);
  constructor(given: Iterable<RuleFactory> | MapOptions | null = null, by_name: MapOptions = {}) {
    const rules = given === null || Symbol.iterator in given ? given : null;
    const options = given === null || Symbol.iterator in given ? by_name : given;
    this.#matcher = new StateMachineMatcher(options.merge_slashes ?? true);
    this.converters = Object.assign(Object.create(null), new.target.default_converters, options.converters);
    this.default_subdomain = options.default_subdomain ?? "";
    this.strict_slashes = options.strict_slashes ?? true;
    this.redirect_defaults = options.redirect_defaults ?? true;
    this.host_matching = options.host_matching ?? false;
    this.sort_parameters = options.sort_parameters ?? false;
    this.sort_key = options.sort_key ?? null;
    for (const factory of rules ?? []) this.add(factory);
  }

  get merge_slashes(): boolean {
    return this.#matcher.merge_slashes;
  }
  set merge_slashes(value: boolean) {
    this.#matcher.merge_slashes = value;
  }

  /** Adds a rule, or all that a factory makes, and binds them to this map. */
  add(factory: RuleFactory): void {
    for (const rule of factory.get_rules(this)) {
      rule.bind(this);
      if (!rule.build_only) this.#matcher.add(rule);
      const rules = this.#rules_by_endpoint.get(rule.endpoint);
      if (rules === undefined) this.#rules_by_endpoint.set(rule.endpoint, [rule]);
      else rules.push(rule);
    }
    this.#remap = true;
  }

  /** Puts the rules in order after some were added; matching and building do it themselves. */
  update(): void {
    if (!this.#remap) return;
    this.#matcher.update();
    for (const rules of this.#rules_by_endpoint.values()) {
      rules.sort(compare_for_building);
      for (const [index, rule] of rules.entries())
        rule.shorter_rules = this.#shorter_rules(rule, rules.slice(0, index));
    }
    this.#remap = false;
  }

  #shorter_rules(rule: Rule, before: readonly Rule[]): readonly Rule[] {
    return this.redirect_defaults ? before.filter((other) => other.provides_defaults_for(rule)) : [];
  }

  /** All rules, or those of one endpoint. Throws ValueError for an endpoint without rules. */
  *iter_rules(endpoint: Endpoint = null): IterableIterator<Rule> {
    this.update();
    if (endpoint === null) for (const rules of this.#rules_by_endpoint.values()) yield* rules;
    else yield* this.#known_rules(endpoint);
  }

  /** Whether a rule of the endpoint takes all these values. Throws ValueError for an endpoint without rules. */
  is_endpoint_expecting(endpoint: Endpoint, ...names: string[]): boolean {
    this.update();
    return this.#known_rules(endpoint).some((rule) => names.every((name) => rule.arguments.has(name)));
  }

  #known_rules(endpoint: Endpoint): readonly Rule[] {
    const rules = this.#rules_by_endpoint.get(endpoint);
    if (rules === undefined)
      throw new ValueError(`no url rule has the endpoint '${String(endpoint)}'; add one first`);
    return rules;
  }

  /** The rules of an endpoint in the order they are tried for building; none where it has none. */
  rules_of(endpoint: Endpoint): readonly Rule[] {
    this.update();
    return this.#rules_by_endpoint.get(endpoint) ?? [];
  }

  /** What a domain and a path come to; see `MapAdapter.match`. */
  find(domain: string, path: string, method: string, websocket: boolean): MatchOutcome {
    if (this.#remap) this.update();
    return this.#matcher.match(domain, path, method, websocket);
  }

  /**
   * An adapter for a server: `map.bind("example.org", { script_name: "/app", url_scheme: "https" })`. The arguments
   * may also be given in Werkzeug's order. Throws BadHost for a name that is no domain.
   */
  bind(server_name: string, ...args: BindArguments): MapAdapter {
    const options = bind_options(args);
    this.#check_subdomain(options.subdomain);
    return new MapAdapter(this, {
      server_name: this.#ascii_name(server_name),
      script_name: options.script_name ?? "/",
      subdomain: this.host_matching ? null : (options.subdomain ?? this.default_subdomain),
      url_scheme: options.url_scheme ?? "http",
      path_info: options.path_info ?? "/",
      default_method: options.default_method ?? "GET",
      query_args: options.query_args ?? null,
    });
  }

  /**
   * An adapter for a request. Where `server_name` is given and `subdomain` is not, the subdomain is what the host has
   * in front of it; a host outside of it counts as the subdomain "<invalid>". Throws BadHost as `bind` does.
   */
  bind_to_request(request: BindableRequest, { server_name, subdomain }: EnvironOptions = {}): MapAdapter {
    this.#check_subdomain(subdomain);
    const host = request.host.toLowerCase();
    const scheme = scheme_of(request);
    const name = is_given(server_name) ? without_standard_port(server_name.toLowerCase(), scheme) : host;
    return new MapAdapter(this, {
      server_name: this.#ascii_name(name),
      script_name: request.root_path || "/",
      subdomain: this.host_matching ? null : (subdomain ?? subdomain_of(host, name)),
      url_scheme: scheme,
      path_info: request.path_info ?? request.path,
      default_method: request.method,
      query_args: request.query_string,
    });
  }

  /** `bind_to_request` with the arguments in Werkzeug's order. */
  bind_to_environ(
    request: BindableRequest,
    server_name?: string | EnvironOptions | null,
    subdomain?: string | null,
  ): MapAdapter {
    const options =
      typeof server_name === "object" && server_name !== null ? server_name : { server_name, subdomain };
    return this.bind_to_request(request, options);
  }

  #check_subdomain(subdomain: string | null | undefined): void {
    if (!this.host_matching || !is_given(subdomain)) return;
    throw new Error(
      "host matching enabled and a subdomain was provided; leave it out, the rules name whole hosts",
    );
  }

  /** Most requests come to one host, so its last spelling is remembered. */
  #ascii_name(server_name: string): string {
    if (this.#last_name[0] !== server_name)
      this.#last_name = [server_name, ascii_name(server_name.toLowerCase())];
    return this.#last_name[1];
  }

  toString(): string {
    const rules = Array.from(this.iter_rules(), (rule) => inspect(rule));
    const line = rules.join(", ");
    return `${this.constructor === UrlMap ? "Map" : this.constructor.name}([${line.length <= LINE_LENGTH ? line : rules.join(",\n ")}])`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

export { UrlMap as Map };

function compare_for_building(a: Rule, b: Rule): number {
  const [a_alias, a_values, a_defaults] = a.build_compare_key();
  const [b_alias, b_values, b_defaults] = b.build_compare_key();
  return a_alias - b_alias || a_values - b_values || a_defaults - b_defaults;
}

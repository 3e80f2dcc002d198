import { join_url } from "../data/url_parts.ts";
import { BuildError } from "./build_error.ts";
import type { MapSettings } from "./map_settings.ts";
import type { QueryArgs } from "./match_options.ts";
import { encode_values, type NamedValues, plain_values } from "./query_values.ts";
import type { Rule } from "./rule.ts";
import type { BuildOptions, Endpoint, PathArguments, UrlBuilder } from "./url_builder.ts";

/** What building uses of a map. */
export interface BuildMap extends MapSettings {
  rules_of(endpoint: Endpoint): readonly Rule[];
  iter_rules(endpoint?: Endpoint): IterableIterator<Rule>;
}

/** What an adapter is bound to: a request, or a place that URLs are built for. */
export interface Binding {
  /** Host, with the port where it is not the scheme's own. */
  readonly server_name: string;
  /** Where the app is mounted. */
  readonly script_name: string;
  readonly subdomain: string | null;
  readonly url_scheme: string;
  readonly path_info: string;
  readonly default_method: string;
  readonly query_args: QueryArgs | null;
}

/** The building half of an adapter: everything that makes a URL for one binding. */
export class BoundUrls<M extends BuildMap = BuildMap> implements UrlBuilder {
  readonly map: M;
  server_name: string;
  /** Ends in a slash. */
  script_name: string;
  subdomain: string | null;
  url_scheme: string;
  path_info: string;
  default_method: string;
  query_args: QueryArgs | null;
  websocket: boolean;

  constructor(map: M, binding: Binding) {
    const { script_name, url_scheme } = binding;
    this.map = map;
    this.server_name = binding.server_name;
    this.script_name = script_name.endsWith("/") ? script_name : `${script_name}/`;
    this.subdomain = binding.subdomain;
    this.url_scheme = url_scheme;
    this.path_info = binding.path_info;
    this.default_method = binding.default_method;
    this.query_args = binding.query_args;
    this.websocket = url_scheme === "ws" || url_scheme === "wss";
  }

  /** What the domain of rules is matched with and built for. */
  protected get domain_part(): string {
    return this.map.host_matching || this.subdomain === null ? this.server_name : this.subdomain;
  }

  /** The host of a subdomain, or the host itself where hosts are matched; null is that of this adapter. */
  get_host(domain_part: string | null = null): string {
    if (this.map.host_matching) return domain_part ?? this.server_name;
    const subdomain = domain_part ?? this.subdomain;
    return subdomain ? `${subdomain}.${this.server_name}` : this.server_name;
  }

  encode_query_args(query_args: QueryArgs): string {
    return typeof query_args === "string" ? query_args : encode_values(query_args);
  }

  /** An absolute URL for a quoted path below the script's root. */
  make_redirect_url(
    path_info: string,
    query_args: QueryArgs | null = this.query_args,
    domain_part: string | null = null,
  ): string {
    const query = query_args ? this.encode_query_args(query_args) : "";
    const path = `${strip_slashes(this.script_name)}/${strip_slashes_at_start(path_info)}`;
    return join_url(
      { scheme: this.url_scheme || "http", path, query, fragment: "" },
      this.get_host(domain_part),
    );
  }

  /** The URL of the endpoint that is no alias. */
  make_alias_redirect_url(
    path: string,
    endpoint: Endpoint,
    values: Readonly<PathArguments>,
    method: string,
    query_args: QueryArgs,
  ): string {
    const url = this.build(endpoint, values, { method, append_unknown: false, force_external: true });
    const query = this.encode_query_args(query_args);
    if (url === `${this.domain_part}|${path}`)
      throw new Error("detected invalid alias setting. No canonical URL found");
    return query === "" ? url : `${url}?${query}`;
  }

  /**
   * The URL of an endpoint: `build("user", { id: 3, tab: "a" })` is "/users/3?tab=a". A path where the host is the
   * current one, otherwise with scheme and host. Throws BuildError, and what converters throw.
   */
  build(
    endpoint: Endpoint,
    values?: NamedValues | null,
    method?: string | BuildOptions | null,
    force_external = false,
    append_unknown = true,
    url_scheme: string | null = null,
  ): string {
    if (typeof method === "object" && method !== null)
      return this.#build(endpoint, values ?? method.values, method);
    return this.#build(endpoint, values, { method, force_external, append_unknown, url_scheme });
  }

  #build(endpoint: Endpoint, given: NamedValues | null | undefined, options: BuildOptions): string {
    const values = plain_values(given ?? {});
    const method = options.method ?? null;
    const found = this.#partial_build(endpoint, values, method, options.append_unknown ?? true);
    if (found === null) throw new BuildError(endpoint, values, method, this);
    const [rule, domain_part, path] = found;
    const tail = strip_slashes_at_start(path);
    const host = this.get_host(domain_part);
    const is_current = this.map.host_matching ? host === this.server_name : domain_part === this.subdomain;
    if (is_current && !options.force_external && !rule.websocket)
      return `${strip_slashes_at_end(this.script_name)}/${tail}`;
    const scheme = outer_scheme(options.url_scheme ?? this.url_scheme, rule.websocket);
    return `${scheme === "" ? "" : `${scheme}:`}//${host}${this.script_name.slice(0, -1)}/${tail}`;
  }

  #partial_build(
    endpoint: Endpoint,
    values: Readonly<PathArguments>,
    method: string | null,
    append_unknown: boolean,
  ): Built | null {
    if (method === null) {
      const built = this.#partial_build(endpoint, values, this.default_method, append_unknown);
      if (built !== null) return built;
    }
    let first: Built | null = null;
    for (const rule of this.map.rules_of(endpoint)) {
      const built = rule.suitable_for(values, method) ? rule.build(values, append_unknown) : null;
      if (built === null) continue;
      const [domain, path] = built;
      if (!this.map.host_matching || domain === this.server_name) return [rule, domain, path];
      first ??= [rule, domain, path];
    }
    return first;
  }
}

type Built = readonly [rule: Rule, domain: string, path: string];

function strip_slashes(path: string): string {
  return strip_slashes_at_start(strip_slashes_at_end(path));
}

function strip_slashes_at_start(path: string): string {
  let start = 0;
  while (path.charCodeAt(start) === 0x2f) start++;
  return path.slice(start);
}

function strip_slashes_at_end(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 0x2f) end--;
  return path.slice(0, end);
}

/** WebSocket rules need a full URL with their own scheme, and other rules an HTTP one also on a WebSocket. */
function outer_scheme(scheme: string, websocket: boolean): string {
  const secure = scheme === "https" || scheme === "wss";
  if (websocket) return secure ? "wss" : "ws";
  return scheme === "" ? "" : secure ? "https" : "http";
}

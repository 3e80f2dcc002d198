import { quote } from "../data/url_text.ts";
import { HTTPException, MethodNotAllowed, NotFound } from "../wire/errors.ts";
import { SAFE_IN_SEGMENT } from "./base_converter.ts";
import { BoundUrls, type BuildMap } from "./bound_urls.ts";
import { is_options, type MatchOptions, type QueryArgs } from "./match_options.ts";
import {
  is_match,
  type MatchOutcome,
  type NoMatch,
  RequestAliasRedirect,
  RequestPath,
} from "./match_outcome.ts";
import { RequestRedirect } from "./request_redirect.ts";
import type { Rule } from "./rule.ts";
import type { Endpoint, PathArguments } from "./url_builder.ts";
import { url_join } from "./url_join.ts";
import { WebsocketMismatch } from "./websocket_mismatch.ts";

const UPPER_CASE = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What an adapter uses of its map. */
export interface AdapterMap extends BuildMap {
  find(domain: string, path: string, method: string, websocket: boolean): MatchOutcome;
}

/** The keyword arguments of `MapAdapter.dispatch`. */
interface DispatchOptions extends MatchOptions {
  /** Give other HTTP exceptions back, too. */
  readonly catch_http_exceptions?: boolean;
}

/** Matches paths and builds URLs for one binding; made by `Map.bind` and `Map.bind_to_environ` (Werkzeug). */
export class MapAdapter extends BoundUrls<AdapterMap> {
  /**
   * Endpoint (or rule, with `return_rule`) and values of a path: `match("/users/3", { method: "GET" })` is
   * ["user", { id: 3 }]. Throws NotFound, MethodNotAllowed, RequestRedirect and WebsocketMismatch.
   */
  match(options: MatchOptions & { return_rule: true }): [Rule, PathArguments];
  match(
    path_info: string | null | undefined,
    options: MatchOptions & { return_rule: true },
  ): [Rule, PathArguments];
  match(
    path_info: string | null | undefined,
    method: string | null | undefined,
    return_rule: true | (MatchOptions & { return_rule: true }),
    query_args?: QueryArgs | null,
    websocket?: boolean | null,
  ): [Rule, PathArguments];
  match(
    path_info?: string | MatchOptions | null,
    method?: string | MatchOptions | null,
    return_rule?: boolean | MatchOptions,
    query_args?: QueryArgs | null,
    websocket?: boolean | null,
  ): [Endpoint, PathArguments];
  match(
    path_info?: string | MatchOptions | null,
    method?: string | MatchOptions | null,
    return_rule?: boolean | MatchOptions,
    query_args?: QueryArgs | null,
    websocket?: boolean | null,
  ): [Rule | Endpoint, PathArguments] {
    if (is_options(path_info)) return this.#match(path_info.path_info, path_info);
    if (is_options(method)) return this.#match(path_info, method);
    if (is_options(return_rule)) return this.#match(path_info, { method, ...return_rule });
    return this.#match(path_info, { method, return_rule, query_args, websocket });
  }

  #match(path_info: string | null | undefined, options: MatchOptions): [Rule | Endpoint, PathArguments] {
    const method = upper_case(options.method || this.default_method);
    const path = one_slash_in_front(path_info ?? this.path_info);
    const outcome = this.map.find(this.domain_part, path, method, options.websocket ?? this.websocket);
    const query_args = options.query_args ?? this.query_args ?? "";
    if (!is_match(outcome)) throw this.#refusal(outcome, path, method, query_args);
    const [rule, values] = outcome;
    const has_shorter = rule.shorter_rules.length > 0;
    const shorter = has_shorter ? this.get_default_redirect(rule, method, values, query_args) : null;
    if (shorter !== null) throw new RequestRedirect(shorter);
    if (rule.redirect_to !== null) throw new RequestRedirect(this.#redirect_target(rule, values));
    return options.return_rule === true ? outcome : [rule.endpoint, values];
  }

  #refusal(
    outcome: NoMatch | RequestPath | RequestAliasRedirect,
    path: string,
    method: string,
    query_args: QueryArgs,
  ): HTTPException {
    if (outcome instanceof RequestPath) {
      return new RequestRedirect(
        this.make_redirect_url(quote(outcome.path_info, SAFE_IN_SEGMENT), query_args),
      );
    }
    if (outcome instanceof RequestAliasRedirect) {
      const { endpoint, matched_values } = outcome;
      return new RequestRedirect(
        this.make_alias_redirect_url(path, endpoint, matched_values, method, query_args),
      );
    }
    // In a fixed order, so that Allow is the same for the same request.
    if (outcome.have_match_for.size > 0) return new MethodNotAllowed([...outcome.have_match_for].sort());
    return outcome.websocket_mismatch ? new WebsocketMismatch() : new NotFound();
  }

  /** The URL of a rule that has the values as its defaults, null where there is none. */
  get_default_redirect(
    rule: Rule,
    method: string,
    values: PathArguments,
    query_args: QueryArgs,
  ): string | null {
    for (const shorter of rule.shorter_rules) {
      if (!shorter.suitable_for(values, method)) continue;
      const built = shorter.build({ ...values, ...shorter.defaults });
      if (built === null) continue;
      return this.make_redirect_url(built[1], query_args, built[0]);
    }
    return null;
  }

  #redirect_target({ redirect_to, bound }: Rule, values: PathArguments): string {
    const target =
      typeof redirect_to === "function"
        ? redirect_to(this, values)
        : redirect_to!.replace(/<([^>]+)>/g, (_, name: string) => bound.value_to_url(name, values[name]));
    const host = this.subdomain ? `${this.subdomain}.${this.server_name}` : this.server_name;
    return url_join(`${this.url_scheme || "http"}://${host}`, this.script_name, target);
  }

  /** Whether `match` would find a rule, or a redirect. */
  test(path_info?: string | MatchOptions | null, method?: string | MatchOptions | null): boolean {
    try {
      this.match(path_info, method);
    } catch (error) {
      if (error instanceof RequestRedirect) return true;
      if (error instanceof HTTPException) return false;
      throw error;
    }
    return true;
  }

  /** The methods that have a rule for the path. */
  allowed_methods(path_info?: string | null | Pick<MatchOptions, "path_info">): readonly string[] {
    try {
      this.match(is_options(path_info) ? path_info.path_info : path_info, "--");
    } catch (error) {
      if (error instanceof MethodNotAllowed) return error.valid_methods ?? [];
      if (!(error instanceof HTTPException)) throw error;
    }
    return [];
  }

  /**
   * What `view_func(endpoint, values)` returns for the path, or a RequestRedirect. Other HTTP exceptions are thrown,
   * unless `catch_http_exceptions` is given.
   */
  dispatch<Result>(
    view_func: (endpoint: Endpoint, values: PathArguments) => Result,
    path_info?: string | DispatchOptions | null,
    method?: string | DispatchOptions | null,
    options: DispatchOptions = {},
  ): Result | HTTPException {
    const named = [path_info, method, options].filter((given) => is_options(given));
    const catch_http_exceptions = named.some((given) => given.catch_http_exceptions);
    try {
      const [endpoint, values] = this.match(path_info, method);
      return view_func(endpoint, values);
    } catch (error) {
      if (error instanceof HTTPException && (catch_http_exceptions || error instanceof RequestRedirect))
        return error;
      throw error;
    }
  }
}

function one_slash_in_front(path: string): string {
  if (path === "" || (path.charCodeAt(0) === 0x2f && path.charCodeAt(1) !== 0x2f)) return path;
  return `/${path.replace(/^\/+/, "")}`;
}

/** A method in upper case, which most are. */
function upper_case(method: string): string {
  return method === "GET" || UPPER_CASE.has(method) ? method : method.toUpperCase();
}

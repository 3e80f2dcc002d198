import type { NamedValues } from "./query_values.ts";

/** What a rule leads to. Werkzeug lets it be anything; Flask's are texts. */
// biome-ignore lint/suspicious/noExplicitAny: with `unknown` every caller that looks a view up by it would need a cast
export type Endpoint = any;

/** The values of a URL by the names of the rule's variables. */
export type PathArguments = Record<string, unknown>;

/** The keyword arguments of `MapAdapter.build`. */
export interface BuildOptions {
  readonly values?: NamedValues | null | undefined;
  readonly method?: string | null | undefined;
  /** Always with scheme and host. */
  readonly force_external?: boolean | undefined;
  /** Whether values that are no part of the rule become the query; true unless set. */
  readonly append_unknown?: boolean | undefined;
  readonly url_scheme?: string | null | undefined;
}

/** What a rule's `redirect_to` function may use of the adapter that matched. */
export interface UrlBuilder {
  readonly server_name: string;
  readonly script_name: string;
  readonly subdomain: string | null;
  readonly url_scheme: string;
  readonly path_info: string;
  readonly default_method: string;
  readonly query_args: NamedValues | string | null;
  build(endpoint: Endpoint, values?: NamedValues | null, options?: BuildOptions): string;
  get_host(domain_part?: string | null): string;
}

/** Makes the target of a redirect from the values of the URL, relative to the script's root. */
// biome-ignore lint/suspicious/noExplicitAny: the rule's converters decide what the values are
export type RedirectTo = (adapter: UrlBuilder, values: Record<string, any>) => string;

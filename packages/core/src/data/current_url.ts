import { named_arguments } from "./call_arguments.ts";
import { decode_idna } from "./idna.ts";
import { unquote_path, unquote_query } from "./iri.ts";
import { quote, SAFE_IN_PATH, SAFE_IN_QUERY } from "./url_text.ts";

const NAMES = ["scheme", "host", "root_path", "path", "query_string"];

/** The parts of a request's URL; those left out, and all after them, are not in the result. */
export interface CurrentUrlParts {
  readonly scheme: string;
  readonly host: string;
  /** Where the app is mounted, decoded; "" at the root. */
  readonly root_path?: string | null;
  /** The decoded path below it. */
  readonly path?: string | null;
  /** The query as it was sent. */
  readonly query_string?: string | Uint8Array | null;
}

/**
 * A request's URL, for reading (an IRI): `get_current_url("http", "example.org", "", "/a b", "q=1")` is
 * "http://example.org/a%20b?q=1". Takes its parts in turn or by name. (Werkzeug)
 */
export function get_current_url(parts: CurrentUrlParts): string;
export function get_current_url(
  scheme: string,
  host: string,
  root_path?: string | null | Partial<CurrentUrlParts>,
  path?: string | null | Partial<CurrentUrlParts>,
  query_string?: string | Uint8Array | null,
): string;
export function get_current_url(...args: unknown[]): string {
  return join_parts(named_arguments(NAMES, args) as unknown as CurrentUrlParts); // what the overloads let in
}

function join_parts({ scheme, host, root_path, path, query_string }: CurrentUrlParts): string {
  let url = `${scheme}://${decode_idna(host.toLowerCase())}`;
  if (root_path === null || root_path === undefined) return `${url}/`;
  url += `${readable_path(root_path.replace(/(?<!\/)\/+$/, ""))}/`;
  if (path === null || path === undefined) return url;
  url += readable_path(path.replace(/^\/+/, ""));
  return query_string?.length ? `${url}?${unquote_query(quote(query_string, SAFE_IN_QUERY))}` : url;
}

function readable_path(path: string): string {
  return unquote_path(quote(path, SAFE_IN_PATH));
}

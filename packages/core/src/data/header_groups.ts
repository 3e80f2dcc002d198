// RFC 9110 section 7.6.1 and RFC 2616 section 13.5.1: for one connection only, never for the app or a cache.
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
// RFC 2616 section 7.1: about the body, so they have no place in an answer without one.
const ENTITY = new Set([
  "allow",
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-md5",
  "content-range",
  "content-type",
  "expires",
  "last-modified",
]);
// RFC 2616 section 10.3.5 wants these two also in a 304.
const KEPT_ENTITY_HEADERS = ["expires", "content-location"];

/** Whether a header is about the body, as Content-Type. (Werkzeug) */
export function is_entity_header(header: string): boolean {
  return ENTITY.has(header.toLowerCase());
}

/** Whether a header is for one connection only, as Keep-Alive. (Werkzeug) */
export function is_hop_by_hop_header(header: string): boolean {
  return HOP_BY_HOP.has(header.toLowerCase());
}

/** Headers that can be changed in place: an array of pairs, or a Headers object. */
export type MutableHeaders = [string, string][] | RemovableHeaders;
interface RemovableHeaders extends Iterable<readonly [string, string]> {
  remove(name: string): void;
}

/** Removes the headers about the body, except those in `allowed`. (Werkzeug) */
export function remove_entity_headers(
  headers: MutableHeaders,
  options: Iterable<string> | { readonly allowed?: Iterable<string> } = {},
): void {
  const allowed = Symbol.iterator in options ? options : (options.allowed ?? KEPT_ENTITY_HEADERS);
  const kept = new Set(Array.from(allowed, (name) => name.toLowerCase()));
  remove_where(headers, (name) => is_entity_header(name) && !kept.has(name.toLowerCase()));
}

/** Removes the headers that are for one connection only. (Werkzeug) */
export function remove_hop_by_hop_headers(headers: MutableHeaders): void {
  remove_where(headers, is_hop_by_hop_header);
}

function remove_where(headers: MutableHeaders, unwanted: (name: string) => boolean): void {
  const names = Array.from(headers, ([name]) => name).filter(unwanted);
  if (!Array.isArray(headers)) {
    for (const name of names) headers.remove(name);
    return;
  }
  const kept = headers.filter(([name]) => !unwanted(name));
  headers.splice(0, headers.length, ...kept);
}

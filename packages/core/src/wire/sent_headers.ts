import type { HeaderList } from "../data/header_list.ts";
import { iri_to_uri } from "../data/iri.ts";

/** What a 304 must not say about a body that it does not carry (Werkzeug's `remove_entity_headers`). */
const ENTITY_HEADERS = [
  "Allow",
  "Content-Encoding",
  "Content-Language",
  "Content-Length",
  "Content-MD5",
  "Content-Range",
  "Content-Type",
  "Last-Modified",
];

/** RFC 9110 sections 6.4.1 and 15: these carry no body, whatever the view returned. */
export function is_bodiless(code: number): boolean {
  return code === 204 || code === 304 || (code >= 100 && code < 200);
}

/**
 * The headers as they go out, Werkzeug's `get_wsgi_headers`: locations as URIs, Content-Length as the body has it,
 * none where there can be no body. The list itself is returned when it can go as it is.
 *
 * `length` is null for a body whose size only its end tells.
 */
export function sent_headers(list: HeaderList, code: number, length: number | null): string[] {
  if (is_bodiless(code)) return bodiless_headers(list, code);
  const text = length === null ? null : String(length);
  let counted = text === null;
  let changed = false;
  const { flat } = list;
  for (let at = 0; at < flat.length; at += 2) {
    const kind = kind_of(flat[at]!);
    if (kind === OTHER) continue;
    if (kind === LOCATION) changed ||= iri_to_uri(flat[at + 1]!) !== flat[at + 1];
    else if (text !== null && flat[at + 1] === text && !counted) counted = true;
    else if (text !== null) changed = true;
  }
  if (!changed && counted) return flat;
  return corrected_headers(list, text);
}

const OTHER = 0;
const LOCATION = 1;
const LENGTH = 2;

/** Told by the length of the name first: this looks at every header of every response. */
function kind_of(name: string): number {
  switch (name.length) {
    case 8:
      return name.toLowerCase() === "location" ? LOCATION : OTHER;
    case 14:
      return name.toLowerCase() === "content-length" ? LENGTH : OTHER;
    case 16:
      return name.toLowerCase() === "content-location" ? LOCATION : OTHER;
    default:
      return OTHER;
  }
}

function corrected_headers(list: HeaderList, length: string | null): string[] {
  const sent = list.copy();
  quote_locations(sent);
  if (length !== null) sent.set("Content-Length", length);
  return sent.flat;
}

function bodiless_headers(list: HeaderList, code: number): string[] {
  const sent = list.copy();
  quote_locations(sent);
  if (code !== 304) sent.remove("Content-Length");
  else for (const name of ENTITY_HEADERS) sent.remove(name);
  return sent.flat;
}

function quote_locations(list: HeaderList): void {
  const { flat } = list;
  for (let at = 0; at < flat.length; at += 2) {
    if (kind_of(flat[at]!) === LOCATION) flat[at + 1] = iri_to_uri(flat[at + 1]!);
  }
}

import { http_date } from "../python/http_date.ts";
import type { SessionCookieOptions } from "./host.ts";

const SAME_SITE = new Map([
  ["strict", "Strict"],
  ["lax", "Lax"],
  ["none", "None"],
]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the header
const FORBIDDEN = /[\u0000-\u0020;,\u007f-\uffff]/;

/** The first cookie of a name in a `Cookie` header, as text; undefined where there is none (RFC 6265, 5.4). */
export function find_cookie(header: string, name: string): string | undefined {
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === name) return unquote(pair.slice(equals + 1).trim());
  }
  return undefined;
}

/** A `Set-Cookie` value for text that needs no quoting, attributes in Werkzeug's order. Raises TypeError for others. */
export function cookie_header(name: string, value: string, options: SessionCookieOptions): string {
  for (const text of [name, value, options.domain ?? "", options.path]) {
    if (FORBIDDEN.test(text))
      throw new TypeError(`${JSON.stringify(text)} cannot stand in a Set-Cookie header`);
  }
  const parts = [`${name}=${value}`];
  if (options.domain) parts.push(`Domain=${options.domain.replace(/^\./, "")}`);
  if (options.expires) parts.push(`Expires=${http_date(options.expires)}`);
  if (options.secure) parts.push("Secure");
  if (options.httponly) parts.push("HttpOnly");
  parts.push(`Path=${options.path}`);
  if (options.samesite) parts.push(`SameSite=${same_site(options.samesite)}`);
  if (options.partitioned) parts.push("Partitioned");
  return parts.join("; ");
}

function same_site(value: string): string {
  const known = SAME_SITE.get(value.toLowerCase());
  if (known === undefined)
    throw new TypeError(`SESSION_COOKIE_SAMESITE is ${JSON.stringify(value)}: use "Strict", "Lax" or "None"`);
  return known;
}

function unquote(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

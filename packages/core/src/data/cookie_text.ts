import { http_date } from "./dates.ts";
import { ValueError } from "./errors.ts";
import { trim_blanks } from "./header_value.ts";
import { encode_idna } from "./idna.ts";
import type { Timedelta } from "./timedelta.ts";
import { quote, safe_set } from "./url_text.ts";

/** Attributes of a cookie; null and undefined leave one out. */
export interface CookieOptions {
  /** Seconds or a Timedelta. Without `expires`, Expires is sent too, for clients that know only that. */
  readonly max_age?: number | Timedelta | null;
  /** A Date, seconds since the epoch, or text that is sent as it is. */
  readonly expires?: Date | number | string | null;
  /** "/" when absent; null leaves it out. */
  readonly path?: string | null;
  readonly domain?: string | null;
  readonly secure?: boolean;
  readonly httponly?: boolean;
  /** "Strict", "Lax" or "None", in any case. */
  readonly samesite?: string | null;
  /** Makes the cookie Secure as well. */
  readonly partitioned?: boolean;
}

/** How `dump_cookie` writes, beside the attributes. */
export interface DumpCookieOptions extends CookieOptions {
  /** Whether max_age alone also sends Expires; true when absent. */
  readonly sync_expires?: boolean;
  /** Bytes beyond which a warning is given, as browsers drop such cookies silently; 0 gives none. */
  readonly max_size?: number;
}

/** RFC 6265 section 6.1 asks browsers for 4096 bytes a cookie; 4093 is Werkzeug's limit. */
export const MAX_COOKIE_SIZE = 4093;

const KEY = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const KEY_BEYOND_ASCII = /^[!#$%&'*+\-.^_`|~0-9A-Za-z\u0080-\uffff]+$/;
const UNQUOTED_VALUE = /^[\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]*$/;
const DOMAIN = /^[A-Za-z0-9._-]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come through
const UNSAFE_IN_ATTRIBUTE = /[;\x00-\x1f\x7f-\uffff]/;
const SAFE_IN_COOKIE_PATH = safe_set("%!$&'()*+,/:=@");
const SAME_SITE: ReadonlyMap<string, string> = new Map([
  ["strict", "Strict"],
  ["lax", "Lax"],
  ["none", "None"],
]);

/**
 * The value of a Set-Cookie header, as Werkzeug's `dump_cookie` writes it. Values with characters that RFC 6265
 * leaves out are quoted, with `\ooo` for each byte. Raises ValueError for a key, domain, expires or samesite that
 * would not stay within its place (Werkzeug lets some of these through), TypeError for a value that is no string.
 */
export function dump_cookie(
  key: string,
  value = "",
  options: DumpCookieOptions = {},
  limit = options.max_size ?? MAX_COOKIE_SIZE,
): string {
  if (typeof value !== "string")
    throw new TypeError(`The value of cookie "${key}" must be a string; use String().`);
  const name = KEY.test(key) ? key : name_text(key);
  const quoted = UNQUOTED_VALUE.test(value) ? value : quote_value(value);
  const text = `${name}=${quoted}${attributes(options)}`;
  if (limit > 0 && text.length > limit) warn_of_size(key, quoted.length, text.length, limit);
  return text;
}

/** A name beyond ASCII as servers send it, each byte of its UTF-8 a character; `parse_cookie` reads it so. */
function name_text(key: string): string {
  if (!KEY_BEYOND_ASCII.test(key))
    throw new ValueError(`${JSON.stringify(key)} is no cookie name: use letters, digits, "-" and "_".`);
  return Buffer.from(key, "utf8").toString("latin1");
}

function attributes(options: DumpCookieOptions): string {
  const max_age = seconds_of(options.max_age);
  const expires = expires_text(options, max_age);
  let text = "";
  if (options.domain !== undefined && options.domain !== null)
    text += `; Domain=${domain_text(options.domain)}`;
  if (expires !== null) text += `; Expires=${expires}`;
  if (max_age !== null) text += `; Max-Age=${max_age}`;
  if (options.secure || options.partitioned) text += "; Secure";
  if (options.httponly) text += "; HttpOnly";
  if (options.path !== null) text += `; Path=${path_text(options.path)}`;
  if (options.samesite !== undefined && options.samesite !== null)
    text += `; SameSite=${same_site(options.samesite)}`;
  if (options.partitioned) text += "; Partitioned";
  return text;
}

function seconds_of(max_age: number | Timedelta | null | undefined): number | null {
  if (max_age === undefined || max_age === null) return null;
  const seconds = Math.trunc(Number(max_age));
  if (!Number.isFinite(seconds))
    throw new ValueError(`max_age takes seconds or a timedelta, not ${String(max_age)}.`);
  return seconds;
}

function expires_text(options: DumpCookieOptions, max_age: number | null): string | null {
  const { expires } = options;
  if (typeof expires === "string") return checked_attribute("expires", expires);
  if (expires !== undefined && expires !== null) return http_date(expires);
  if (max_age === null || options.sync_expires === false) return null;
  return http_date(Date.now() / 1000 + max_age);
}

function checked_attribute(name: string, value: string): string {
  if (UNSAFE_IN_ATTRIBUTE.test(value))
    throw new ValueError(`${name} must not hold ";" or control characters.`);
  return value;
}

/** Without port and leading dot, which browsers ignore; other scripts in their ASCII form (RFC 5890). */
function domain_text(domain: string): string {
  const name = domain.split(":", 1)[0]!.replace(/^\.+/, "");
  const ascii = encode_idna(name);
  if (!DOMAIN.test(ascii)) throw new ValueError(`${JSON.stringify(domain)} is no domain name for a cookie.`);
  return ascii;
}

function path_text(path = "/"): string {
  return path === "/" ? path : quote(path, SAFE_IN_COOKIE_PATH);
}

function same_site(value: string): string {
  const known = SAME_SITE.get(value.toLowerCase());
  if (known === undefined) throw new ValueError("SameSite must be 'Strict', 'Lax', or 'None'.");
  return known;
}

function quote_value(value: string): string {
  let text = '"';
  for (const byte of Buffer.from(value, "utf8")) text += escaped_byte(byte);
  return text + '"';
}

function escaped_byte(byte: number): string {
  if (byte === 0x22) return '\\"';
  if (byte === 0x5c) return "\\\\";
  if (byte <= 0x1f || byte === 0x2c || byte === 0x3b || byte >= 0x7f)
    return `\\${byte.toString(8).padStart(3, "0")}`;
  return String.fromCharCode(byte);
}

function warn_of_size(key: string, value_size: number, size: number, limit: number): void {
  process.emitWarning(
    `The '${key}' cookie is too large: the value was ${value_size} bytes but the header required ` +
      `${size - value_size} extra bytes. The final size was ${size} bytes but the limit is ${limit} bytes. ` +
      "Browsers may silently ignore cookies larger than this.",
    "CookieWarning",
  );
}

/**
 * The names and values of a Cookie header in turn: `a=1; b="x y"` is ["a", "1", "b", "x y"]. Names are never
 * decoded, so that no encoded name can pass for a `__Host-` one; what is malformed is skipped to the next `;`.
 */
export function parse_cookie_pairs(header: string): string[] {
  return header.includes('"') ? parse_with_quotes(header) : parse_plain(header);
}

function parse_plain(header: string): string[] {
  const pairs: string[] = [];
  for (let at = 0; at <= header.length; ) {
    const semicolon = header.indexOf(";", at);
    const end = semicolon === -1 ? header.length : semicolon;
    const equals = header.indexOf("=", at);
    const has_value = equals !== -1 && equals < end;
    const key = trim_blanks(header.slice(at, has_value ? equals : end));
    const value = has_value ? trim_blanks(header.slice(equals + 1, end)) : "";
    if (key !== "" && !has_blank(key) && !has_blank(value)) pairs.push(key, value);
    at = end + 1;
  }
  return pairs;
}

function has_blank(text: string): boolean {
  return text.includes(" ") || text.includes("\t");
}

/**
 * One cookie: name, then a quoted value or a plain one. Every alternative starts with another character, and the
 * blanks before a value are never given back, so that reading stays linear.
 */
const COOKIE = /[ \t]*([^ \t=";]+)(?:[ \t]*=[ \t]*(?![ \t])("(?:[^\\"]|\\[^\n])*"|[^ \t";]*))?[ \t]*(?:;|$)/y;

function parse_with_quotes(header: string): string[] {
  const pairs: string[] = [];
  for (let at = 0; at < header.length; ) {
    COOKIE.lastIndex = at;
    const match = COOKIE.exec(header);
    if (match === null) {
      const semicolon = header.indexOf(";", at);
      if (semicolon === -1) break;
      at = semicolon + 1;
      continue;
    }
    const value = match[2] ?? "";
    pairs.push(match[1]!, value.startsWith('"') ? unquote_value(value.slice(1, -1)) : value);
    at = COOKIE.lastIndex;
  }
  return pairs;
}

const ESCAPE = /\\([0-3][0-7]{2}|[^\n])/g;

/** Escapes stand for bytes, and several of them may make up one character: so they are resolved before decoding. */
function unquote_value(value: string): string {
  if (!value.includes("\\")) return value;
  const bytes = Buffer.from(value, "utf8").toString("latin1");
  const plain = bytes.replace(ESCAPE, (_, escaped: string) =>
    escaped.length === 1 ? escaped : String.fromCharCode(Number.parseInt(escaped, 8)),
  );
  return Buffer.from(plain, "latin1").toString("utf8");
}

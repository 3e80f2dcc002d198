import { isUtf8 } from "node:buffer";
import { parse_cookie_pairs } from "../data/cookie_text.ts";
import { ImmutableView } from "./immutable_multi_dict.ts";
import { MISSING, MultiDict, type MultiDictInit } from "./multi_dict.ts";

/** Beyond Latin-1 a text has been decoded already. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole Latin-1 range is meant
const BYTES_BEYOND_ASCII = /^[\x00-\x7f]*[\x80-\xff][\x00-\xff]*$/;

/**
 * The cookies in a Cookie header, a name's first value first: `parse_cookie("a=1; b=2")["b"]` is "2". The header is
 * taken as servers hand it in, each byte a character, and read as UTF-8 where it is. (Werkzeug)
 */
export function parse_cookie(header?: CookieHeader, cls?: null | { readonly cls: null }): MultiDict;
export function parse_cookie<Result>(
  header: CookieHeader,
  cls: CookieClass<Result> | { readonly cls: CookieClass<Result> },
): Result;
export function parse_cookie(
  header?: CookieHeader,
  cls?: CookieClass<unknown> | { readonly cls: CookieClass<unknown> | null } | null,
): unknown {
  const Result = (typeof cls === "object" ? cls?.cls : cls) ?? MultiDict;
  const flat = parse_cookie_pairs(decode_bytes(header_text(header) ?? ""));
  return new Result(Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at]!, flat[2 * at + 1]!]));
}

/** A Cookie header, or a WSGI environment that has one. */
type CookieHeader =
  | string
  | ReadonlyMap<string, unknown>
  | { readonly HTTP_COOKIE?: string }
  | null
  | undefined;
type CookieClass<Result> = new (pairs: Iterable<readonly [string, string]>) => Result;

function header_text(header: CookieHeader): string | undefined {
  if (typeof header === "string") return header;
  const environ = header instanceof Map ? Object.fromEntries(header) : header;
  return environ?.HTTP_COOKIE;
}

function decode_bytes(header: string): string {
  if (!BYTES_BEYOND_ASCII.test(header)) return header;
  const bytes = Buffer.from(header, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : header;
}

class CookieView extends ImmutableView<string> {
  override [MISSING](): undefined {
    return undefined;
  }
}

/** `request.cookies`: a name that is not there is undefined. */
export type Cookies = CookieView & { readonly [name: string]: string | undefined };

// The Proxy that the constructor returns is what adds the index signature.
export const Cookies = CookieView as unknown as {
  new (mapping?: MultiDictInit<string> | null): Cookies;
  from_flat(flat: readonly string[]): Cookies;
  nothing(): Cookies;
};

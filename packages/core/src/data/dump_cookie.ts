import { named_arguments } from "./call_arguments.ts";
import { type DumpCookieOptions, dump_cookie as write_cookie } from "./cookie_text.ts";
import type { Timedelta } from "./timedelta.ts";

const NAMES = [
  "key",
  "value",
  "max_age",
  "expires",
  "path",
  "domain",
  "secure",
  "httponly",
  "sync_expires",
  "max_size",
  "samesite",
  "partitioned",
];

interface NamedCookie extends DumpCookieOptions {
  readonly value?: string;
}

/**
 * The value of a Set-Cookie header: `dump_cookie("a", "x y", { max_age: 60 })` begins with `a="x y"`. The first
 * attributes may stand in turn: max_age, expires, path, domain, secure, httponly. Raises ValueError for a name, domain
 * or other attribute that would not stay within its place. (Werkzeug)
 */
export function dump_cookie(key: string, options: NamedCookie): string;
export function dump_cookie(key: string, value?: string, options?: DumpCookieOptions): string;
export function dump_cookie(
  key: string,
  value: string,
  max_age: number | Timedelta | null,
  ...attributes: unknown[]
): string;
export function dump_cookie(...args: unknown[]): string {
  const { key, value, ...options } = named_arguments(NAMES, args);
  return write_cookie(key as string, value as string | undefined, options); // what the overloads let in
}

import type { SessionCookieOptions } from "./host.ts";
import { SessionTooLarge } from "./session_error.ts";

const EXPIRES_BYTES = "; Expires=Tue, 02 Jan 2024 03:04:05 GMT".length;

/** The bytes of the Set-Cookie value, in the form that Werkzeug's dump_cookie writes. */
export function cookie_size(name: string, value: string, options: SessionCookieOptions): number {
  let size = name.length + 1 + value.length + "; Path=".length + options.path.length;
  if (options.expires) size += EXPIRES_BYTES;
  if (options.httponly) size += "; HttpOnly".length;
  if (options.secure) size += "; Secure".length;
  if (options.partitioned) size += "; Partitioned".length;
  if (options.domain) size += "; Domain=".length + options.domain.length;
  if (options.samesite) size += "; SameSite=".length + options.samesite.length;
  return size;
}

/** The error that tells which keys make a session too large for a cookie. */
export function session_too_large(
  name: string,
  size: number,
  limit: number,
  content: Readonly<Record<string, unknown>>,
  dumps: (value: unknown) => string,
): SessionTooLarge {
  const sizes = Object.keys(content)
    .map((key) => [key, dumps({ [key]: content[key] }).length - "{}".length] as const)
    .sort((left, right) => right[1] - left[1]);
  const table = sizes
    .map(([key, bytes]) => `  ${bytes.toString().padStart(6)}  ${JSON.stringify(key)}`)
    .join("\n");
  const message =
    `the '${name}' cookie is too large: ${size} bytes, of which browsers keep at most ${limit}. Keep less in the ` +
    `session, or use ServerSideSessionInterface. Bytes of JSON by key:\n${table}`;
  return new SessionTooLarge(message, size, limit, sizes);
}

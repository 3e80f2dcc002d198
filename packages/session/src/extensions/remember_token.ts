import { createHmac, timingSafeEqual } from "node:crypto";
import type { SecretKey } from "../session/host.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of Latin-1
const NOT_LATIN1 = /[^\u0000-\u00ff]/;

/** A value with its HMAC-SHA512 behind a bar, as Flask-Login's remember cookie holds it (flask_login.utils.encode_cookie). */
export function encode_cookie(payload: string, key: SecretKey): string {
  return `${payload}|${digest(payload, key).toString("hex")}`;
}

/** The value of such a cookie, or null where the digest does not match (flask_login.utils.decode_cookie). */
export function decode_cookie(cookie: string, key: SecretKey): string | null {
  const bar = cookie.lastIndexOf("|");
  if (bar < 0) return null;
  const payload = cookie.slice(0, bar);
  const expected = Buffer.from(digest(payload, key).toString("hex"), "latin1");
  const given = Buffer.from(cookie.slice(bar + 1), "utf8");
  return given.length === expected.length && timingSafeEqual(given, expected) ? payload : null;
}

function digest(payload: string, key: SecretKey): Buffer {
  return createHmac("sha512", key_bytes(key)).update(payload, "utf8").digest();
}

/** Flask-Login reads a key of text as Latin-1, unlike Flask itself. */
function key_bytes(key: SecretKey): Uint8Array {
  if (typeof key !== "string") return key;
  if (NOT_LATIN1.test(key)) {
    throw new TypeError("Flask-Login needs a SECRET_KEY of bytes, or of characters up to U+00FF");
  }
  return Buffer.from(key, "latin1");
}

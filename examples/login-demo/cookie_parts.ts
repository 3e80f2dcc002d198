import { inflateSync } from "node:zlib";

/** A session cookie taken apart, every field ready to be shown. */
export interface CookieParts {
  readonly payload: string;
  readonly timestamp: string;
  readonly signature: string;
  /** The payload decoded: the session as JSON. */
  readonly json: string;
  /** A payload that begins with a dot is zlib-compressed. */
  readonly compressed: boolean;
  /** When it was signed; null when the timestamp is no moment. */
  readonly signed_at: Date | null;
}

/** More than any session cookie unpacks to; a forged one could otherwise unpack to gigabytes. */
const JSON_MAX = 64 * 1024;

/**
 * Takes `payload.timestamp.signature` apart. The point of the exercise: nothing here asks for the SECRET_KEY. Anyone
 * who holds the cookie can read it; the key is needed only to make the signature.
 * @returns null when the text has not three parts
 */
export function take_apart(cookie: string): CookieParts | null {
  const before_signature = cookie.lastIndexOf(".");
  const before_timestamp = cookie.lastIndexOf(".", before_signature - 1);
  if (before_signature <= 0 || before_timestamp <= 0) return null;
  const payload = cookie.slice(0, before_timestamp);
  const timestamp = cookie.slice(before_timestamp + 1, before_signature);
  return {
    payload,
    timestamp,
    signature: cookie.slice(before_signature + 1),
    json: decode(payload),
    compressed: payload.startsWith("."),
    signed_at: moment(timestamp),
  };
}

/** Base64 (its URL alphabet), then zlib where the first character is a dot. */
function decode(payload: string): string {
  if (!payload.startsWith(".")) return Buffer.from(payload, "base64url").toString();
  try {
    return inflateSync(Buffer.from(payload.slice(1), "base64url"), { maxOutputLength: JSON_MAX }).toString();
  } catch {
    return "(cannot be unpacked)";
  }
}

/** Seconds since 1970 as a big-endian number, in base64 again. */
function moment(timestamp: string): Date | null {
  const bytes = Buffer.from(timestamp, "base64url");
  const date = new Date(Number.parseInt(bytes.toString("hex"), 16) * 1000);
  return Number.isNaN(date.getTime()) ? null : date;
}

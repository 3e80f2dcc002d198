import { inflateSync } from "node:zlib";
import { current_app, SecureCookieSessionInterface } from "miniflask";

/** A session cookie taken apart, every field ready to be shown. */
export interface CookieParts {
  readonly payload: string;
  readonly timestamp: string;
  readonly signature: string;
  /** The payload decoded: the session as JSON. */
  readonly json: string;
  /** A payload that begins with a dot is zlib-compressed. */
  readonly compressed: boolean;
  /** When it was signed, and until when the server takes it; null when the timestamp is no moment. */
  readonly signed_at: string | null;
  readonly ends_at: string | null;
  /** Whether the server made it, and not too long ago. */
  readonly is_valid: boolean;
}

/** More than any session cookie unpacks to; a forged one could otherwise unpack to gigabytes. */
const JSON_MAX = 64 * 1024;

/**
 * Takes `payload.timestamp.signature` apart. The point of the exercise: reading asks for no SECRET_KEY. Anyone who
 * holds the cookie can do it; the key is needed only to make the signature and to check it.
 * @returns null when the text has not three parts
 */
export function take_apart(cookie: string): CookieParts | null {
  const before_signature = cookie.lastIndexOf(".");
  const before_timestamp = cookie.lastIndexOf(".", before_signature - 1);
  if (before_signature <= 0 || before_timestamp <= 0) return null;
  const payload = cookie.slice(0, before_timestamp);
  const timestamp = cookie.slice(before_timestamp + 1, before_signature);
  const seconds = seconds_of(timestamp);
  return {
    payload,
    timestamp,
    signature: cookie.slice(before_signature + 1),
    json: decode(payload),
    compressed: payload.startsWith("."),
    signed_at: utc_text(seconds),
    ends_at: utc_text(seconds + lifetime()),
    is_valid: is_valid(cookie),
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

/** Seconds since 1970 as a big-endian number, in base64 again; NaN when there is none. */
function seconds_of(timestamp: string): number {
  return Number.parseInt(Buffer.from(timestamp, "base64url").toString("hex"), 16);
}

/** 2026-11-23 12:30:00 UTC; null where there is no such moment. */
function utc_text(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function lifetime(): number {
  return current_app.permanent_session_lifetime.total_seconds();
}

/** What the framework asks before it believes a word of the cookie. */
function is_valid(cookie: string): boolean {
  try {
    return session_serializer()?.loads(cookie, { max_age: lifetime() }) !== undefined;
  } catch {
    return false; // BadSignature or SignatureExpired: the visitor gets an empty session, never an error.
  }
}

/** What the framework signs and reads the cookie with (salt, key and digest as in Flask); null for other kinds of sessions. */
export function session_serializer() {
  const session_interface = current_app.session_interface;
  if (!(session_interface instanceof SecureCookieSessionInterface)) return null;
  return session_interface.get_signing_serializer(current_app);
}

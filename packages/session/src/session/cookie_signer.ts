import { timingSafeEqual } from "node:crypto";
import { make_text_mac, type TextMac } from "../itsdangerous/digest.ts";
import { base64_decode, base64_encode, bytes_to_int, int_to_bytes } from "../itsdangerous/encoding.ts";
import type { TimestampSigner } from "../itsdangerous/timestamp_signer.ts";

// What itsdangerous writes. Whatever else it reads is left to it.
const SIGNED = /^[A-Za-z0-9_.-]+$/;
const DOT = ".";
// Four bytes, until the year 2106.
const TIMESTAMP_LENGTH = 6;

/**
 * Does to the cookie's text what TimestampSigner does to bytes, with the same result: verifying and signing one takes
 * 1.5 µs instead of 4, most of which went into making a Buffer of each part.
 */
export class CookieSigner {
  readonly #mac: TextMac;
  // The two texts that are compared, as the bytes that timingSafeEqual wants.
  readonly #expected: Buffer;
  readonly #given: Buffer;
  #written: Timestamp = { seconds: 0, text: "" };
  #read: Timestamp = { seconds: 0, text: "" };

  constructor(signer: TimestampSigner) {
    this.#mac = make_text_mac(signer.digest_method, signer.derive_key());
    this.#expected = Buffer.alloc(this.#mac("").length);
    this.#given = Buffer.alloc(this.#expected.length);
  }

  /** A payload of URL-safe base64 with the time and the signature behind it. */
  sign(payload: string): string {
    const seconds = now();
    // A server signs many cookies in one second.
    if (this.#written.seconds !== seconds) this.#written = { seconds, text: encode(seconds) };
    const value = payload + DOT + this.#written.text;
    return value + DOT + this.#mac(value);
  }

  /**
   * The payload of a cookie that is certainly good; null for any other, and for the few that only the serializer can
   * judge: those of an older key, or spelled otherwise than itsdangerous does.
   */
  unsign(cookie: string, max_age: number | null): string | null {
    const signature_dot = cookie.lastIndexOf(DOT);
    const value = cookie.slice(0, signature_dot);
    const payload_end = value.length - TIMESTAMP_LENGTH - DOT.length;
    if (value.lastIndexOf(DOT) !== payload_end || !SIGNED.test(cookie)) return null;
    if (!this.#verify(value, cookie.slice(signature_dot + 1))) return null;
    if (max_age !== null && !this.#is_fresh(value.slice(payload_end + 1), max_age)) return null;
    return value.slice(0, payload_end);
  }

  #verify(value: string, signature: string): boolean {
    const expected = this.#mac(value);
    if (signature.length !== expected.length) return false;
    this.#expected.write(expected, "latin1");
    this.#given.write(signature, "latin1");
    return timingSafeEqual(this.#expected, this.#given);
  }

  #is_fresh(timestamp: string, max_age: number): boolean {
    if (this.#read.text !== timestamp) this.#read = { seconds: decode(timestamp), text: timestamp };
    const age = now() - this.#read.seconds;
    return age >= 0 && age <= max_age;
  }
}

interface Timestamp {
  readonly seconds: number;
  readonly text: string;
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function encode(seconds: number): string {
  return base64_encode(int_to_bytes(seconds)).toString("latin1");
}

function decode(timestamp: string): number {
  return Number(bytes_to_int(base64_decode(timestamp)));
}

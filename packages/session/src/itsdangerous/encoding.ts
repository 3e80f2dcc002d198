import { decode_url_safe } from "../python/base64.ts";
import { BadData } from "./errors.ts";
import { want_bytes } from "./want_bytes.ts";

const CANONICAL = /^[A-Za-z0-9_-]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python drops what is not ASCII, controls included
const NOT_ASCII = /[^\u0000-\u007f]/g;

/** URL-safe base64 without padding (itsdangerous.base64_encode). */
export function base64_encode(value: string | Uint8Array): Buffer {
  return Buffer.from(want_bytes(value).toString("base64url"), "latin1");
}

/** The bytes of URL-safe base64, padded or not, read as leniently as Python does. Raises BadData. */
export function base64_decode(value: string | Uint8Array): Buffer {
  const text =
    typeof value === "string" ? value.replace(NOT_ASCII, "") : want_bytes(value).toString("latin1");
  // One character more than full groups of four can hold no byte.
  if (CANONICAL.test(text) && text.length % 4 !== 1) return Buffer.from(text, "base64url");
  const bytes = decode_url_safe(text + "=".repeat((4 - (text.length % 4)) % 4));
  if (bytes === null) throw new BadData("Invalid base64-encoded data");
  return bytes;
}

/** A whole number below 2^64 as bytes, highest first, without leading zeros (none for 0). Raises RangeError. */
export function int_to_bytes(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const first = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(first < 0 ? bytes.length : first);
}

/** The number in at most 8 bytes: a BigInt where a number cannot hold it. Raises RangeError for more bytes. */
export function bytes_to_int(bytes: Uint8Array): number | bigint {
  if (bytes.length > 8) throw new RangeError(`at most 8 bytes hold a number here, not ${bytes.length}`);
  if (bytes.length <= 6) return bytes.length === 0 ? 0 : want_bytes(bytes).readUIntBE(0, bytes.length);
  const padded = Buffer.alloc(8);
  padded.set(bytes, 8 - bytes.length);
  const value = padded.readBigUInt64BE();
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

import { inflateSync } from "node:zlib";
import { deflate_if_shorter } from "../deflate/deflate_if_shorter.ts";
import { base64_decode, base64_encode } from "./encoding.ts";
import { BadPayload } from "./errors.ts";

const DOT = 46;
const DOT_TEXT = Buffer.from(".", "latin1");

/** A signed payload may unpack to this many bytes; zlib makes a thousandfold of what it is given. */
export const MAX_INFLATED_BYTES = 16 * 1024 * 1024;

/** JSON as URL-safe text: compressed behind a dot where that is shorter. */
export function pack_url_safe(json: Buffer): Buffer {
  const compressed = deflate_if_shorter(json);
  return compressed === null ? base64_encode(json) : Buffer.concat([DOT_TEXT, base64_encode(compressed)]);
}

/** `pack_url_safe` as text. */
export function pack_url_safe_text(json: string): string {
  const bytes = Buffer.from(json, "utf8");
  const compressed = deflate_if_shorter(bytes);
  return compressed === null ? bytes.toString("base64url") : `.${compressed.toString("base64url")}`;
}

/** Compressed bytes unpacked, within MAX_INFLATED_BYTES. Raises whatever zlib does. */
export function inflate_bounded(compressed: Buffer): Buffer {
  return inflateSync(compressed, { maxOutputLength: MAX_INFLATED_BYTES });
}

/** The JSON in such text. Raises BadPayload. */
export function unpack_url_safe(payload: Uint8Array): Buffer {
  if (payload[0] !== DOT) return decode(payload);
  return inflate(decode(payload.subarray(1)));
}

function decode(payload: Uint8Array): Buffer {
  try {
    return base64_decode(payload);
  } catch (original_error) {
    throw new BadPayload("Could not base64 decode the payload", { original_error });
  }
}

function inflate(compressed: Buffer): Buffer {
  try {
    return inflate_bounded(compressed);
  } catch (original_error) {
    throw new BadPayload("Could not zlib decompress the payload", { original_error });
  }
}

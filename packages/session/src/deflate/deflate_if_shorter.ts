import { deflateSync } from "node:zlib";
import { deflate_block } from "./deflate_block.ts";
import { find_matches, MAX_INPUT } from "./find_matches.ts";
import { least_block_bytes } from "./least_block_bytes.ts";

// RFC 1950: a window of 32 KB, level 6.
const HEADER = Buffer.from([0x78, 0x9c]);
const CHECKSUM_BYTES = 4;
// Longer texts never have too many different bytes for their length.
const SHORT = 40;
const ADLER_PRIME = 65_521;

/**
 * What CPython's `zlib.compress` gives, byte for byte, where that spares at least two bytes; else null, which most
 * sessions come to and which is known before anything is written. Node's own zlib finds other matches, so that
 * Flask's cookies would come out differently. Input over 16 000 bytes, far beyond a cookie, is left to Node.
 */
export function deflate_if_shorter(input: Buffer): Buffer | null {
  const limit = input.length - 2;
  if (input.length > MAX_INPUT) {
    const compressed = deflateSync(input);
    return compressed.length <= limit ? compressed : null;
  }
  const block_limit = limit - HEADER.length - CHECKSUM_BYTES;
  if (input.length < SHORT && least_block_bytes(input) > block_limit) return null;
  const block = deflate_block(find_matches(input), block_limit);
  if (block === null) return null;
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32BE(adler32(input));
  return Buffer.concat([HEADER, block, checksum]);
}

/** RFC 1950, 8.2. Sums stay exact far beyond MAX_INPUT bytes. */
function adler32(input: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of input) {
    low += byte;
    high += low;
  }
  return (((high % ADLER_PRIME) << 16) | (low % ADLER_PRIME)) >>> 0;
}

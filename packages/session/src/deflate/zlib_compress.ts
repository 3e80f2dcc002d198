import { deflateSync } from "node:zlib";
import { deflate_block } from "./deflate_block.ts";
import { find_matches, MAX_INPUT } from "./find_matches.ts";

// RFC 1950: a window of 32 KB, level 6.
const HEADER = Buffer.from([0x78, 0x9c]);
const ADLER_PRIME = 65_521;

/**
 * What CPython's `zlib.compress` gives, byte for byte, up to 16 000 bytes: Node's own zlib finds other matches, so
 * that Flask's cookies would come out differently. Longer input, far beyond a cookie, is left to Node.
 */
export function zlib_compress(input: Buffer): Buffer {
  if (input.length > MAX_INPUT) return deflateSync(input);
  const block = deflate_block(find_matches(input), input.length) ?? stored_block(input);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(adler32(input));
  return Buffer.concat([HEADER, block, checksum]);
}

/** RFC 1951, 3.2.4: one block, since the input is shorter than 65 536 bytes. */
function stored_block(input: Buffer): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0]);
  header.writeUInt16LE(input.length, 1);
  header.writeUInt16LE(~input.length & 0xffff, 3);
  return Buffer.concat([header, input]);
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

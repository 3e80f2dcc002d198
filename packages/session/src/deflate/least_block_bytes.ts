// RFC 1951, 3.2.6: a literal's code and the end of the block's, behind the three bits that begin a block.
const FIXED_LITERAL_BITS = 8;
const FIXED_OTHER_BITS = 3 + 7;
// RFC 1951, 3.2.7: three counts, and three bits for each of the ten lengths' lengths that even five-bit codes need told.
const TREES_BITS = 3 + 5 + 5 + 4 + 3 * 10;

// When each byte was last seen, in place of clearing a table for every text.
const seen = new Float64Array(256);
let text_number = 0;

/**
 * A block takes no fewer bytes than this, whatever repeats: each different byte is written once at least, and in a tree
 * of their own they and the end of the block can have no shorter codes than the logarithm of their number. The session
 * of a mere log-in is refused here, for a tenth of what looking for repetitions takes.
 */
export function least_block_bytes(input: Uint8Array): number {
  const different = count_different(input);
  const fixed_bits = FIXED_OTHER_BITS + FIXED_LITERAL_BITS * different;
  const own_bits = TREES_BITS + (different + 1) * Math.log2(different + 1);
  return Math.ceil(Math.min(fixed_bits, own_bits) / 8);
}

function count_different(input: Uint8Array): number {
  text_number++;
  let different = 0;
  for (const byte of input) {
    if (seen[byte] === text_number) continue;
    seen[byte] = text_number;
    different++;
  }
  return different;
}

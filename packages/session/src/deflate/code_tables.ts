// The codes of RFC 1951, 3.2.5: how many extra bits follow each code of a length or a distance.
export const LENGTH_EXTRA_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
export const DISTANCE_EXTRA_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

export const END_OF_BLOCK = 256;
export const FIRST_LENGTH_CODE = 257;
export const SHORTEST_MATCH = 3;
export const LONGEST_MATCH = 258;

// RFC 1951, 3.2.7: the order in which the lengths of the lengths' codes are written.
export const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

export const LENGTH_BASES = bases(LENGTH_EXTRA_BITS, SHORTEST_MATCH);
export const DISTANCE_BASES = bases(DISTANCE_EXTRA_BITS, 1);
// The last code is for the longest match alone, which the one before it could spell, too.
LENGTH_BASES[28] = LONGEST_MATCH;

/** The code of each match length, by the length. */
export const LENGTH_CODES = codes_of(LENGTH_BASES, LONGEST_MATCH);
/** The code of each distance up to 16 384, by the distance. */
export const DISTANCE_CODES = codes_of(DISTANCE_BASES, 16_384);

function bases(extra_bits: readonly number[], first: number): number[] {
  let base = first;
  return extra_bits.map((bits) => {
    const own = base;
    base += 1 << bits;
    return own;
  });
}

function codes_of(code_bases: readonly number[], most: number): Uint8Array {
  const codes = new Uint8Array(most + 1);
  for (const [code, base] of code_bases.entries()) codes.fill(code, base);
  return codes;
}

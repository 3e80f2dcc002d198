import { LENGTH_ORDER } from "./code_tables.ts";
import { type Alphabet, least_bits } from "./huffman_tree.ts";

/**
 * Less than a block with trees of its own can take: no code beats the entropy of the symbols, nor that of the runs which
 * tell the codes' lengths. Most sessions are refused here, for a fifth of what building their trees takes.
 */
export function least_dynamic_bits(literals: Alphabet, distances: Alphabet): number {
  const { used, used_count } = literals;
  // Both trees have two codes at least; here are those of the distances.
  let rows = 2;
  let row = 0;
  let zeros = 0;
  let short_gaps = 0;
  let long_gaps = 0;
  let next = 0;
  for (let index = 0; index < used_count; index++) {
    const symbol = used[index]!;
    const gap = symbol - next;
    next = symbol + 1;
    if (gap === 0) {
      row++;
      continue;
    }
    rows += least_runs(row);
    row = 1;
    if (gap < 3) zeros += gap;
    else if (gap < 11) short_gaps++;
    else long_gaps++;
  }
  rows += least_runs(row);
  const runs_bits = least_bits([rows, zeros, short_gaps, long_gaps]) + 3 * short_gaps + 7 * long_gaps;
  return literals.least_bits() + distances.least_bits() + runs_bits + least_header_bits(used_count);
}

/** The fewest runs that tell the lengths of so many codes in a row. */
function least_runs(row: number): number {
  return row < 4 ? row : 1 + Math.ceil((row - 1) / 6);
}

/** Three counts, and three bits for each of the lengths' own lengths up to that of the shortest code, which is log2 at most. */
function least_header_bits(used: number): number {
  return 5 + 5 + 4 + 3 * (LENGTH_ORDER.indexOf(31 - Math.clz32(used)) + 1);
}

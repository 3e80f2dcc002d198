import { BitWriter } from "./bit_writer.ts";
import {
  DISTANCE_BASES,
  DISTANCE_CODES,
  DISTANCE_EXTRA_BITS,
  END_OF_BLOCK,
  FIRST_LENGTH_CODE,
  LENGTH_BASES,
  LENGTH_CODES,
  LENGTH_EXTRA_BITS,
} from "./code_tables.ts";
import type { Symbols } from "./find_matches.ts";
import { type Alphabet, assign_codes, build_tree, extra_bits, type HuffmanTree } from "./huffman_tree.ts";

const LITERALS: Alphabet = {
  size: 286,
  longest_code: 15,
  extra_bits: LENGTH_EXTRA_BITS,
  first_extra: FIRST_LENGTH_CODE,
};
const DISTANCES: Alphabet = { size: 30, longest_code: 15, extra_bits: DISTANCE_EXTRA_BITS, first_extra: 0 };
const RUN_EXTRA_BITS = [2, 3, 7];
const LENGTHS: Alphabet = { size: 19, longest_code: 7, extra_bits: RUN_EXTRA_BITS, first_extra: 16 };
const REPEAT = 16;
const SHORT_ZEROS = 17;
const LONG_ZEROS = 18;
// RFC 1951, 3.2.7: the order in which the lengths of the lengths' codes are written.
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The codes of an alphabet, and how many bits each has. */
interface Codes {
  readonly lengths: Uint8Array;
  readonly codes: Uint16Array;
}

// RFC 1951, 3.2.6.
const FIXED_LITERALS = fixed_codes(
  (symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8),
  288,
);
const FIXED_DISTANCES = fixed_codes(() => 5, 30);

// Kept from call to call: a server compresses small texts all the time.
const literal_counts = new Uint16Array(LITERALS.size);
const distance_counts = new Uint16Array(DISTANCES.size);

/** One last block of DEFLATE as zlib writes it, or null where that takes more than `limit` bytes. */
export function deflate_block(symbols: Symbols, limit: number): Buffer | null {
  const fixed_bits = count_symbols(symbols);
  if (bytes_of(Math.min(fixed_bits, least_dynamic_bits())) > limit) return null;
  const literals = build_tree(literal_counts, LITERALS);
  const distances = build_tree(distance_counts, DISTANCES);
  const header = describe_trees(literals, distances);
  const dynamic_bytes = bytes_of(literals.cost + distances.cost + header.cost);
  const fixed_bytes = bytes_of(fixed_bits);
  const bytes = Math.min(fixed_bytes, dynamic_bytes);
  if (bytes > limit) return null;
  const writer = new BitWriter(bytes);
  if (fixed_bytes <= dynamic_bytes) {
    writer.write(0b011, 3);
    write_symbols(writer, symbols, FIXED_LITERALS, FIXED_DISTANCES);
  } else {
    writer.write(0b101, 3);
    write_trees(writer, literals, distances, header);
    write_symbols(writer, symbols, codes_of(literals), codes_of(distances));
  }
  return writer.finish();
}

function bytes_of(bits: number): number {
  return (bits + 3 + 7) >> 3;
}

/** Counts each symbol, and what all cost together with the fixed codes. */
function count_symbols({ count, values, distances }: Symbols): number {
  literal_counts.fill(0);
  distance_counts.fill(0);
  literal_counts[END_OF_BLOCK] = 1;
  let bits = FIXED_LITERALS.lengths[END_OF_BLOCK] ?? 0;
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0;
    const distance = distances[index] ?? 0;
    if (distance === 0) {
      literal_counts[value]!++;
      bits += FIXED_LITERALS.lengths[value] ?? 0;
      continue;
    }
    const length_symbol = FIRST_LENGTH_CODE + (LENGTH_CODES[value] ?? 0);
    const distance_symbol = DISTANCE_CODES[distance] ?? 0;
    literal_counts[length_symbol]!++;
    distance_counts[distance_symbol]!++;
    bits += (FIXED_LITERALS.lengths[length_symbol] ?? 0) + extra_bits(LITERALS, length_symbol);
    bits += (FIXED_DISTANCES.lengths[distance_symbol] ?? 0) + extra_bits(DISTANCES, distance_symbol);
  }
  return bits;
}

// Bits that any block with trees of its own has: three counts, and lengths for four codes of the lengths (RFC 1951, 3.2.7).
const LEAST_HEADER_BITS = 5 + 5 + 4 + 4 * 3;

/**
 * Less than a block with trees of its own can take: no code beats the entropy of the symbols, and their lengths have to
 * be told. Most sessions are refused here, for a tenth of the 2 µs that building their trees takes.
 */
function least_dynamic_bits(): number {
  let bits = LEAST_HEADER_BITS;
  let total = 0;
  let gap = 0;
  for (let symbol = 0; symbol <= END_OF_BLOCK; symbol++) {
    const count = literal_counts[symbol] ?? 0;
    if (count === 0) {
      gap++;
      continue;
    }
    // Up to six equal lengths in a row can be told in three bits.
    bits += least_gap_bits(gap) + 0.5 - (INFORMATION[count] ?? count * Math.log2(count));
    total += count;
    gap = 0;
  }
  return Math.floor(bits + total * Math.log2(total));
}

/** The fewest bits that tell a number of codes in a row which do not occur. */
function least_gap_bits(gap: number): number {
  if (gap < 3) return gap;
  return gap < 11 ? 4 : 8;
}

// Math.log2 costs as much as all the rest for each symbol, and small counts are what there is.
const INFORMATION = Float64Array.from({ length: 256 }, (_, count) =>
  count === 0 ? 0 : count * Math.log2(count),
);

type Run = readonly [symbol: number, extra: number];

/** The lengths of both trees' codes, runs of equal ones shortened, and the tree for that. */
interface TreeHeader {
  readonly runs: readonly Run[];
  readonly tree: HuffmanTree;
  readonly written_lengths: number;
  readonly cost: number;
}

function describe_trees(literals: HuffmanTree, distances: HuffmanTree): TreeHeader {
  const runs: Run[] = [];
  find_runs(runs, literals);
  find_runs(runs, distances);
  const counts = new Uint16Array(LENGTHS.size);
  for (const [symbol] of runs) counts[symbol]!++;
  const tree = build_tree(counts, LENGTHS);
  let written_lengths = LENGTH_ORDER.length;
  while (written_lengths > 4 && tree.lengths[LENGTH_ORDER[written_lengths - 1] ?? 0] === 0) written_lengths--;
  return { runs, tree, written_lengths, cost: tree.cost + 3 * written_lengths + 5 + 5 + 4 };
}

/** RFC 1951, 3.2.7, cut into runs as zlib cuts them (scan_tree). */
function find_runs(runs: Run[], { lengths, last_symbol }: HuffmanTree): void {
  let previous = -1;
  for (let symbol = 0; symbol <= last_symbol; ) {
    const length = lengths[symbol] ?? 0;
    const most = length === 0 ? 138 : length === previous ? 6 : 7;
    let count = 1;
    while (count < most && symbol + count <= last_symbol && lengths[symbol + count] === length) count++;
    push_run(runs, length, count, previous);
    symbol += count;
    previous = length;
  }
}

function push_run(
  runs: (readonly [number, number])[],
  length: number,
  count: number,
  previous: number,
): void {
  const is_repeated = length === previous;
  if (count < (length === 0 || is_repeated ? 3 : 4)) {
    for (let times = 0; times < count; times++) runs.push([length, 0]);
  } else if (length !== 0) {
    if (!is_repeated) runs.push([length, 0]);
    runs.push([REPEAT, count - (is_repeated ? 3 : 4)]);
  } else runs.push(count <= 10 ? [SHORT_ZEROS, count - 3] : [LONG_ZEROS, count - 11]);
}

function codes_of({ lengths, last_symbol }: HuffmanTree): Codes {
  return { lengths, codes: assign_codes(lengths, last_symbol) };
}

function write_trees(
  writer: BitWriter,
  literals: HuffmanTree,
  distances: HuffmanTree,
  header: TreeHeader,
): void {
  writer.write(literals.last_symbol + 1 - 257, 5);
  writer.write(distances.last_symbol, 5);
  writer.write(header.written_lengths - 4, 4);
  for (let rank = 0; rank < header.written_lengths; rank++) {
    writer.write(header.tree.lengths[LENGTH_ORDER[rank] ?? 0] ?? 0, 3);
  }
  const codes = codes_of(header.tree);
  for (const [symbol, extra] of header.runs) {
    write_code(writer, codes, symbol);
    if (symbol >= REPEAT) writer.write(extra, RUN_EXTRA_BITS[symbol - REPEAT] ?? 0);
  }
}

function write_symbols(
  writer: BitWriter,
  { count, values, distances }: Symbols,
  literals: Codes,
  distance_codes: Codes,
): void {
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0;
    const distance = distances[index] ?? 0;
    if (distance === 0) {
      write_code(writer, literals, value);
      continue;
    }
    const length_code = LENGTH_CODES[value] ?? 0;
    write_code(writer, literals, FIRST_LENGTH_CODE + length_code);
    writer.write(value - (LENGTH_BASES[length_code] ?? 0), LENGTH_EXTRA_BITS[length_code] ?? 0);
    const distance_code = DISTANCE_CODES[distance] ?? 0;
    write_code(writer, distance_codes, distance_code);
    writer.write(distance - (DISTANCE_BASES[distance_code] ?? 0), DISTANCE_EXTRA_BITS[distance_code] ?? 0);
  }
  write_code(writer, literals, END_OF_BLOCK);
}

function write_code(writer: BitWriter, { codes, lengths }: Codes, symbol: number): void {
  writer.write(codes[symbol] ?? 0, lengths[symbol] ?? 0);
}

function fixed_codes(length_of: (symbol: number) => number, size: number): Codes {
  const lengths = Uint8Array.from({ length: size }, (_, symbol) => length_of(symbol));
  return { lengths, codes: assign_codes(lengths, size - 1) };
}

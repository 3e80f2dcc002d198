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
  LENGTH_ORDER,
} from "./code_tables.ts";
import type { Symbols } from "./find_matches.ts";
import { Alphabet, assign_codes, build_tree } from "./huffman_tree.ts";
import { least_dynamic_bits } from "./least_dynamic_bits.ts";

const RUN_EXTRA_BITS = [2, 3, 7];
const REPEAT = 16;
const SHORT_ZEROS = 17;
const LONG_ZEROS = 18;

const LITERALS = new Alphabet(286, 15, LENGTH_EXTRA_BITS, FIRST_LENGTH_CODE);
const DISTANCES = new Alphabet(30, 15, DISTANCE_EXTRA_BITS, 0);
const LENGTHS = new Alphabet(LENGTH_ORDER.length, 7, RUN_EXTRA_BITS, REPEAT);

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

/** One last block of DEFLATE as zlib writes it, or null where that takes more than `limit` bytes. */
export function deflate_block(symbols: Symbols, limit: number): Buffer | null {
  const fixed_bits = count_symbols(symbols);
  if (bytes_of(Math.min(fixed_bits, Math.floor(least_dynamic_bits(LITERALS, DISTANCES)))) > limit)
    return null;
  const trees_bits = build_tree(LITERALS) + build_tree(DISTANCES);
  const header = describe_trees();
  if (bytes_of(Math.min(fixed_bits, Math.floor(trees_bits + header.least_bits))) > limit) return null;
  const dynamic_bytes = bytes_of(trees_bits + header.other_bits + build_tree(LENGTHS));
  const fixed_bytes = bytes_of(fixed_bits);
  const bytes = Math.min(fixed_bytes, dynamic_bytes);
  if (bytes > limit) return null;
  const writer = new BitWriter(bytes);
  if (fixed_bytes <= dynamic_bytes) {
    writer.write(0b011, 3);
    write_symbols(writer, symbols, FIXED_LITERALS, FIXED_DISTANCES);
  } else {
    writer.write(0b101, 3);
    write_trees(writer, header);
    write_symbols(writer, symbols, codes_of(LITERALS), codes_of(DISTANCES));
  }
  return writer.finish();
}

function bytes_of(bits: number): number {
  return (bits + 3 + 7) >> 3;
}

/** Counts each symbol, and what all cost together with the fixed codes. */
function count_symbols({ count, values, distances }: Symbols): number {
  LITERALS.counts.fill(0);
  DISTANCES.counts.fill(0);
  LITERALS.counts[END_OF_BLOCK] = 1;
  let bits = FIXED_LITERALS.lengths[END_OF_BLOCK] ?? 0;
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0;
    const distance = distances[index] ?? 0;
    if (distance === 0) {
      LITERALS.counts[value]!++;
      bits += FIXED_LITERALS.lengths[value] ?? 0;
      continue;
    }
    const length_symbol = FIRST_LENGTH_CODE + (LENGTH_CODES[value] ?? 0);
    const distance_symbol = DISTANCE_CODES[distance] ?? 0;
    LITERALS.counts[length_symbol]!++;
    DISTANCES.counts[distance_symbol]!++;
    bits += (FIXED_LITERALS.lengths[length_symbol] ?? 0) + LITERALS.extra_bits(length_symbol);
    bits += (FIXED_DISTANCES.lengths[distance_symbol] ?? 0) + DISTANCES.extra_bits(distance_symbol);
  }
  LITERALS.find_used();
  DISTANCES.find_used();
  return bits;
}

/** The lengths of both trees' codes, runs of equal ones shortened. The tree for these runs is still to be built. */
interface TreeHeader {
  readonly run_count: number;
  readonly written_lengths: number;
  /** What is written beside the runs. */
  readonly other_bits: number;
  /** Less than all can take: no code beats the runs' entropy. */
  readonly least_bits: number;
}

// The runs of both trees' lengths, each in one number: its symbol, and behind it the bits that say how long it is.
const runs = new Uint16Array(LITERALS.size + DISTANCES.size);
const RUN_BITS = 5;
const RUN_SYMBOL = (1 << RUN_BITS) - 1;

function describe_trees(): TreeHeader {
  LENGTHS.counts.fill(0);
  const run_count = find_runs(DISTANCES, find_runs(LITERALS, 0));
  LENGTHS.find_used();
  let written_lengths = LENGTH_ORDER.length;
  while (written_lengths > 4 && LENGTHS.counts[LENGTH_ORDER[written_lengths - 1]!] === 0) written_lengths--;
  const other_bits = 3 * written_lengths + 5 + 5 + 4;
  return { run_count, written_lengths, other_bits, least_bits: other_bits + LENGTHS.least_bits() };
}

/** RFC 1951, 3.2.7, cut into runs as zlib cuts them (scan_tree). Gives how many there are, those before included. */
function find_runs({ used, used_count, lengths }: Alphabet, runs_before: number): number {
  let run_count = runs_before;
  let next = 0;
  let previous = 0;
  for (let index = 0; index < used_count; ) {
    const symbol = used[index]!;
    if (symbol > next) {
      run_count = add_zeros(run_count, symbol - next);
      previous = 0;
    }
    const length = lengths[symbol]!;
    const most = length === previous ? 6 : 7;
    let count = 1;
    while (count < most && used[index + count] === symbol + count && index + count < used_count) {
      if (lengths[symbol + count] !== length) break;
      count++;
    }
    run_count = add_run(run_count, length, count, length === previous);
    previous = length;
    index += count;
    next = symbol + count;
  }
  return run_count;
}

function add_zeros(at: number, count: number): number {
  if (count > 138) return add_zeros(add_symbol(at, LONG_ZEROS, 138 - 11), count - 138);
  if (count >= 11) return add_symbol(at, LONG_ZEROS, count - 11);
  if (count >= 3) return add_symbol(at, SHORT_ZEROS, count - 3);
  return count === 1 ? add_symbol(at, 0, 0) : add_symbol(add_symbol(at, 0, 0), 0, 0);
}

function add_run(at: number, length: number, count: number, is_repeated: boolean): number {
  if (is_repeated && count >= 3) return add_symbol(at, REPEAT, count - 3);
  if (count >= 4) return add_symbol(add_symbol(at, length, 0), REPEAT, count - 4);
  let next = at;
  for (let times = 0; times < count; times++) next = add_symbol(next, length, 0);
  return next;
}

function add_symbol(at: number, symbol: number, extra: number): number {
  runs[at] = symbol | (extra << RUN_BITS);
  LENGTHS.counts[symbol]!++;
  return at + 1;
}

function codes_of(alphabet: Alphabet): Codes {
  return { lengths: alphabet.lengths, codes: assign_codes(alphabet) };
}

function write_trees(writer: BitWriter, header: TreeHeader): void {
  writer.write(last_used(LITERALS) + 1 - 257, 5);
  writer.write(last_used(DISTANCES), 5);
  writer.write(header.written_lengths - 4, 4);
  for (let rank = 0; rank < header.written_lengths; rank++) {
    const symbol = LENGTH_ORDER[rank]!;
    writer.write(LENGTHS.counts[symbol] === 0 ? 0 : LENGTHS.lengths[symbol]!, 3);
  }
  const codes = codes_of(LENGTHS);
  for (let index = 0; index < header.run_count; index++) {
    const run = runs[index]!;
    const symbol = run & RUN_SYMBOL;
    write_code(writer, codes, symbol);
    if (symbol >= REPEAT) writer.write(run >> RUN_BITS, RUN_EXTRA_BITS[symbol - REPEAT]!);
  }
}

function last_used({ used, used_count }: Alphabet): number {
  return used[used_count - 1]!;
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
  const alphabet = new Alphabet(size, 15, [], size);
  alphabet.counts.fill(1);
  alphabet.find_used();
  for (let symbol = 0; symbol < size; symbol++) alphabet.lengths[symbol] = length_of(symbol);
  return codes_of(alphabet);
}

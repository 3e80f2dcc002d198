import { LONGEST_MATCH, SHORTEST_MATCH } from "./code_tables.ts";

/** Text as literals and repetitions: at index i, a byte where `distances[i]` is 0, else a length to copy. */
export interface Symbols {
  readonly count: number;
  readonly values: Uint16Array;
  readonly distances: Uint16Array;
}

/** More would need blocks and a sliding window, which zlib's own code is there for. */
export const MAX_INPUT = 16_000;

// zlib's parameters for level 6 (its configuration_table): how hard it looks for a longer match.
const GOOD_LENGTH = 8;
const MAX_LAZY = 16;
const NICE_LENGTH = 128;
const MAX_CHAIN = 128;
// A match of three bytes further away than this costs more than its literals.
const TOO_FAR = 4096;

const HASH_SIZE = 1 << 15;
// As in zlib, position 0 stands for "none", so that nothing ever matches the very first byte.
const NONE = 0;

// Where each three bytes stood last, counted on from text to text: what lies before this one's beginning is another's, and
// needs no clearing.
const heads = new Int32Array(HASH_SIZE);
const LAST_PLACE = 2 ** 30;
let beginning = 0;
const previous = new Uint16Array(MAX_INPUT);
const values = new Uint16Array(MAX_INPUT + 1);
const distances = new Uint16Array(MAX_INPUT + 1);

/**
 * Finds the repetitions that zlib finds at level 6 (lazy evaluation, deflate_slow), at most MAX_INPUT bytes. The
 * result is valid until the next call.
 */
export function find_matches(input: Uint8Array): Symbols {
  if (beginning + input.length > LAST_PLACE) {
    heads.fill(NONE);
    beginning = 0;
  }
  const count = new Search(input).run();
  beginning += input.length;
  return { count, values, distances };
}

class Search {
  readonly #input: Uint8Array;
  #count = 0;
  #at = 0;
  #length = SHORTEST_MATCH - 1;
  #start = 0;
  #has_pending = false;

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  /** How many symbols were found. */
  run(): number {
    const input = this.#input;
    while (this.#at < input.length) {
      const head = this.#insert(this.#at);
      const last_length = this.#length;
      const last_start = this.#start;
      this.#length = SHORTEST_MATCH - 1;
      if (head !== NONE && last_length < MAX_LAZY) this.#look(head, last_length);
      if (last_length >= SHORTEST_MATCH && this.#length <= last_length) this.#take(last_start, last_length);
      else this.#step();
    }
    if (this.#has_pending) this.#emit(input[this.#at - 1] ?? 0, 0);
    return this.#count;
  }

  /** The match one byte before was better: it is taken, and its bytes are entered for later ones. */
  #take(start: number, length: number): void {
    this.#emit(length, this.#at - 1 - start);
    const end = this.#at - 1 + length;
    for (let at = this.#at + 1; at < end; at++) this.#insert(at);
    this.#at = end;
    this.#has_pending = false;
    this.#length = SHORTEST_MATCH - 1;
  }

  /** The byte before is a literal; the one here waits for what the next position brings. */
  #step(): void {
    if (this.#has_pending) this.#emit(this.#input[this.#at - 1] ?? 0, 0);
    this.#has_pending = true;
    this.#at++;
  }

  #emit(value: number, distance: number): void {
    values[this.#count] = value;
    distances[this.#count++] = distance;
  }

  #insert(at: number): number {
    if (at + 2 >= this.#input.length) return NONE;
    const hash = hash_at(this.#input, at);
    const head = Math.max(heads[hash]! - beginning, NONE);
    previous[at] = head;
    heads[hash] = beginning + at;
    return head;
  }

  #look(head: number, last_length: number): void {
    this.#find_longest(head, last_length);
    if (this.#length === SHORTEST_MATCH && this.#at - this.#start > TOO_FAR)
      this.#length = SHORTEST_MATCH - 1;
  }

  /** The longest match along the chain of positions with the same three bytes; sets where it starts. */
  #find_longest(head: number, last_length: number): void {
    const input = this.#input;
    const most = Math.min(input.length - this.#at, LONGEST_MATCH);
    const nice = Math.min(NICE_LENGTH, input.length - this.#at);
    let chain = last_length >= GOOD_LENGTH ? MAX_CHAIN >> 2 : MAX_CHAIN;
    let best = last_length;
    for (
      let candidate = head;
      candidate > NONE && chain > 0;
      candidate = previous[candidate] ?? NONE, chain--
    ) {
      if (input[candidate + best] !== input[this.#at + best]) continue;
      const length = common_length(input, candidate, this.#at, most);
      if (length <= best) continue;
      this.#start = candidate;
      best = length;
      if (length >= nice) break;
    }
    this.#length = Math.min(best, most);
  }
}

function hash_at(input: Uint8Array, at: number): number {
  return ((input[at]! << 10) ^ (input[at + 1]! << 5) ^ input[at + 2]!) & (HASH_SIZE - 1);
}

function common_length(input: Uint8Array, left: number, right: number, most: number): number {
  let length = 0;
  while (length < most && input[left + length] === input[right + length]) length++;
  return length;
}

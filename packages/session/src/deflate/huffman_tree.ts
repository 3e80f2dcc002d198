/** One alphabet of a block: how often each symbol occurs, and its tree. Kept from text to text, as arrays are dear to make. */
export class Alphabet {
  readonly longest_code: number;
  readonly size: number;
  /** How often each symbol occurs. */
  readonly counts: Uint16Array;
  /** Bits of the code of each symbol that occurs. */
  readonly lengths: Uint8Array;
  /** The symbols that occur, from the lowest on. */
  readonly used: Uint16Array;
  used_count = 0;
  readonly #extra_bits: readonly number[];
  readonly #first_extra: number;

  /** `extra_bits` are those of each symbol from `first_extra` on. */
  constructor(size: number, longest_code: number, extra_bits: readonly number[], first_extra: number) {
    this.size = size;
    this.longest_code = longest_code;
    this.counts = new Uint16Array(size);
    this.lengths = new Uint8Array(size);
    this.used = new Uint16Array(size);
    this.#extra_bits = extra_bits;
    this.#first_extra = first_extra;
  }

  /** How many bits follow the code of a symbol. */
  extra_bits(symbol: number): number {
    return symbol < this.#first_extra ? 0 : (this.#extra_bits[symbol - this.#first_extra] ?? 0);
  }

  /** Lists the symbols that were counted. */
  find_used(): void {
    this.used_count = 0;
    for (let symbol = 0; symbol < this.size; symbol++) {
      if (this.counts[symbol] !== 0) this.used[this.used_count++] = symbol;
    }
  }

  /** What all symbols cost together at least, extra bits included. */
  least_bits(): number {
    let extra = 0;
    let total = 0;
    let information = 0;
    for (let index = 0; index < this.used_count; index++) {
      const symbol = this.used[index]!;
      const count = this.counts[symbol]!;
      extra += count * this.extra_bits(symbol);
      total += count;
      information += information_of(count);
    }
    return extra + information_of(total) - information;
  }

  /** pkzip needs two codes in each alphabet: the next of the first symbols stands in, or symbol 0. Gives how many do. */
  force_two(): number {
    let last = this.used_count === 0 ? -1 : this.used[0]!;
    const forced = Math.max(2 - this.used_count, 0);
    for (let count = 0; count < forced; count++) this.counts[last < 2 ? ++last : 0] = 1;
    if (forced > 0) this.find_used();
    return forced;
  }
}

/** The entropy of symbols that occur so often: no code takes fewer bits. */
export function least_bits(counts: readonly number[]): number {
  let total = 0;
  let information = 0;
  for (const count of counts) {
    total += count;
    information += information_of(count);
  }
  return information_of(total) - information;
}

function information_of(count: number): number {
  return INFORMATION[count] ?? count * Math.log2(count);
}

// Math.log2 costs as much as all the rest for each symbol, and small counts are what there is.
const INFORMATION = Float64Array.from({ length: 256 }, (_, count) =>
  count === 0 ? 0 : count * Math.log2(count),
);

/**
 * Builds the Huffman tree that zlib builds of the symbols that were found used (trees.c) and sets the codes' lengths: of symbols
 * that occur equally often, which one goes deeper decides about the bytes, so the heap must work as there. Gives what all
 * symbols cost together, extra bits included.
 */
export function build_tree(alphabet: Alphabet): number {
  const forced = alphabet.force_two();
  fill_heap(alphabet);
  const nodes = merge_nodes(alphabet.size);
  set_code_lengths(nodes, alphabet);
  let cost = 0;
  for (let index = 0; index < alphabet.used_count; index++) {
    const symbol = alphabet.used[index]!;
    cost += alphabet.counts[symbol]! * (alphabet.lengths[symbol]! + alphabet.extra_bits(symbol));
  }
  // A forced symbol occurs in the tree, not in the text: zlib takes one bit each off, whatever its code.
  return cost - forced;
}

// Of the largest alphabet, 286 symbols: its leaves and inner nodes. Shared by all trees, since making such arrays
// takes longer than building a tree in them; each tree writes every place before it reads it.
const MAX_NODES = 2 * 286;
const parents = new Uint16Array(MAX_NODES);
const node_lengths = new Uint8Array(MAX_NODES);
/** All nodes as they are merged, the root last. */
const order = new Uint16Array(MAX_NODES);

// The heap's nodes, each in one number that is quick to compare: weight, depth, the node itself. 14 bits hold the
// weight of MAX_INPUT symbols, and 5 a depth: for 22 levels the text would have to be longer (Fibonacci's numbers).
const NODE_BITS = 10;
const DEPTH_BITS = 5;
const RANK_BITS = NODE_BITS;
const WEIGHT_SHIFT = NODE_BITS + DEPTH_BITS;
const NODE = (1 << NODE_BITS) - 1;
const DEPTH = (1 << DEPTH_BITS) - 1;
const heap = new Int32Array(MAX_NODES + 1);
let heap_length = 0;

/** Fills the heap with the symbols that occur, the least frequent on top; of equal ones, the shallower. */
function fill_heap({ counts, used, used_count }: Alphabet): void {
  heap_length = used_count;
  for (let index = 0; index < used_count; index++) {
    const symbol = used[index]!;
    heap[index + 1] = (counts[symbol]! << WEIGHT_SHIFT) | symbol;
  }
  for (let place = heap_length >> 1; place >= 1; place--) sink(place);
}

/** Joins the two least nodes until one is left; gives how many nodes there are. */
function merge_nodes(first_inner: number): number {
  let nodes = 0;
  let node = first_inner;
  do {
    const least = heap[1]!;
    heap[1] = heap[heap_length--]!;
    sink(1);
    const next = heap[1]!;
    order[nodes++] = least & NODE;
    order[nodes++] = next & NODE;
    parents[least & NODE] = parents[next & NODE] = node;
    heap[1] = join(least, next) | node++;
    sink(1);
  } while (heap_length >= 2);
  order[nodes++] = heap[1]! & NODE;
  return nodes;
}

function join(left: number, right: number): number {
  const weight = (left >> WEIGHT_SHIFT) + (right >> WEIGHT_SHIFT);
  const depth = Math.max((left >> NODE_BITS) & DEPTH, (right >> NODE_BITS) & DEPTH) + 1;
  return (weight << WEIGHT_SHIFT) | (depth << NODE_BITS);
}

function sink(from: number): void {
  const entry = heap[from]!;
  const rank = entry >> RANK_BITS;
  let place = from;
  for (let child = place * 2; child <= heap_length; child = place * 2) {
    if (child < heap_length && heap[child + 1]! >> RANK_BITS <= heap[child]! >> RANK_BITS) child++;
    if (rank <= heap[child]! >> RANK_BITS) break;
    heap[place] = heap[child]!;
    place = child;
  }
  heap[place] = entry;
}

const length_counts = new Uint16Array(17);

function set_code_lengths(nodes: number, alphabet: Alphabet): void {
  const { lengths, longest_code, size } = alphabet;
  let overflow = 0;
  length_counts.fill(0);
  node_lengths[order[nodes - 1]!] = 0;
  for (let index = nodes - 2; index >= 0; index--) {
    const node = order[index]!;
    const length = node_lengths[parents[node]!]! + 1;
    if (length > longest_code) overflow++;
    const allowed = Math.min(length, longest_code);
    node_lengths[node] = allowed;
    if (node >= size) continue;
    lengths[node] = allowed;
    length_counts[allowed]!++;
  }
  if (overflow > 0) shorten(nodes, overflow, alphabet);
}

/** Moves leaves up until no code is too long, giving the rarest symbols the longest codes. */
function shorten(nodes: number, overflow: number, { lengths, longest_code, size }: Alphabet): void {
  const counts = length_counts;
  for (let left = overflow; left > 0; left -= 2) {
    let length = longest_code - 1;
    while (counts[length] === 0) length--;
    counts[length]!--;
    counts[length + 1]! += 2;
    counts[longest_code]!--;
  }
  const leaves = order.subarray(0, nodes).filter((node) => node < size);
  let index = 0;
  for (let length = longest_code; length > 0; length--) {
    for (let count = counts[length]!; count > 0; count--) lengths[leaves[index++]!] = length;
  }
}

/** The codes of an alphabet whose tree is built (RFC 1951, 3.2.2), with the lowest bit first, as they are written. */
export function assign_codes({ lengths, used, used_count, size }: Alphabet): Uint16Array {
  const counts = new Uint16Array(16);
  for (let index = 0; index < used_count; index++) counts[lengths[used[index]!]!]!++;
  const next = new Uint16Array(17);
  for (let length = 1; length <= 16; length++) next[length] = (next[length - 1]! + counts[length - 1]!) << 1;
  const codes = new Uint16Array(size);
  for (let index = 0; index < used_count; index++) {
    const symbol = used[index]!;
    const length = lengths[symbol]!;
    codes[symbol] = reverse_bits(next[length]!++, length);
  }
  return codes;
}

function reverse_bits(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}

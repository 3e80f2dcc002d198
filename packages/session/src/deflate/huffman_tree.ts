/** What zlib knows of one alphabet of a block. */
export interface Alphabet {
  readonly size: number;
  readonly longest_code: number;
  /** Extra bits of each symbol from `first_extra` on. */
  readonly extra_bits: readonly number[];
  readonly first_extra: number;
}

/** How many bits follow the code of a symbol. */
export function extra_bits({ extra_bits: table, first_extra }: Alphabet, symbol: number): number {
  return symbol < first_extra ? 0 : (table[symbol - first_extra] ?? 0);
}

/** Codes for the symbols of one alphabet, by how often each occurs. */
export interface HuffmanTree {
  /** The last symbol that has a code. */
  readonly last_symbol: number;
  /** Bits of each symbol's code, 0 for none. */
  readonly lengths: Uint8Array;
  /** What all symbols cost together, extra bits included. */
  readonly cost: number;
}

/**
 * The Huffman tree that zlib builds (trees.c): of symbols that occur equally often, which one goes deeper decides
 * about the bytes, so the heap must work as there. Changes `frequencies`: at least two symbols get a code.
 */
export function build_tree(frequencies: Uint16Array, alphabet: Alphabet): HuffmanTree {
  const forced = force_two(frequencies, alphabet.size);
  const { order, last_symbol } = merge_nodes(frequencies, alphabet.size);
  const lengths = code_lengths(order, last_symbol, alphabet);
  let cost = 0;
  for (const node of order) {
    if (node <= last_symbol)
      cost += (frequencies[node] ?? 0) * ((lengths[node] ?? 0) + extra_bits(alphabet, node));
  }
  // A forced symbol occurs in the tree, not in the text: zlib takes one bit each off, whatever its code.
  return { last_symbol, lengths, cost: cost - forced };
}

/** pkzip needs two codes in each alphabet: the next of the first symbols stands in, or symbol 0. */
function force_two(frequencies: Uint16Array, size: number): number {
  let used = 0;
  let last = -1;
  for (let symbol = 0; symbol < size && used < 2; symbol++) {
    if (frequencies[symbol] === 0) continue;
    used++;
    last = symbol;
  }
  let forced = 0;
  while (used < 2) {
    const symbol = last < 2 ? ++last : 0;
    frequencies[symbol] = 1;
    used++;
    forced++;
  }
  return forced;
}

// Of the largest alphabet, 286 symbols: its leaves and inner nodes. Shared by all trees, since making such arrays
// takes longer than building a tree in them; each tree writes every place before it reads it.
const MAX_NODES = 2 * 286;
const parents = new Uint16Array(MAX_NODES);
const weights = new Uint32Array(MAX_NODES);
const depths = new Uint8Array(MAX_NODES);
const node_lengths = new Uint8Array(MAX_NODES);
const heap_nodes = new Uint16Array(MAX_NODES + 1);

interface Merged {
  /** All nodes, the root last. */
  readonly order: readonly number[];
  readonly last_symbol: number;
}

function merge_nodes(frequencies: Uint16Array, size: number): Merged {
  const heap = new NodeHeap(frequencies, size);
  const order: number[] = [];
  const last_symbol = heap.last_symbol;
  let node = size;
  do {
    const least = heap.take_least();
    const next = heap.least;
    order.push(least, next);
    parents[least] = parents[next] = node;
    heap.replace_least(node++, least, next);
  } while (heap.length >= 2);
  order.push(heap.least);
  return { order, last_symbol };
}

/** The least frequent node on top; of equal ones, the shallower. */
class NodeHeap {
  readonly last_symbol: number;
  length = 0;

  constructor(frequencies: Uint16Array, size: number) {
    let last = 0;
    for (let symbol = 0; symbol < size; symbol++) {
      const frequency = frequencies[symbol] ?? 0;
      if (frequency === 0) continue;
      weights[symbol] = frequency;
      depths[symbol] = 0;
      heap_nodes[++this.length] = symbol;
      last = symbol;
    }
    this.last_symbol = last;
    for (let place = this.length >> 1; place >= 1; place--) this.#sink(place);
  }

  get least(): number {
    return heap_nodes[1] ?? 0;
  }

  take_least(): number {
    const { least } = this;
    heap_nodes[1] = heap_nodes[this.length--] ?? 0;
    this.#sink(1);
    return least;
  }

  replace_least(node: number, left: number, right: number): void {
    weights[node] = (weights[left] ?? 0) + (weights[right] ?? 0);
    depths[node] = Math.max(depths[left] ?? 0, depths[right] ?? 0) + 1;
    heap_nodes[1] = node;
    this.#sink(1);
  }

  #sink(from: number): void {
    const node = heap_nodes[from] ?? 0;
    let place = from;
    for (let child = place * 2; child <= this.length; child = place * 2) {
      if (child < this.length && this.#is_less(heap_nodes[child + 1] ?? 0, heap_nodes[child] ?? 0)) child++;
      if (this.#is_less(node, heap_nodes[child] ?? 0)) break;
      heap_nodes[place] = heap_nodes[child] ?? 0;
      place = child;
    }
    heap_nodes[place] = node;
  }

  #is_less(left: number, right: number): boolean {
    const difference = (weights[left] ?? 0) - (weights[right] ?? 0);
    return difference < 0 || (difference === 0 && (depths[left] ?? 0) <= (depths[right] ?? 0));
  }
}

function code_lengths(
  order: readonly number[],
  last_symbol: number,
  { size, longest_code }: Alphabet,
): Uint8Array {
  const lengths = new Uint8Array(size);
  const counts = new Uint16Array(longest_code + 2);
  let overflow = 0;
  node_lengths[order.at(-1) ?? 0] = 0;
  for (let index = order.length - 2; index >= 0; index--) {
    const node = order[index] ?? 0;
    const length = (node_lengths[parents[node] ?? 0] ?? 0) + 1;
    if (length > longest_code) overflow++;
    const allowed = Math.min(length, longest_code);
    node_lengths[node] = allowed;
    if (node > last_symbol) continue;
    lengths[node] = allowed;
    counts[allowed]!++;
  }
  if (overflow > 0) shorten(order, lengths, counts, overflow, last_symbol, longest_code);
  return lengths;
}

/** Moves leaves up until no code is too long, giving the rarest symbols the longest codes. */
function shorten(
  order: readonly number[],
  lengths: Uint8Array,
  counts: Uint16Array,
  overflow: number,
  last_symbol: number,
  longest_code: number,
): void {
  for (let left = overflow; left > 0; left -= 2) {
    let length = longest_code - 1;
    while (counts[length] === 0) length--;
    counts[length]!--;
    counts[length + 1]! += 2;
    counts[longest_code]!--;
  }
  const leaves = order.filter((node) => node <= last_symbol);
  let index = 0;
  for (let length = longest_code; length > 0; length--) {
    for (let count = counts[length] ?? 0; count > 0; count--) lengths[leaves[index++] ?? 0] = length;
  }
}

/** The codes of given lengths (RFC 1951, 3.2.2), with the lowest bit first, as they are written. */
export function assign_codes(lengths: Uint8Array, last_symbol: number): Uint16Array {
  const counts = new Uint16Array(16);
  for (let symbol = 0; symbol <= last_symbol; symbol++) counts[lengths[symbol] ?? 0]!++;
  counts[0] = 0;
  const next = new Uint16Array(17);
  for (let length = 1; length <= 16; length++)
    next[length] = ((next[length - 1] ?? 0) + (counts[length - 1] ?? 0)) << 1;
  const codes = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol <= last_symbol; symbol++) {
    const length = lengths[symbol] ?? 0;
    if (length > 0) codes[symbol] = reverse_bits(next[length]!++, length);
  }
  return codes;
}

function reverse_bits(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}

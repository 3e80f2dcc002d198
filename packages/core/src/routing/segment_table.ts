const SLASH = 0x2f;
/** Up to so many pieces are quicker to try one after the other than to look up by hash. */
const FEW = 4;

// 2^32 divided by the golden ratio, as Knuth has it for hashing by multiplication.
const GOLDEN_RATIO = 0x9e3779b1;

/** Something that a fixed piece of a path leads to. */
export interface Segment {
  readonly text: string;
}

/**
 * What follows a place in a path, by the fixed pieces that may stand there. A piece is looked up where it stands: to
 * cut it out so that a Map can hash it costs more than the rest of a match. The texts are those of the app's rules,
 * so no client can make them clash.
 */
export class SegmentTable<T extends Segment> {
  readonly #segments: T[] = [];
  /** The first character of each text; of the empty one, what follows it. */
  readonly #firsts: number[] = [];
  readonly #hashes: number[] = [];
  /** Position in the list plus one, by hash; 0 where there is none. */
  #slots = new Int32Array(2 * FEW);

  values(): readonly T[] {
    return this.#segments;
  }

  /** The text of `segment` is not in the table yet. */
  add(segment: T): void {
    this.#segments.push(segment);
    this.#hashes.push(hash_of(segment.text, 0));
    this.#firsts.push(segment.text === "" ? SLASH : segment.text.charCodeAt(0));
    if (this.#segments.length * 2 > this.#slots.length) this.#grow();
    else this.#place(this.#segments.length - 1);
  }

  get(text: string): T | undefined {
    return this.find(text, 0);
  }

  /** What the piece of `path` leads to that begins at `at` and ends at the next slash, or where the path does. */
  find(path: string, at: number): T | undefined {
    return this.#segments.length <= FEW ? this.#find_among_few(path, at) : this.#find_by_hash(path, at);
  }

  #find_among_few(path: string, at: number): T | undefined {
    const first = at < path.length ? path.charCodeAt(at) : SLASH;
    for (let index = 0; index < this.#firsts.length; index++) {
      if (this.#firsts[index] === first && is_piece(this.#segments[index]!.text, path, at))
        return this.#segments[index];
    }
    return undefined;
  }

  #find_by_hash(path: string, at: number): T | undefined {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const hash = hash_of(path, at);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (index === -1) return undefined;
      if (this.#hashes[index] === hash && is_piece(this.#segments[index]!.text, path, at))
        return this.#segments[index];
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let index = 0; index < this.#segments.length; index++) this.#place(index);
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[index]! & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index + 1;
  }
}

function is_piece(text: string, path: string, at: number): boolean {
  const end = at + text.length;
  return path.startsWith(text, at) && (end === path.length || path.charCodeAt(end) === SLASH);
}

function hash_of(path: string, at: number): number {
  let hash = 0;
  for (let index = at; index < path.length; index++) {
    const code = path.charCodeAt(index);
    if (code === SLASH) break;
    hash = (Math.imul(hash, 31) + code) | 0;
  }
  // Texts that differ in their last character only must not all land side by side.
  const mixed = Math.imul(hash, GOLDEN_RATIO);
  return mixed ^ (mixed >>> 15);
}

interface Span {
  readonly a_start: number;
  readonly a_end: number;
  readonly b_start: number;
  readonly b_end: number;
}

/** From this length on, characters that make up more than 1 % of a text are passed over as noise. */
const NOISE_LENGTH = 200;

/** How alike two texts are, from 0 to 1: the `ratio()` of Python's difflib.SequenceMatcher. */
export function similarity(a: string, b: string): number {
  const first = Array.from(a);
  const second = Array.from(b);
  const total = first.length + second.length;
  return total === 0 ? 1 : (2 * matching_length(first, second)) / total;
}

/** Characters in the longest common block, in the longest to its left, in the longest to its right, and so on. */
function matching_length(a: readonly string[], b: readonly string[]): number {
  const places = places_by_character(b);
  const spans: Span[] = [{ a_start: 0, a_end: a.length, b_start: 0, b_end: b.length }];
  let matched = 0;
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [a_at, b_at, size] = longest_block(a, b, span, places);
    if (size === 0) continue;
    matched += size;
    spans.push({ ...span, a_end: a_at, b_end: b_at });
    spans.push({ ...span, a_start: a_at + size, b_start: b_at + size });
  }
  return matched;
}

function places_by_character(text: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = Map.groupBy(text.keys(), (index) => text[index]!);
  if (text.length < NOISE_LENGTH) return places;
  const most = Math.floor(text.length / 100) + 1;
  for (const [character, indexes] of places) if (indexes.length > most) places.delete(character);
  return places;
}

/** The first of the longest blocks. */
function longest_block(
  a: readonly string[],
  b: readonly string[],
  { a_start, a_end, b_start, b_end }: Span,
  places: ReadonlyMap<string, readonly number[]>,
): readonly [a_at: number, b_at: number, size: number] {
  let best: [number, number, number] = [a_start, b_start, 0];
  let lengths = new Map<number, number>();
  for (let a_at = a_start; a_at < a_end; a_at++) {
    const next = new Map<number, number>();
    for (const b_at of places.get(a[a_at]!) ?? []) {
      if (b_at < b_start || b_at >= b_end) continue;
      const size = (lengths.get(b_at - 1) ?? 0) + 1;
      next.set(b_at, size);
      if (size > best[2]) best = [a_at - size + 1, b_at - size + 1, size];
    }
    lengths = next;
  }
  return widened(a, b, best, { a_start, a_end, b_start, b_end });
}

/** Characters passed over as noise still count next to a block. */
function widened(
  a: readonly string[],
  b: readonly string[],
  [a_at, b_at, size]: [number, number, number],
  { a_start, a_end, b_start, b_end }: Span,
): readonly [a_at: number, b_at: number, size: number] {
  while (a_at > a_start && b_at > b_start && a[a_at - 1] === b[b_at - 1]) {
    a_at--;
    b_at--;
    size++;
  }
  while (a_at + size < a_end && b_at + size < b_end && a[a_at + size] === b[b_at + size]) size++;
  return [a_at, b_at, size];
}

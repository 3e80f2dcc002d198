import { ValueError } from "../errors.ts";
import { is_space } from "./characters.ts";
import { characters } from "./code_points.ts";

export interface WrapOptions {
  readonly width: number;
  readonly break_long_words: boolean;
  readonly break_on_hyphens: boolean;
}

/** A part of the text that stays together: from `start` up to `stop`. Cutting moves `start`, nothing is copied. */
interface Chunk {
  start: number;
  readonly stop: number;
}

type Characters = readonly string[];

const WHITESPACE = /^[\t\n\v\f\r ]$/;
const LETTER = /^(?!\p{Nd})[\p{L}\p{N}_]$/u;
const WORD = /^[\p{L}\p{N}_]$/u;
const WORD_END = /^[\p{L}\p{N}_!"'&.,?]$/u;

/** Python's `textwrap.wrap` of one paragraph, without expanding tabs or replacing whitespace. */
export function wrap_text(text: string, options: WrapOptions): string[] {
  if (options.width <= 0) throw new ValueError(`invalid width ${options.width} (must be > 0)`);
  const chars = characters(text);
  const chunks = split_chunks(chars, options.break_on_hyphens).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && is_blank(chars, chunks.at(-1))) chunks.pop();
    const line = take_line(chars, chunks, options);
    if (is_blank(chars, line.at(-1))) line.pop();
    if (line.length > 0)
      lines.push(line.map(({ start, stop }) => chars.slice(start, stop).join("")).join(""));
  }
  return lines;
}

function is_blank(chars: Characters, chunk: Chunk | undefined): boolean {
  if (chunk === undefined) return false;
  for (let at = chunk.start; at < chunk.stop; at++) if (!is_space(chars[at] ?? "")) return false;
  return true;
}

function size_of(chunk: Chunk): number {
  return chunk.stop - chunk.start;
}

function take_line(chars: Characters, chunks: Chunk[], options: WrapOptions): Chunk[] {
  const line: Chunk[] = [];
  let used = 0;
  for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
    if (used + size_of(next) > options.width) break;
    line.push(next);
    chunks.pop();
    used += size_of(next);
  }
  const next = chunks.at(-1);
  if (next !== undefined && size_of(next) > options.width)
    break_word(chars, next, chunks, line, options, used);
  return line;
}

/** A word longer than a line is cut, after a hyphen where that is allowed. */
function break_word(
  chars: Characters,
  word: Chunk,
  chunks: Chunk[],
  line: Chunk[],
  options: WrapOptions,
  used: number,
): void {
  if (!options.break_long_words) {
    if (line.length > 0) return;
    chunks.pop();
    line.push(word);
    return;
  }
  const limit = word.start + options.width - used;
  const end = options.break_on_hyphens ? hyphen_end(chars, word.start, limit) : limit;
  line.push({ start: word.start, stop: end });
  word.start = end;
}

/** The place after the last hyphen before `limit`, if anything but hyphens stands before it. */
function hyphen_end(chars: Characters, start: number, limit: number): number {
  for (let at = limit - 1; at > start; at--) {
    if (chars[at] !== "-") continue;
    return chars.slice(start, at).some((char) => char !== "-") ? at + 1 : limit;
  }
  return limit;
}

/** Words and the whitespace between them; hyphenated words fall apart after their hyphens. */
function split_chunks(chars: Characters, break_on_hyphens: boolean): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  while (start < chars.length) {
    const space = WHITESPACE.test(chars[start] ?? "");
    let stop = start + 1;
    while (stop < chars.length && WHITESPACE.test(chars[stop] ?? "") === space) stop++;
    if (space || !break_on_hyphens) chunks.push({ start, stop });
    else split_hyphens(chars, start, stop, chunks);
    start = stop;
  }
  return chunks;
}

/**
 * Cuts a word where `textwrap` may break it: after a hyphen with two letters (or `a-b`) before it and two letters after
 * it, and around dashes of two hyphens or more. By hand, since its regular expression is quadratic on long dashes.
 */
function split_hyphens(chars: Characters, from: number, to: number, chunks: Chunk[]): void {
  let start = from;
  let at = from;
  while (at < to) {
    if (chars[at] !== "-") {
      at++;
      continue;
    }
    const stop = run_end(chars, at);
    if (is_dash(chars, from, at, stop)) {
      if (at > start) chunks.push({ start, stop: at });
      chunks.push({ start: at, stop });
      start = stop;
    } else if (at > start && stop - at === 1 && is_hyphen(chars, at)) {
      chunks.push({ start, stop });
      start = stop;
    }
    at = stop;
  }
  if (start < to) chunks.push({ start, stop: to });
}

function run_end(chars: Characters, at: number): number {
  let stop = at;
  while (chars[stop] === "-") stop++;
  return stop;
}

function is_dash(chars: Characters, from: number, at: number, stop: number): boolean {
  return stop - at >= 2 && at > from && WORD_END.test(chars[at - 1] ?? "") && WORD.test(chars[stop] ?? "");
}

function is_hyphen(chars: Characters, at: number): boolean {
  const letter = (index: number) => LETTER.test(chars[index] ?? "");
  const two_before = letter(at - 1) && letter(at - 2);
  const single_before = letter(at - 1) && chars[at - 2] === "-" && letter(at - 3);
  const after = letter(at + 1) && (letter(at + 2) || (chars[at + 2] === "-" && letter(at + 3)));
  return (two_before || single_before) && after;
}

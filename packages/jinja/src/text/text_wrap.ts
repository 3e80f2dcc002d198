import { ValueError } from "../errors.ts";
import { space_end } from "./characters.ts";
import { length_of, slice_text } from "./code_points.ts";

export interface WrapOptions {
  readonly width: number;
  readonly break_long_words: boolean;
  readonly break_on_hyphens: boolean;
}

const WHITESPACE = /[\t\n\v\f\r ]/;
const LETTER = /^(?!\p{Nd})[\p{L}\p{N}_]$/u;
const WORD = /^[\p{L}\p{N}_]$/u;
const WORD_END = /^[\p{L}\p{N}_!"'&.,?]$/u;

/** Python's `textwrap.wrap` of one paragraph, without expanding tabs or replacing whitespace. */
export function wrap_text(text: string, options: WrapOptions): string[] {
  if (options.width <= 0) throw new ValueError(`invalid width ${options.width} (must be > 0)`);
  const chunks = split_chunks(text, options.break_on_hyphens).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && is_blank(chunks.at(-1))) chunks.pop();
    const line = take_line(chunks, options);
    if (is_blank(line.at(-1))) line.pop();
    if (line.length > 0) lines.push(line.join(""));
  }
  return lines;
}

function is_blank(chunk: string | undefined): boolean {
  return chunk !== undefined && space_end(chunk) === 0;
}

function take_line(chunks: string[], options: WrapOptions): string[] {
  const line: string[] = [];
  let used = 0;
  for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
    const size = length_of(next);
    if (used + size > options.width) break;
    line.push(next);
    chunks.pop();
    used += size;
  }
  const next = chunks.at(-1);
  if (next !== undefined && length_of(next) > options.width) break_word(chunks, line, options, used);
  return line;
}

/** A word longer than a line is cut, after a hyphen where that is allowed. */
function break_word(chunks: string[], line: string[], options: WrapOptions, used: number): void {
  const word = chunks.at(-1) ?? "";
  const room = options.width < 1 ? 1 : options.width - used;
  if (!options.break_long_words) {
    if (line.length === 0) line.push(chunks.pop() ?? "");
    return;
  }
  const size = length_of(word);
  let end = room;
  if (options.break_on_hyphens && size > room) {
    const head = Array.from(word).slice(0, room);
    const hyphen = head.lastIndexOf("-");
    if (hyphen > 0 && head.slice(0, hyphen).some((char) => char !== "-")) end = hyphen + 1;
  }
  line.push(slice_text(word, 0, end));
  chunks[chunks.length - 1] = slice_text(word, end, size);
}

/** Words and the whitespace between them; hyphenated words fall apart after their hyphens. */
function split_chunks(text: string, break_on_hyphens: boolean): string[] {
  const runs = text.split(/([\t\n\v\f\r ]+)/).filter((run) => run !== "");
  if (!break_on_hyphens) return runs;
  return runs.flatMap((run) => (WHITESPACE.test(run.charAt(0)) ? [run] : split_hyphens(run)));
}

/**
 * Cuts a word where `textwrap` may break it: after a hyphen with two letters (or `a-b`) before it and two letters after
 * it, and around dashes of two hyphens or more. By hand, since its regular expression is quadratic on long dashes.
 */
function split_hyphens(word: string): string[] {
  const chars = Array.from(word);
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  while (at < chars.length) {
    if (chars[at] !== "-") {
      at++;
      continue;
    }
    const stop = run_end(chars, at);
    if (is_dash(chars, at, stop)) {
      if (at > start) parts.push(chars.slice(start, at).join(""));
      parts.push(chars.slice(at, stop).join(""));
      start = stop;
    } else if (at > start && stop - at === 1 && is_hyphen(chars, at)) {
      parts.push(chars.slice(start, stop).join(""));
      start = stop;
    }
    at = stop;
  }
  if (start < chars.length) parts.push(chars.slice(start).join(""));
  return parts;
}

function run_end(chars: readonly string[], at: number): number {
  let stop = at;
  while (chars[stop] === "-") stop++;
  return stop;
}

function is_dash(chars: readonly string[], at: number, stop: number): boolean {
  return stop - at >= 2 && at > 0 && WORD_END.test(chars[at - 1] ?? "") && WORD.test(chars[stop] ?? "");
}

function is_hyphen(chars: readonly string[], at: number): boolean {
  const letter = (index: number) => LETTER.test(chars[index] ?? "");
  const two_before = letter(at - 1) && letter(at - 2);
  const single_before = WORD_END.test(chars[at - 1] ?? "") && chars[at - 2] === "-" && letter(at - 3);
  const after = letter(at + 1) && (letter(at + 2) || (chars[at + 2] === "-" && letter(at + 3)));
  return (two_before || single_before) && after;
}

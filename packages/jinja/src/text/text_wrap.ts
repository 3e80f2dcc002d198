import { ValueError } from "../errors.ts";
import { is_space, space_end } from "./characters.ts";
import { length_of, slice_text } from "./code_points.ts";

export interface WrapOptions {
  readonly width: number;
  readonly break_long_words: boolean;
  readonly break_on_hyphens: boolean;
}

const WHITESPACE = /[\t\n\v\f\r ]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: letters beyond ASCII count
const LETTER = /[^\W\d_]|[^\x00-\x7f]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: letters beyond ASCII count
const WORD_END = /[\w!"'&.,?]|[^\x00-\x7f]/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: letters beyond ASCII count
const WORD = /\w|[^\x00-\x7f]/u;

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
    const hyphen = slice_text(word, 0, room).lastIndexOf("-");
    if (hyphen > 0 && Array.from(word.slice(0, hyphen)).some((char) => char !== "-")) end = hyphen + 1;
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

/** Breaks after `letter-` before a letter, and around dashes `--` between words. */
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
    let stop = at;
    while (chars[stop] === "-") stop++;
    const dashes = stop - at;
    const after_word = at > start && WORD_END.test(chars[at - 1] ?? "");
    if (dashes >= 2 && after_word && WORD.test(chars[stop] ?? "")) {
      parts.push(chars.slice(start, at).join(""), chars.slice(at, stop).join(""));
      start = stop;
    } else if (dashes === 1 && is_break(chars, at, start)) {
      parts.push(chars.slice(start, stop).join(""));
      start = stop;
    }
    at = stop;
  }
  if (start < chars.length) parts.push(chars.slice(start).join(""));
  return parts;
}

/** `textwrap` breaks after a hyphen with a letter (or two characters) before it and a letter soon after. */
function is_break(chars: readonly string[], at: number, start: number): boolean {
  const letter = (index: number) => LETTER.test(chars[index] ?? "");
  const before = letter(at - 1) && (letter(at - 2) || chars[at - 2] === "-" || at - 2 < start);
  const after = letter(at + 1) && (letter(at + 2) || chars[at + 2] === "-");
  return before && after && letter(at - 2) !== undefined && !is_space(chars[at + 1] ?? " ");
}

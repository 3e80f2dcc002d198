import { OverflowError, ValueError } from "../errors.ts";
import { every_char, is_space, strip } from "../text/characters.ts";
import { characters, length_of } from "../text/code_points.ts";
import { is_int } from "../values/float.ts";
import { is_text, text_of, type_name } from "../values/kinds.ts";
import { type Tuple, tuple_of } from "../values/tuple.ts";

/** The str or Markup argument of a method, as Python insists on it. */
export function text_argument(value: unknown): string {
  if (!is_text(value)) throw new TypeError(`must be str, not ${type_name(value)}`);
  return text_of(value);
}

/** An integer argument; floats are refused as in Python. */
export function index_argument(value: unknown): number {
  if (!is_int(value)) throw new TypeError(`'${type_name(value)}' object cannot be interpreted as an integer`);
  return Number(value);
}

/** No text may be padded to more than this. */
const MAX_WIDTH = 50_000_000;

function missing_width(text: string, width: unknown): number {
  const wanted = index_argument(width);
  if (wanted > MAX_WIDTH) throw new OverflowError("the padded text would be too large");
  return Math.max(0, wanted - length_of(text));
}

function fill_of(fill: unknown): string {
  const text = fill === undefined ? " " : text_argument(fill);
  if (length_of(text) !== 1) throw new TypeError("The fill character must be exactly one character long");
  return text;
}

/** CPython puts the odd space left when the width is odd. */
export function center(text: string, width: unknown, fill?: unknown): string {
  const missing = missing_width(text, width);
  const left = Math.floor(missing / 2) + (missing & index_argument(width) & 1);
  return fill_of(fill).repeat(left) + text + fill_of(fill).repeat(missing - left);
}

export function ljust(text: string, width: unknown, fill?: unknown): string {
  return text + fill_of(fill).repeat(missing_width(text, width));
}

export function rjust(text: string, width: unknown, fill?: unknown): string {
  return fill_of(fill).repeat(missing_width(text, width)) + text;
}

export function zfill(text: string, width: unknown): string {
  const head = /^[+-]/.exec(text)?.[0] ?? "";
  return head + "0".repeat(missing_width(text, width)) + text.slice(head.length);
}

/** `str.replace`; a negative or missing count replaces all. */
export function replace(text: string, old: string, fresh: string, count = -1): string {
  if (count < 0)
    return old === "" ? between(text, fresh, Number.POSITIVE_INFINITY) : text.split(old).join(fresh);
  if (old === "") return between(text, fresh, count);
  const parts = text.split(old);
  if (parts.length <= count + 1) return parts.join(fresh);
  return parts.slice(0, count).concat(parts.slice(count).join(old)).join(fresh);
}

/** An empty pattern is found before every character and at the end. */
function between(text: string, fresh: string, count: number): string {
  const list = characters(text);
  let out = "";
  for (let at = 0; at <= list.length; at++) out += (at < count ? fresh : "") + (list[at] ?? "");
  return out;
}

export function split(text: string, separator: string | null, limit: number): string[] {
  if (separator === null) return split_space(text, limit);
  if (separator === "") throw new ValueError("empty separator");
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return parts.slice(0, limit).concat(parts.slice(limit).join(separator));
}

function split_space(text: string, limit: number): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    while (at < text.length && is_space(text.charAt(at))) at++;
    if (at >= text.length) break;
    if (limit >= 0 && words.length >= limit) return words.concat(strip(text.slice(at), null, false, true));
    const start = at;
    while (at < text.length && !is_space(text.charAt(at))) at++;
    words.push(text.slice(start, at));
  }
  return words;
}

export function rsplit(text: string, separator: string | null, limit: number): string[] {
  if (limit < 0) return split(text, separator, -1);
  if (separator === null) return rsplit_space(text, limit);
  const parts = split(text, separator, -1);
  if (parts.length <= limit + 1) return parts;
  const kept = parts.length - limit;
  return [parts.slice(0, kept).join(separator), ...parts.slice(kept)];
}

function rsplit_space(text: string, limit: number): string[] {
  const words: string[] = [];
  let at = text.length;
  while (at > 0) {
    while (at > 0 && is_space(text.charAt(at - 1))) at--;
    if (at === 0) break;
    if (words.length >= limit) return [strip(text.slice(0, at), null, true, false), ...words];
    const stop = at;
    while (at > 0 && !is_space(text.charAt(at - 1))) at--;
    words.unshift(text.slice(at, stop));
  }
  return words;
}

export function partition(text: string, separator: string, last: boolean): Tuple<string> {
  if (separator === "") throw new ValueError("empty separator");
  const at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
  if (at < 0) return tuple_of(last ? ["", "", text] : [text, "", ""]);
  return tuple_of([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

/** The part of `text` that `find` and its kin look at, and where it begins. */
function window_of(text: string, start: unknown, stop: unknown): { list: string[]; from: number } {
  const list = characters(text);
  const from = bound(start, 0, list.length);
  return { list: list.slice(from, bound(stop, list.length, list.length)), from };
}

function bound(value: unknown, missing: number, length: number): number {
  if (value === undefined || value === null) return missing;
  const index = index_argument(value);
  return index < 0 ? Math.max(0, index + length) : index;
}

/** Position in characters, or -1. */
export function find(text: string, part: string, start: unknown, stop: unknown, last: boolean): number {
  const { list, from } = window_of(text, start, stop);
  if (from > length_of(text)) return -1;
  const inside = list.join("");
  const at = last ? inside.lastIndexOf(part) : inside.indexOf(part);
  return at < 0 ? -1 : from + length_of(inside.slice(0, at));
}

export function index(text: string, part: string, start: unknown, stop: unknown, last: boolean): number {
  const at = find(text, part, start, stop, last);
  if (at < 0) throw new ValueError("substring not found");
  return at;
}

export function count(text: string, part: string, start: unknown, stop: unknown): number {
  const { list } = window_of(text, start, stop);
  return part === "" ? list.length + 1 : list.join("").split(part).length - 1;
}

/** `startswith` and `endswith`: one text or a tuple of them. */
export function has_edge(text: string, edge: unknown, start: unknown, stop: unknown, end: boolean): boolean {
  const inside = window_of(text, start, stop).list.join("");
  const edges = Array.isArray(edge) ? edge : [edge];
  return edges.some((one) =>
    end ? inside.endsWith(text_argument(one)) : inside.startsWith(text_argument(one)),
  );
}

export function expand_tabs(text: string, size: number): string {
  let column = 0;
  let out = "";
  for (const char of text) {
    const shown = char === "\t" ? " ".repeat(size > 0 ? size - (column % size) : 0) : char;
    out += shown;
    column = char === "\n" || char === "\r" ? 0 : column + length_of(shown);
  }
  return out;
}

/** Whether all characters pass and there is one. */
export function all_chars(text: string, test: (char: string) => boolean): boolean {
  return text !== "" && every_char(text, test);
}

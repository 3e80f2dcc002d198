import {
  capitalize,
  case_fold,
  is_alpha,
  is_cased,
  is_decimal,
  is_numeric,
  is_space,
  split_lines,
  strip,
  swap_case,
  title,
} from "../text/characters.ts";
import { Markup } from "../text/markup.ts";
import { is_text, text_of, type_name } from "../values/kinds.ts";
import { escaped } from "../values/operators.ts";
import { iterate } from "../values/protocols.ts";
import { method_table } from "./method_table.ts";
import {
  all_chars,
  center,
  count,
  expand_tabs,
  find,
  has_edge,
  index,
  index_argument,
  ljust,
  partition,
  replace,
  rjust,
  rsplit,
  split,
  text_argument,
  zfill,
} from "./text_methods.ts";

type Text = string | Markup;
type Maybe = unknown;

/** The result for Markup is Markup again, as markupsafe's methods give it. */
function like(self: Text, text: string): Text {
  return typeof self === "string" ? text : new Markup(text);
}

function list_like(self: Text, parts: readonly string[]): Text[] {
  return parts.map((part) => like(self, part));
}

/** What is put into Markup is escaped first. */
function inserted(self: Text, value: unknown): string {
  return typeof self === "string" ? text_argument(value) : escaped(value);
}

/** A fill character that Markup has to escape is no single character any more. */
function fill_for(self: Text, fill: unknown): unknown {
  return fill === undefined ? undefined : inserted(self, fill);
}

function chars_of(chars: Maybe): string | null {
  return chars === null || chars === undefined ? null : text_argument(chars);
}

function limit_of(limit: Maybe): number {
  return limit === undefined ? -1 : index_argument(limit);
}

function join(self: Text, items: unknown): Text {
  const parts = Array.from(iterate(items), (item, at) => {
    if (typeof self !== "string") return escaped(item);
    if (is_text(item)) return text_of(item);
    throw new TypeError(`sequence item ${at}: expected str instance, ${type_name(item)} found`);
  });
  return like(self, parts.join(text_of(self)));
}

function is_title(text: string): boolean {
  return Array.from(text).some(is_cased) && title(text) === text;
}

function is_word_char(char: string): boolean {
  return is_alpha(char) || is_numeric(char);
}

export const STR_METHODS = method_table<Text>({
  capitalize: ["", (s) => like(s, capitalize(text_of(s)))],
  casefold: ["", (s) => like(s, case_fold(text_of(s)))],
  center: [
    "width fillchar? /",
    (s, width: Maybe, fill: Maybe) => like(s, center(text_of(s), width, fill_for(s, fill))),
  ],
  count: [
    "sub start? end? /",
    (s, part: Maybe, a: Maybe, b: Maybe) => count(text_of(s), text_argument(part), a, b),
  ],
  encode: ["encoding? errors?", (s) => new TextEncoder().encode(text_of(s))],
  endswith: [
    "suffix start? end? /",
    (s, edge: Maybe, a: Maybe, b: Maybe) => has_edge(text_of(s), edge, a, b, true),
  ],
  expandtabs: ["tabsize?", (s, size: Maybe = 8) => like(s, expand_tabs(text_of(s), index_argument(size)))],
  find: [
    "sub start? end? /",
    (s, part: Maybe, a: Maybe, b: Maybe) => find(text_of(s), text_argument(part), a, b, false),
  ],
  index: [
    "sub start? end? /",
    (s, part: Maybe, a: Maybe, b: Maybe) => index(text_of(s), text_argument(part), a, b, false),
  ],
  isalnum: ["", (s) => all_chars(text_of(s), is_word_char)],
  isalpha: ["", (s) => all_chars(text_of(s), is_alpha)],
  isascii: ["", (s) => all_chars(`a${text_of(s)}`, (char) => char < "\x80")],
  isdecimal: ["", (s) => all_chars(text_of(s), is_decimal)],
  isdigit: ["", (s) => all_chars(text_of(s), (char) => is_decimal(char) || /^[²³¹⁰⁴-⁹₀-₉]$/.test(char))],
  isidentifier: ["", (s) => /^[\p{XIDS}_][\p{XIDC}]*$/u.test(text_of(s))],
  islower: ["", (s) => is_lower(text_of(s))],
  isnumeric: ["", (s) => all_chars(text_of(s), is_numeric)],
  isprintable: ["", (s) => !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(text_of(s))],
  isspace: ["", (s) => all_chars(text_of(s), is_space)],
  istitle: ["", (s) => is_title(text_of(s))],
  isupper: ["", (s) => is_upper(text_of(s))],
  join: ["iterable /", join],
  ljust: [
    "width fillchar? /",
    (s, width: Maybe, fill: Maybe) => like(s, ljust(text_of(s), width, fill_for(s, fill))),
  ],
  lower: ["", (s) => like(s, text_of(s).toLowerCase())],
  lstrip: ["chars? /", (s, chars: Maybe) => like(s, strip(text_of(s), chars_of(chars), true, false))],
  partition: ["sep /", (s, sep: Maybe) => partition(text_of(s), text_argument(sep), false)],
  removeprefix: ["prefix /", (s, edge: Maybe) => like(s, without_prefix(text_of(s), text_argument(edge)))],
  removesuffix: ["suffix /", (s, edge: Maybe) => like(s, without_suffix(text_of(s), text_argument(edge)))],
  replace: [
    "old new count? /",
    (s, old: Maybe, fresh: Maybe, times: Maybe) =>
      like(s, replace(text_of(s), text_argument(old), inserted(s, fresh), limit_of(times))),
  ],
  rfind: [
    "sub start? end? /",
    (s, part: Maybe, a: Maybe, b: Maybe) => find(text_of(s), text_argument(part), a, b, true),
  ],
  rindex: [
    "sub start? end? /",
    (s, part: Maybe, a: Maybe, b: Maybe) => index(text_of(s), text_argument(part), a, b, true),
  ],
  rjust: [
    "width fillchar? /",
    (s, width: Maybe, fill: Maybe) => like(s, rjust(text_of(s), width, fill_for(s, fill))),
  ],
  rpartition: ["sep /", (s, sep: Maybe) => partition(text_of(s), text_argument(sep), true)],
  rsplit: [
    "sep? maxsplit?",
    (s, sep: Maybe, max: Maybe) => list_like(s, rsplit(text_of(s), chars_of(sep), limit_of(max))),
  ],
  rstrip: ["chars? /", (s, chars: Maybe) => like(s, strip(text_of(s), chars_of(chars), false, true))],
  split: [
    "sep? maxsplit?",
    (s, sep: Maybe, max: Maybe) => list_like(s, split(text_of(s), chars_of(sep), limit_of(max))),
  ],
  splitlines: ["keepends?", (s, keep: Maybe) => list_like(s, split_lines(text_of(s), Boolean(keep)))],
  startswith: [
    "prefix start? end? /",
    (s, edge: Maybe, a: Maybe, b: Maybe) => has_edge(text_of(s), edge, a, b, false),
  ],
  strip: ["chars? /", (s, chars: Maybe) => like(s, strip(text_of(s), chars_of(chars), true, true))],
  swapcase: ["", (s) => like(s, swap_case(text_of(s)))],
  title: ["", (s) => like(s, title(text_of(s)))],
  upper: ["", (s) => like(s, text_of(s).toUpperCase())],
  zfill: ["width /", (s, width: Maybe) => like(s, zfill(text_of(s), width))],
});

export function is_lower(text: string): boolean {
  return text === text.toLowerCase() && Array.from(text).some(is_cased);
}

export function is_upper(text: string): boolean {
  return text === text.toUpperCase() && Array.from(text).some(is_cased);
}

function without_prefix(text: string, edge: string): string {
  return text.startsWith(edge) ? text.slice(edge.length) : text;
}

function without_suffix(text: string, edge: string): string {
  return edge !== "" && text.endsWith(edge) ? text.slice(0, -edge.length) : text;
}

import { pass_environment, pass_eval_context } from "../access/pass_marker.ts";
import { AssertionError, FilterArgumentError } from "../errors.ts";
import { center, index_argument, replace } from "../methods/text_methods.ts";
import { capitalize, split_lines, strip } from "../text/characters.ts";
import { length_of, slice_text } from "../text/code_points.ts";
import { has_html, Markup } from "../text/markup.ts";
import { wrap_text } from "../text/text_wrap.ts";
import { is_text, text_of, type_name } from "../values/kinds.ts";
import { add, escaped, format_text } from "../values/operators.ts";
import { len, truth } from "../values/protocols.ts";
import { type Kwargs, with_signature } from "../values/signature.ts";
import { text_of_value } from "../values/text_of_value.ts";
import { is_tuple, tuple_of } from "../values/tuple.ts";
import type { FilterEscape, FilterHost } from "./filter_host.ts";
import { no_attribute } from "./no_attribute.ts";

type Text = string | Markup;

/** markupsafe's `soft_str`: Markup stays, all else becomes text. */
export function soft_text(value: unknown): Text {
  return is_text(value) ? value : text_of_value(value);
}

/** Changes a text and keeps Markup what it is. */
function mapped(value: unknown, change: (text: string) => string): Text {
  const text = soft_text(value);
  return typeof text === "string" ? change(text) : new Markup(change(text.value));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts the separators as whitespace
const WORD_START = /([-\s\x1c-\x1f\x85({[<]+)/;

function title(value: unknown): string {
  const words = text_of(soft_text(value)).split(WORD_START);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join("");
}

function replace_filter(
  caller: FilterEscape,
  value: unknown,
  old: unknown,
  fresh: unknown,
  count?: unknown,
): Text {
  const times = count === null || count === undefined ? -1 : index_argument(count);
  if (!caller.autoescape)
    return replace(text_of_value(value), text_of_value(old), text_of_value(fresh), times);
  const safe = has_html(value) || has_html(old) || has_html(fresh);
  if (!safe) return replace(text_of_value(value), text_of_value(old), text_of_value(fresh), times);
  const source = has_html(old) || (has_html(fresh) && !has_html(value)) ? escaped(value) : soft_text(value);
  const text = is_text(source) ? source : String(source);
  const kept = typeof text === "string" && !has_html(old) && !has_html(fresh);
  const inserted = kept ? text_of_value(fresh) : escaped(fresh);
  return new Markup(replace(text_of(text), text_of_value(old), inserted, times));
}

function format_filter(value: unknown, ...given: unknown[]): Text {
  const kwargs = given.at(-1) as Kwargs; // the signature puts the keyword arguments last, always
  const args = given.slice(0, -1);
  const named = Object.keys(kwargs).length > 0;
  if (named && args.length > 0) {
    throw new FilterArgumentError("can't handle positional and keyword arguments at the same time");
  }
  return format_text(soft_text(value), named ? kwargs : tuple_of(args));
}

function indent(value: unknown, width: unknown = 4, first: unknown = false, blank: unknown = false): Text {
  const padding = is_text(width) ? text_of(width) : " ".repeat(Math.max(0, index_argument(width)));
  if (Array.isArray(value) && !is_tuple(value)) throw no_attribute(value, "splitlines");
  const text = add(value, "\n");
  if (!is_text(text)) throw new TypeError(`indent needs text, not ${type_name(value)}`);
  const lines = split_lines(text_of(text));
  const indented = lines.map((line, at) => (at > 0 && (line !== "" || truth(blank)) ? padding + line : line));
  const result = (truth(first) ? padding : "") + indented.join("\n");
  return text instanceof Markup ? new Markup(result) : result;
}

function truncate(
  env: FilterHost,
  value: unknown,
  length: unknown = 255,
  kill_words: unknown = false,
  end: unknown = "...",
  leeway?: unknown,
): unknown {
  const allowed = Number(leeway ?? env.policies["truncate.leeway"]);
  const limit = index_argument(length);
  const ending = text_of(soft_text(end));
  const room = limit - length_of(ending);
  if (room < 0) throw new AssertionError(`expected length >= ${length_of(ending)}, got ${limit}`);
  if (allowed < 0) throw new AssertionError(`expected leeway >= 0, got ${allowed}`);
  if (len(value) <= limit + allowed) return value;
  if (!is_text(value)) throw no_attribute(value, "rsplit");
  const text = text_of(value);
  const cut = slice_text(text, 0, room);
  const space = truth(kill_words) ? -1 : cut.lastIndexOf(" ");
  const kept = space < 0 ? cut : cut.slice(0, space);
  return add(value instanceof Markup ? new Markup(kept) : kept, end);
}

function word_wrap(
  env: FilterHost,
  value: unknown,
  width: unknown = 79,
  break_long_words: unknown = true,
  wrap_string: unknown = null,
  break_on_hyphens: unknown = true,
): string {
  const joint = wrap_string === null ? env.newline_sequence : text_of(soft_text(wrap_string));
  const options = {
    width: index_argument(width),
    break_long_words: truth(break_long_words),
    break_on_hyphens: truth(break_on_hyphens),
  };
  if (!is_text(value)) throw no_attribute(value, "splitlines");
  const lines = split_lines(text_of(value));
  return lines.map((line) => wrap_text(line, options).join(joint)).join(joint);
}

function word_count(value: unknown): number {
  return text_of(soft_text(value)).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
}

function trim(value: unknown, chars: unknown = null): Text {
  const set = chars === null ? null : text_of(soft_text(chars));
  return mapped(value, (text) => strip(text, set, true, true));
}

/** Filters of text. */
export const TEXT_FILTERS = {
  capitalize: with_signature("capitalize", "s", (value: unknown) => mapped(value, capitalize)),
  center: with_signature("center", "value width?", (value: unknown, width: unknown = 80) =>
    mapped(value, (text) => center(text, width)),
  ),
  format: with_signature("format", "value * **", format_filter),
  indent: with_signature("indent", "s width? first? blank?", indent),
  lower: with_signature("lower", "s", (value: unknown) => mapped(value, (text) => text.toLowerCase())),
  replace: pass_eval_context(with_signature("replace", "eval_ctx s old new count?", replace_filter)),
  string: with_signature("string", "object", soft_text),
  title: with_signature("title", "s", title),
  trim: with_signature("trim", "value chars?", trim),
  truncate: pass_environment(with_signature("truncate", "env s length? killwords? end? leeway?", truncate)),
  upper: with_signature("upper", "s", (value: unknown) => mapped(value, (text) => text.toUpperCase())),
  wordcount: with_signature("wordcount", "s", word_count),
  wordwrap: pass_environment(
    with_signature(
      "wordwrap",
      "environment s width? break_long_words? wrapstring? break_on_hyphens?",
      word_wrap,
    ),
  ),
};

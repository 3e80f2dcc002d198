import { attribute } from "../access/attribute.ts";
import { pass_context, pass_environment, pass_eval_context } from "../access/pass_marker.ts";
import { FilterArgumentError, KeyError, ZeroDivisionError } from "../errors.ts";
import { index_argument } from "../methods/text_methods.ts";
import { characters } from "../text/code_points.ts";
import { has_html, Markup } from "../text/markup.ts";
import { type Dict, dict_entries, dict_has } from "../values/dict.ts";
import { equal } from "../values/equality.ts";
import { is_mapping, is_text, text_of, type_name } from "../values/kinds.ts";
import { add, escaped } from "../values/operators.ts";
import { check_length, iterate, len, list_of, size_of, truth } from "../values/protocols.ts";
import { Range } from "../values/range.ts";
import { with_signature } from "../values/signature.ts";
import { text_of_value } from "../values/text_of_value.ts";
import { tuple_of } from "../values/tuple.ts";
import { Undefined } from "../values/undefined.ts";
import { DictView } from "../values/views.ts";
import { attribute_getter } from "./attribute_path.ts";
import { method_entries } from "./entries.ts";
import type { FilterContext, FilterEscape, FilterHost } from "./filter_host.ts";

function* batch(value: unknown, count: unknown, fill: unknown = null): Generator<unknown[]> {
  let row: unknown[] = [];
  for (const item of iterate(value)) {
    if (equal(row.length, count)) {
      yield row;
      row = [];
    }
    row.push(item);
  }
  if (row.length === 0) return;
  if (fill !== null) check_length(Number(count));
  if (fill !== null) while (row.length < Number(count)) row.push(fill);
  yield row;
}

function* slices(value: unknown, count: unknown, fill: unknown = null): Generator<unknown[]> {
  const items = list_of(value);
  const columns = index_argument(count);
  check_length(columns);
  if (columns === 0) throw new ZeroDivisionError("integer division or modulo by zero");
  const size = Math.floor(items.length / columns);
  const longer = items.length % columns;
  let offset = 0;
  for (let column = 0; column < columns; column++) {
    const start = offset + column * size;
    if (column < longer) offset += 1;
    const part = items.slice(start, offset + (column + 1) * size);
    if (fill !== null && column >= longer) part.push(fill);
    yield part;
  }
}

function* items(value: unknown): Generator<unknown> {
  if (value instanceof Undefined) return;
  const entries: Dict | [unknown, unknown][] | undefined = is_mapping(value)
    ? dict_entries(value)
    : method_entries(value);
  if (entries === undefined) throw new TypeError("Can only get item pairs from a mapping.");
  for (const pair of entries) yield tuple_of(pair);
}

function first(env: FilterHost, value: unknown): unknown {
  for (const item of iterate(value)) return item;
  return new env.undefined("No first item, sequence was empty.");
}

function last(env: FilterHost, value: unknown): unknown {
  const list = reversible(value);
  return list.length === 0 ? new env.undefined("No last item, sequence was empty.") : list.at(-1);
}

function is_reversible(value: unknown): boolean {
  if (value instanceof Undefined) return true;
  return Array.isArray(value) || value instanceof Range || value instanceof DictView || is_mapping(value);
}

/** What Python's `reversed()` takes: sequences and dicts, no generators and no sets. */
function reversible(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Markup) return characters(value.value).map((char) => new Markup(char));
  if (typeof value === "string") return characters(value);
  if (is_reversible(value)) return list_of(value);
  if (value instanceof Undefined && size_of(value) === 0) return [];
  throw new TypeError(`'${type_name(value)}' object is not reversible`);
}

function reverse(value: unknown): unknown {
  if (is_text(value)) {
    const text = characters(text_of(value)).reverse().join("");
    return value instanceof Markup ? new Markup(text) : text;
  }
  try {
    const turned = list_of(value).reverse();
    return is_reversible(value) ? turned.values() : turned;
  } catch (error) {
    if (error instanceof TypeError) throw new FilterArgumentError("argument must be iterable");
    throw error;
  }
}

function join(
  caller: FilterEscape,
  value: unknown,
  separator: unknown = "",
  attribute: unknown = null,
): unknown {
  const read = attribute === null ? undefined : attribute_getter(caller.environment, attribute);
  const parts = list_of(value).map((item) => (read === undefined ? item : read(item)));
  if (!caller.autoescape) return parts.map(text_of_value).join(text_of_value(separator));
  if (!has_html(separator) && !parts.some(has_html))
    return parts.map(text_of_value).join(text_of_value(separator));
  return new Markup(parts.map(escaped).join(escaped(separator)));
}

function random(context: FilterContext, value: unknown): unknown {
  const size = len(value);
  if (size === 0) return new context.environment.undefined("No random item, sequence was empty.");
  const at = Math.floor(Math.random() * size);
  if (is_mapping(value) && !dict_has(value, at)) throw new KeyError(String(at));
  return context.environment.getitem(value, at);
}

function sum(env: FilterHost, value: unknown, attribute: unknown = null, start: unknown = 0): unknown {
  const read = attribute === null ? undefined : attribute_getter(env, attribute);
  let total = start;
  if (is_text(start)) throw new TypeError("sum() can't sum strings [use ''.join(seq) instead]");
  for (const item of iterate(value)) total = add(total, read === undefined ? item : read(item));
  return total;
}

function attr(env: FilterHost, value: unknown, name: unknown): unknown {
  if (!is_text(name)) throw new TypeError("attribute name must be string");
  if (value instanceof Undefined) return value.__getattr__(text_of(name));
  const found = attribute(value, text_of(name));
  return found === undefined
    ? new env.undefined(null, value, text_of(name))
    : env.getattr(value, text_of(name));
}

function default_filter(value: unknown, fallback: unknown = "", boolean: unknown = false): unknown {
  return value instanceof Undefined || value === undefined || (truth(boolean) && !truth(value))
    ? fallback
    : value;
}

const environment = pass_environment;

/** Filters of lists, dicts and other things that hold items. */
export const SEQUENCE_FILTERS = {
  attr: environment(with_signature("attr", "env obj name", attr)),
  batch: with_signature("batch", "value linecount fill_with?", batch),
  default: with_signature("default", "value default_value? boolean?", default_filter),
  first: environment(with_signature("first", "env seq", first)),
  items: with_signature("items", "value", items),
  join: pass_eval_context(with_signature("join", "eval_ctx value d? attribute?", join)),
  last: environment(with_signature("last", "env seq", last)),
  length: with_signature("length", "obj /", len),
  list: with_signature("list", "value", list_of),
  random: pass_context(with_signature("random", "context seq", random)),
  reverse: with_signature("reverse", "value", reverse),
  slice: with_signature("slice", "value slices fill_with?", slices),
  sum: environment(with_signature("sum", "env iterable attribute? start?", sum)),
};

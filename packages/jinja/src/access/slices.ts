import { ValueError } from "../errors.ts";
import { characters } from "../text/code_points.ts";
import { Markup } from "../text/markup.ts";
import { is_int } from "../values/float.ts";
import { is_text, text_of, type_name } from "../values/kinds.ts";
import { Range } from "../values/range.ts";
import { is_tuple, tuple_of } from "../values/tuple.ts";
import { Undefined } from "../values/undefined.ts";

type Sequence = readonly unknown[] | string | Markup | Range;

/** The item at a Python index, which may count from the end; undefined outside. */
export function item_at(value: Sequence, index: number): unknown {
  if (Array.isArray(value)) return value.at(index) ?? null_inside(value, index);
  if (value instanceof Range) {
    const at = index < 0 ? index + value.length : index;
    return at >= 0 && at < value.length ? value.at(at) : undefined;
  }
  const text = is_text(value) ? text_of(value) : "";
  const char = characters(text).at(index);
  return char !== undefined && value instanceof Markup ? new Markup(char) : char;
}

/** A hole or a null inside an array is None, not a missing item. */
function null_inside(value: readonly unknown[], index: number): null | undefined {
  return index < value.length && index >= -value.length ? null : undefined;
}

/** Python's `value[start:stop:step]`. */
export function slice_sequence(value: unknown, start: unknown, stop: unknown, step: unknown): unknown {
  if (value instanceof Undefined) return value.__getitem__(null);
  const by = step === null ? 1 : slice_index(step);
  if (by === 0) throw new ValueError("slice step cannot be zero");
  const [from, until] = [bound(start), bound(stop)];
  if (Array.isArray(value)) {
    const items = pick(value, from, until, by);
    return is_tuple(value) ? tuple_of(items) : items;
  }
  if (value instanceof Range) return slice_range(value, from, until, by);
  if (!is_text(value)) throw new TypeError(unsliceable(value));
  const text = pick(characters(text_of(value)), from, until, by).join("");
  return value instanceof Markup ? new Markup(text) : text;
}

function unsliceable(value: unknown): string {
  const name = type_name(value);
  return name === "dict" ? "unhashable type: 'slice'" : `'${name}' object is not subscriptable`;
}

function slice_index(value: unknown): number {
  if (!is_int(value))
    throw new TypeError("slice indices must be integers or None or have an __index__ method");
  return Number(value);
}

function bound(value: unknown): number | null {
  return value === null || value === undefined ? null : slice_index(value);
}

/** The indices that a slice of a sequence of `length` items touches: first, end (exclusive). */
function limits(length: number, start: number | null, stop: number | null, step: number): [number, number] {
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, low), high);
  return [
    start === null ? (step > 0 ? low : high) : clamp(start),
    stop === null ? (step > 0 ? high : low) : clamp(stop),
  ];
}

function pick<T>(items: readonly T[], start: number | null, stop: number | null, step: number): T[] {
  const [from, until] = limits(items.length, start, stop, step);
  if (step === 1) return items.slice(from, Math.max(from, until));
  const picked: T[] = [];
  for (let at = from; step > 0 ? at < until : at > until; at += step) picked.push(items[at] as T); // limits() keeps `at` inside
  return picked;
}

function slice_range(range: Range, start: number | null, stop: number | null, step: number): Range {
  const [from, until] = limits(range.length, start, stop, step);
  return new Range(range.at(from), range.at(until), range.step * step);
}

import { OverflowError } from "../errors.ts";
import { characters, length_of } from "../text/code_points.ts";
import { Markup } from "../text/markup.ts";
import { Complex } from "./complex.ts";
import { dict_keys, dict_size } from "./dict.ts";
import { is_boxed_float } from "./float.ts";
import { is_generator, is_mapping, is_plain, type_name } from "./kinds.ts";
import { marked_type, probe } from "./marker.ts";
import { Range } from "./range.ts";
import { Undefined } from "./undefined.ts";

/** Python's `bool(value)`: empty containers, zero and undefined values are false. */
export function truth(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (value === null || value === undefined) return false;
  if (typeof value === "string") return value !== "";
  if (typeof value === "number") return value !== 0;
  if (typeof value === "object") return object_truth(value);
  return value !== 0n;
}

function object_truth(value: object): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Markup) return value.value !== "";
  if (is_boxed_float(value)) return Number(value) !== 0;
  if (value instanceof Complex) return value.real !== 0 || value.imag !== 0;
  const asked = call_dunder(value, "__bool__");
  if (asked !== undefined) return Boolean(asked);
  const size = container_size(value);
  return size === undefined || size > 0;
}

/** Calls a dunder method that a class brings; plain objects are data and bring none. */
function call_dunder(value: object, name: "__bool__" | "__len__"): unknown {
  if (is_plain(value)) return undefined;
  const method = probe(value, name);
  return typeof method === "function" ? method.call(value) : undefined;
}

/** The number of items of a container, or undefined for what is none. Iterables may say it by `size` or `length`. */
function container_size(value: object): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (is_mapping(value)) return dict_size(value);
  if (value instanceof Set) return value.size;
  if (value instanceof Range) return value.length;
  const told = call_dunder(value, "__len__");
  if (typeof told === "number") return told;
  return is_iterable_object(value) && !is_generator(value) ? told_size(value) : undefined;
}

function told_size(value: object): number | undefined {
  // A dict of another package (a session) may hold anything under "size": its keys are counted.
  if (marked_type(value) === "dict") return Array.from(value as Iterable<unknown>).length;
  const size = probe(value, "size") ?? probe(value, "length");
  return typeof size === "number" ? size : undefined;
}

function is_iterable_object(value: object): value is Iterable<unknown> {
  return typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === "function"; // probing is the guard
}

/** Python's `len(value)`, or undefined where Python would raise TypeError. */
export function size_of(value: unknown): number | undefined {
  if (typeof value === "string") return length_of(value);
  if (value instanceof Markup) return length_of(value.value);
  return typeof value === "object" && value !== null ? container_size(value) : undefined;
}

/** Python's `len(value)`. */
export function len(value: unknown): number {
  const size = size_of(value);
  if (size === undefined) throw new TypeError(`object of type '${type_name(value)}' has no len()`);
  return size;
}

/** Python's `iter(value)`, or undefined where Python would raise TypeError. Dicts give their keys. */
export function iterable_of(value: unknown): Iterable<unknown> | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return characters(value);
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Markup) return characters(value.value);
  if (is_mapping(value)) return dict_keys(value);
  return is_iterable_object(value) ? value : undefined;
}

/** Python's `iter(value)`. */
export function iterate(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) return value;
  const items = iterable_of(value);
  if (items !== undefined) return items;
  refuse_promise(value);
  throw new TypeError(`'${type_name(value)}' object is not iterable`);
}

/** Longer lists are refused: one expression must not take the whole memory. */
const MAX_ITEMS = 10_000_000;

/** Raises for a list of so many items. */
export function check_length(length: number): void {
  if (length > MAX_ITEMS) throw new OverflowError(`a list of ${length} items is too long for a template`);
}

/** Python's `list(value)`: always a new array. */
export function list_of(value: unknown): unknown[] {
  if (value instanceof Range) check_length(value.length);
  return Array.from(iterate(value));
}

/** Raises for a promise. Its own error, which nobody will await now, must not end the process. */
export function refuse_promise(value: unknown): void {
  if (typeof value !== "object" || value === null || is_plain(value)) return;
  if (!(value instanceof Promise)) return;
  value.catch(() => {});
  throw new TypeError(
    "a template got a promise: templates are synchronous, await the value before it is passed to render()",
  );
}

/** Whether the value is Undefined, of any class of the family. */
export function is_undefined(value: unknown): value is Undefined {
  return value instanceof Undefined;
}

import { Markup } from "../text/markup.ts";
import { Complex } from "./complex.ts";
import { is_boxed_float } from "./float.ts";
import { is_mapping, is_plain } from "./kinds.ts";
import { probe } from "./marker.ts";
import { Range } from "./range.ts";
import { is_tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";

/** Python's `==`. Numbers of all types compare by value, lists, tuples, dicts and sets by content. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b && !(a instanceof Undefined)) return true;
  if (typeof a === "string" && typeof b === "string") return false;
  if (a instanceof Undefined) return a.__eq__(b);
  if (b instanceof Undefined) return b.__eq__(a);
  const left = comparable(a);
  const right = comparable(b);
  if (typeof left !== "object" && typeof right !== "object") {
    // biome-ignore lint/suspicious/noDoubleEquals: compares a BigInt with a number by value
    return left === right || (is_numeric(left) && is_numeric(right) && left == right);
  }
  if (left === null || right === null) return left === right;
  return equal_objects(left, right);
}

function is_numeric(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Numbers and text in the form in which JavaScript compares them. */
function comparable(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === undefined) return null;
  if (value instanceof Markup) return value.value;
  return is_boxed_float(value) ? Number(value) : value;
}

function equal_objects(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return is_tuple(a) === is_tuple(b) && equal_lists(a, b);
  if (is_mapping(a) && is_mapping(b)) return equal_dicts(a, b);
  if (a instanceof Set && b instanceof Set) return a.size === b.size && contains_all(a, b);
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof Range && b instanceof Range) return equal_lists([...a], [...b]);
  if (a instanceof Complex || b instanceof Complex) return equal_complex(a, b);
  return equal_by_method(a, b);
}

/** A class may say what equals it by `__eq__`, as in Python; otherwise only the same object is equal. */
function equal_by_method(a: unknown, b: unknown): boolean {
  const method = typeof a === "object" && a !== null && !is_plain(a) ? probe(a, "__eq__") : undefined;
  return typeof method === "function" ? Boolean(method.call(a, b)) : a === b;
}

function equal_lists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => equal(item, b[index]));
}

function equal_dicts(
  a: Map<unknown, unknown> | Record<string, unknown>,
  b: Map<unknown, unknown> | Record<string, unknown>,
): boolean {
  const left = entries_of(a);
  const right = entries_of(b);
  return left.length === right.length && left.every(([key, value]) => has_entry(right, key, value));
}

function entries_of(dict: Map<unknown, unknown> | Record<string, unknown>): [unknown, unknown][] {
  return dict instanceof Map ? Array.from(dict) : Object.entries(dict);
}

function has_entry(entries: readonly [unknown, unknown][], key: unknown, value: unknown): boolean {
  return entries.some(([other, found]) => equal(other, key) && equal(found, value));
}

function contains_all(a: Set<unknown>, b: Set<unknown>): boolean {
  const items = Array.from(a);
  return Array.from(b).every((item) => a.has(item) || items.some((other) => equal(other, item)));
}

function equal_complex(a: unknown, b: unknown): boolean {
  const left = a instanceof Complex ? a : new Complex(Number(a), 0);
  const right = b instanceof Complex ? b : new Complex(Number(b), 0);
  return left.real === right.real && left.imag === right.imag;
}

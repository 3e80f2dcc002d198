import { has_surrogates } from "../text/code_points.ts";
import { real_of } from "./arithmetic.ts";
import { Complex } from "./complex.ts";
import { equal } from "./equality.ts";
import { is_text, text_of, type_name } from "./kinds.ts";
import { probe } from "./marker.ts";
import { is_tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";

export type OrderOperator = "<" | "<=" | ">" | ">=";

/** Python's `<`, `<=`, `>` and `>=`: numbers, text, lists, tuples, sets and dates; all else raises TypeError. */
export function ordered(op: OrderOperator, a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return decide(op, a, b);
  if (a instanceof Undefined) return a._fail_with_undefined_error();
  if (b instanceof Undefined) return b._fail_with_undefined_error();
  const left = real_of(a);
  const right = real_of(b);
  if (left !== undefined && right !== undefined) return decide(op, left, right);
  if (is_text(a) && is_text(b)) return decide(op, compare_text(text_of(a), text_of(b)), 0);
  if (Array.isArray(a) && Array.isArray(b) && is_tuple(a) === is_tuple(b)) return ordered_lists(op, a, b);
  if (a instanceof Set && b instanceof Set) return ordered_sets(op, a, b);
  if (a instanceof Date && b instanceof Date) return decide(op, a.getTime(), b.getTime());
  return ordered_by_method(op, a, b);
}

const METHODS = { "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__" } as const;

function ordered_by_method(op: OrderOperator, a: unknown, b: unknown): boolean {
  if (typeof a === "object" && a !== null && !(a instanceof Complex)) {
    const method = probe(a, METHODS[op]);
    if (typeof method === "function") return Boolean(method.call(a, b));
  }
  throw new TypeError(`'${op}' not supported between instances of '${type_name(a)}' and '${type_name(b)}'`);
}

function decide(op: OrderOperator, a: number | bigint, b: number | bigint): boolean {
  if (op === "<") return a < b;
  if (op === "<=") return a <= b;
  return op === ">" ? a > b : a >= b;
}

/** By code point: JavaScript compares UTF-16 units, which puts emoji before some letters. */
export function compare_text(a: string, b: string): number {
  if (a === b) return 0;
  if (!has_surrogates(a) && !has_surrogates(b)) return a < b ? -1 : 1;
  const left = Array.from(a, (char) => char.codePointAt(0) ?? 0);
  const right = Array.from(b, (char) => char.codePointAt(0) ?? 0);
  const at = left.findIndex((code, index) => code !== right[index]);
  if (at < 0) return -1;
  return (left[at] ?? -1) < (right[at] ?? -1) ? -1 : 1;
}

/** The first items that differ decide, else the lengths. */
function ordered_lists(op: OrderOperator, a: readonly unknown[], b: readonly unknown[]): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    if (!equal(a[at], b[at])) return ordered(op, a[at], b[at]);
  }
  return decide(op, a.length, b.length);
}

/** Sets are ordered by inclusion. */
function ordered_sets(op: OrderOperator, a: Set<unknown>, b: Set<unknown>): boolean {
  const [small, large] = op.startsWith("<") ? [a, b] : [b, a];
  const strict = op.length === 1;
  return Array.from(small).every((item) => large.has(item)) && (!strict || small.size < large.size);
}

/** A stable ascending sort by keys that are compared as Python compares them. `reverse` keeps equal items in order. */
export function sort_by<T>(items: readonly T[], key: (item: T) => unknown, reverse: boolean): T[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const sign = reverse ? -1 : 1;
  keyed.sort((a, b) => sign * compare(a.key, b.key));
  return keyed.map((entry) => entry.item);
}

/** Only `<` is asked, as Python's sort does. */
export function compare(a: unknown, b: unknown): number {
  if (ordered("<", a, b)) return -1;
  return ordered("<", b, a) ? 1 : 0;
}

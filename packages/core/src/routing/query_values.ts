import { python_str } from "../data/python_str.ts";
import { urlencode } from "../data/query_text.ts";
import type { SortKey } from "./map_settings.ts";

/** Values by name, as `build` and redirects take them: a plain object, a Map or a MultiDict. */
export type NamedValues = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown> | MultiValues;

/** What this package uses of a MultiDict. */
export interface MultiValues {
  lists(): Iterable<readonly [string, readonly unknown[]]>;
}

/**
 * Values by name in a plain object: a MultiDict's single values by themselves, several as a list. What is null or
 * undefined elsewhere is left out, as if the name had not been given. An object that is plain already is not copied.
 */
export function plain_values(values: NamedValues): Readonly<Record<string, unknown>> {
  if (is_plain(values)) return values;
  const plain: Record<string, unknown> = Object.create(null);
  const keeps_null = is_multi(values);
  for (const [name, value] of entries_of(values)) {
    if (keeps_null || (value !== null && value !== undefined)) plain[name] = value;
  }
  return plain;
}

function is_plain(values: NamedValues): values is Readonly<Record<string, unknown>> {
  const prototype = Object.getPrototypeOf(values);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const name in values) {
    const value = (values as Readonly<Record<string, unknown>>)[name]; // its prototype says that it is no Map
    if (value === null || value === undefined) return false;
  }
  return true;
}

function entries_of(values: NamedValues): Iterable<readonly [string, unknown]> {
  if (values instanceof Map) return values;
  return is_multi(values) ? single_values(values) : Object.entries(values);
}

function is_multi(values: object): values is MultiValues {
  return typeof (values as Partial<MultiValues>).lists === "function";
}

function* single_values(values: MultiValues): Iterable<readonly [string, unknown]> {
  for (const [name, list] of values.lists()) {
    if (list.length > 0) yield [name, list.length === 1 ? list[0] : list];
  }
}

/** A name and its value in a query. */
export type Pair = readonly [name: string, value: unknown];

/** A query string of values by name, lists repeated and null left out. (Werkzeug) */
export function encode_values(values: NamedValues): string {
  const pairs: Pair[] = [];
  for (const [name, value] of entries_of(values)) add_pairs(pairs, name, value);
  return encode_pairs(pairs);
}

/** A value, or each item of a list of them. */
export function add_pairs(pairs: Pair[], name: string, value: unknown): void {
  if (!Array.isArray(value) && !(value instanceof Set)) pairs.push([name, value]);
  else for (const item of value) pairs.push([name, item]);
}

/** Puts pairs in the order of `sort_key`, or of names and then values where it is null. */
export function sort_pairs(pairs: Pair[], sort_key: SortKey | null): void {
  pairs.sort(sort_key === null ? compare_pairs : (a, b) => compare(sort_key(a), sort_key(b)));
}

export function encode_pairs(pairs: readonly Pair[]): string {
  const texts: [name: string, value: string][] = [];
  for (const [name, value] of pairs) {
    if (value !== null && value !== undefined) texts.push([name, python_str(value)]);
  }
  return urlencode(texts);
}

function compare_pairs(a: Pair, b: Pair): number {
  return compare(a[0], b[0]) || compare_values(a[1], b[1]);
}

function compare_values(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compare(python_str(a), python_str(b));
}

/** By code units; Python orders by code points, which differs for characters beyond U+FFFF only. */
function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

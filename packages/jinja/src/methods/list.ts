import { IndexError, ValueError } from "../errors.ts";
import { equal } from "../values/equality.ts";
import { sort_by } from "../values/ordering.ts";
import { iterate, list_of, truth } from "../values/protocols.ts";
import { type AnyFunction, invoke } from "../values/signature.ts";
import { method_table } from "./method_table.ts";
import { index_argument } from "./text_methods.ts";

type Maybe = unknown;

function position(list: readonly unknown[], item: unknown, start: Maybe, stop: Maybe): number {
  const from = start === undefined ? 0 : clamp(index_argument(start), list.length);
  const until = stop === undefined ? list.length : clamp(index_argument(stop), list.length);
  const at = list.findIndex((other, index) => index >= from && index < until && equal(other, item));
  if (at < 0) throw new ValueError("the item is not in the list");
  return at;
}

function clamp(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

function occurrences(list: readonly unknown[], item: unknown): number {
  return list.filter((other) => equal(other, item)).length;
}

function pop(list: unknown[], index: Maybe): unknown {
  if (list.length === 0) throw new IndexError("pop from empty list");
  const wanted = index === undefined ? -1 : index_argument(index);
  const at = wanted < 0 ? wanted + list.length : wanted;
  if (at < 0 || at >= list.length) throw new IndexError("pop index out of range");
  return list.splice(at, 1)[0];
}

function sort(list: unknown[], key: Maybe, reverse: Maybe): null {
  const by = typeof key === "function" ? (key as AnyFunction) : undefined; // `typeof` proved that it can be called
  const sorted = sort_by(list, (item) => (by ? invoke(by, [item]) : item), truth(reverse));
  list.splice(0, list.length, ...sorted);
  return null;
}

/** Python's methods that change a list give None. */
function nothing(..._done: unknown[]): null {
  return null;
}

export const LIST_METHODS = method_table<unknown[]>({
  append: ["!object /", (list, item: Maybe) => nothing(list.push(item))],
  clear: ["!", (list) => nothing(list.splice(0))],
  copy: ["", (list) => list.slice()],
  count: ["value /", occurrences],
  extend: ["!iterable /", (list, items: Maybe) => nothing(list.push(...list_of(items)))],
  index: ["value start? stop? /", position],
  insert: [
    "!index object /",
    (list, at: Maybe, item: Maybe) => nothing(list.splice(index_argument(at), 0, item)),
  ],
  pop: ["!index? /", pop],
  remove: [
    "!value /",
    (list, item: Maybe) => nothing(list.splice(position(list, item, undefined, undefined), 1)),
  ],
  reverse: ["!", (list) => nothing(list.reverse())],
  sort: ["!key? reverse?", sort],
});

export const TUPLE_METHODS = method_table<readonly unknown[]>({
  count: ["value /", occurrences],
  index: ["value start? stop? /", position],
});

/** Sets: the methods that templates use. */
export const SET_METHODS = method_table<Set<unknown>>({
  add: ["!elem /", (set, item: Maybe) => nothing(set.add(item))],
  clear: ["!", (set) => nothing(set.clear())],
  copy: ["", (set) => new Set(set)],
  difference: [
    "* /",
    (set, ...others: Maybe[]) => new Set(Array.from(set).filter((item) => !within(others, item))),
  ],
  discard: ["!elem /", (set, item: Maybe) => nothing(set.delete(item))],
  intersection: [
    "* /",
    (set, ...others: Maybe[]) => new Set(Array.from(set).filter((item) => in_all(others, item))),
  ],
  isdisjoint: ["other /", (set, other: Maybe) => !Array.from(set).some((item) => within([other], item))],
  issubset: ["other /", (set, other: Maybe) => Array.from(set).every((item) => within([other], item))],
  issuperset: ["other /", (set, other: Maybe) => Array.from(iterate(other)).every((item) => set.has(item))],
  remove: ["!elem /", (set, item: Maybe) => nothing(set.delete(item))],
  union: ["* /", (set, ...others: Maybe[]) => new Set([...set, ...others.flatMap(list_of)])],
  update: [
    "!* /",
    (set, ...others: Maybe[]) => nothing(others.flatMap(list_of).map((item) => set.add(item))),
  ],
});

function within(others: readonly unknown[], item: unknown): boolean {
  return others.some((other) => Array.from(iterate(other)).some((one) => equal(one, item)));
}

function in_all(others: readonly unknown[], item: unknown): boolean {
  return others.every((other) => within([other], item));
}

import { real_of } from "./arithmetic.ts";
import { dict_has, is_hashable } from "./dict.ts";
import { equal } from "./equality.ts";
import { is_boxed_float } from "./float.ts";
import { is_mapping, is_text, text_of, type_name } from "./kinds.ts";
import { probe } from "./marker.ts";
import { iterable_of } from "./protocols.ts";
import { Range } from "./range.ts";
import { Undefined } from "./undefined.ts";

/** Python's `item in container`. */
export function contains(container: unknown, item: unknown): boolean {
  if (is_text(container)) return text_contains(text_of(container), item);
  if (Array.isArray(container)) return container.some((other) => other === item || equal(other, item));
  if (container instanceof Undefined) return container.__contains__(item);
  if (is_mapping(container)) {
    if (!is_hashable(item)) throw new TypeError(`unhashable type: '${type_name(item)}'`);
    return dict_has(container, item);
  }
  if (container instanceof Set) return set_contains(container, item);
  if (container instanceof Range) return range_contains(container, item);
  return object_contains(container, item);
}

function set_contains(set: Set<unknown>, item: unknown): boolean {
  if (!is_hashable(item)) throw new TypeError(`unhashable type: '${type_name(item)}'`);
  return set.has(item) || Array.from(set).some((other) => equal(other, item));
}

function text_contains(text: string, item: unknown): boolean {
  if (is_text(item)) return text.includes(text_of(item));
  throw new TypeError(`'in <string>' requires string as left operand, not ${type_name(item)}`);
}

function range_contains(range: Range, item: unknown): boolean {
  const number = real_of(item);
  return number !== undefined && range.has(Number(number));
}

/** A class may answer by `__contains__`, `has` or `contains`; iterables are searched. */
function object_contains(container: unknown, item: unknown): boolean {
  if (typeof container !== "object" || container === null || is_boxed_float(container)) {
    throw new TypeError(`argument of type '${type_name(container)}' is not iterable`);
  }
  for (const name of ["__contains__", "has", "contains"]) {
    const method = probe(container, name);
    if (typeof method === "function") return Boolean(method.call(container, item));
  }
  const items = iterable_of(container);
  if (items === undefined) {
    if (typeof item === "string") return Object.hasOwn(container, item);
    throw new TypeError(`argument of type '${type_name(container)}' is not iterable`);
  }
  for (const other of items) if (equal(other, item)) return true;
  return false;
}

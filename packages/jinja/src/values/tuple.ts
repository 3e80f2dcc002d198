import { marked_type, PYTHON_TYPE } from "./marker.ts";

/** A Python tuple: an array that prints with parentheses, hashes by content and cannot be changed by templates. */
export class Tuple<T = unknown> extends Array<T> {
  declare readonly [PYTHON_TYPE]: "tuple";
  /** `map` and `filter` on a tuple give arrays, as Python's comprehensions give lists. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}
Object.defineProperty(Tuple.prototype, PYTHON_TYPE, { value: "tuple" });

/** A tuple of the given items. (`new Tuple(3)` would make three holes, as `new Array(3)` does.) */
export function tuple_of<T>(items: Iterable<T>): Tuple<T> {
  const tuple = new Tuple<T>();
  for (const item of items) tuple.push(item);
  return tuple;
}

export function is_tuple(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && marked_type(value) === "tuple";
}

/** A pair of `groupby`: a tuple whose members also have names. */
export class GroupTuple extends Tuple {
  get grouper(): unknown {
    return this[0];
  }
  get list(): unknown {
    return this[1];
  }
}

import { mark_class, marked_type, type PYTHON_TYPE } from "./marker.ts";

/** A Python tuple: `new Tuple("error", "no such page")`. An array that keeps its kind when it is stored. */
export class Tuple extends Array<unknown> {
  declare readonly [PYTHON_TYPE]: "tuple";

  /** `map` and `filter` on a tuple give arrays, as Python's comprehensions give lists. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  // Array's own constructor takes one number for a length; a tuple of one number is meant here.
  constructor(...items: unknown[]) {
    super();
    for (const item of items) this.push(item);
  }
}
mark_class(Tuple, "tuple");

/** Tuples by any package's class. */
export function is_tuple(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && marked_type(value) === "tuple";
}

import { inspect } from "node:util";
import { float_repr } from "./float_repr.ts";
import { mark_class, marked_type, type PYTHON_TYPE } from "./marker.ts";

/**
 * A Python float that JavaScript would take for an integer: `new Float(1)` is Python's `1.0`. It computes as a
 * number (`price + 1`) and prints as Python prints it. Floats with a fraction are plain numbers.
 */
export class Float {
  readonly value: number;
  declare readonly [PYTHON_TYPE]: "float";

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return float_repr(this.value);
  }

  toJSON(): number {
    return this.value;
  }

  [inspect.custom](): string {
    return `Float(${float_repr(this.value)})`;
  }
}
mark_class(Float, "float");

/** A float from its value; boxed where it is whole (`1.0`, `-0.0`, `1e+22`), so that it is told from an int whoever asks. */
export function make_float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** Floats by any package's class. */
export function is_float_object(value: object): value is { valueOf(): number } {
  return marked_type(value) === "float";
}

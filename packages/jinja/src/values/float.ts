import { marked_type, PYTHON_TYPE } from "./marker.ts";

/** A Python float that JavaScript would take for an integer: `1.0`. Other floats are plain numbers. */
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
    return Object.is(this.value, -0) ? "-0.0" : `${this.value}.0`;
  }
  toJSON(): number {
    return this.value;
  }
}
Object.defineProperty(Float.prototype, PYTHON_TYPE, { value: "float" });

/** A float from a JavaScript number; boxed only where the number alone would read as an integer. */
export function make_float(value: number): number | Float {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

/** Floats by any package's class. */
export function is_boxed_float(value: unknown): value is { valueOf(): number } {
  return typeof value === "object" && value !== null && marked_type(value) === "float";
}

/** Whether Python would call the value a float. Numbers beyond 2^53 are floats: exact ones are BigInt. */
export function is_float(value: unknown): value is number | { valueOf(): number } {
  return typeof value === "number" ? !Number.isSafeInteger(value) : is_boxed_float(value);
}

/** Whether Python would call the value an int. Booleans are ints there. */
export function is_int(value: unknown): value is number | bigint | boolean {
  const type = typeof value;
  return type === "number" ? Number.isSafeInteger(value) : type === "bigint" || type === "boolean";
}

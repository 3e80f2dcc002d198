import { OverflowError, ZeroDivisionError } from "../errors.ts";
import { Complex, complex_arithmetic } from "./complex.ts";
import { is_boxed_float, is_float, make_float } from "./float.ts";
import { floor_divide, make_int, modulo, power_bits } from "./integers.ts";
import { type_name } from "./kinds.ts";
import { Undefined } from "./undefined.ts";

export type Operator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

/** An integer power with more bits than this is refused: it would hold the process for minutes. */
const MAX_POWER_BITS = 4_000_000;

/** Python's TypeError for operands that do not go together. */
export function operand_error(op: string, a: unknown, b: unknown): TypeError {
  const shown = op === "**" ? "** or pow()" : op;
  return new TypeError(`unsupported operand type(s) for ${shown}: '${type_name(a)}' and '${type_name(b)}'`);
}

/** Undefined operands raise their own error before anything else is looked at. */
export function fail_if_undefined(a: unknown, b: unknown): void {
  if (a instanceof Undefined) a._fail_with_undefined_error();
  if (b instanceof Undefined) b._fail_with_undefined_error();
}

type Real = number | bigint;

/** The number behind an int, bool or float; undefined for all else. */
export function real_of(value: unknown): Real | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return is_boxed_float(value) ? Number(value) : undefined;
}

/** `a op b` for numbers; undefined when one of them is none. */
export function number_arithmetic(op: Operator, a: unknown, b: unknown): unknown {
  if (a instanceof Complex || b instanceof Complex) return with_complex(op, a, b);
  const left = real_of(a);
  const right = real_of(b);
  if (left === undefined || right === undefined) return undefined;
  if (is_float(a) || is_float(b)) return float_arithmetic(op, to_float(left), to_float(right));
  return int_arithmetic(op, left, right);
}

/** Python refuses to turn an integer beyond a double's range into a float. */
export function to_float(value: Real): number {
  const float = Number(value);
  if (typeof value === "bigint" && !Number.isFinite(float))
    throw new OverflowError("int too large to convert to float");
  return float;
}

function with_complex(op: Operator, a: unknown, b: unknown): unknown {
  const left = complex_of(a);
  const right = complex_of(b);
  if (left === undefined || right === undefined) return undefined;
  if (op === "//" || op === "%") throw operand_error(op, a, b);
  return complex_arithmetic(op, left, right);
}

function complex_of(value: unknown): Complex | undefined {
  if (value instanceof Complex) return value;
  const real = real_of(value);
  return real === undefined ? undefined : new Complex(Number(real), 0);
}

function float_arithmetic(op: Operator, a: number, b: number): unknown {
  if (op === "+") return make_float(a + b);
  if (op === "-") return make_float(a - b);
  if (op === "*") return make_float(a * b);
  if (op === "**") return float_power(a, b);
  if (b === 0) throw new ZeroDivisionError(FLOAT_ZERO[op]);
  if (op === "/") return make_float(a / b);
  return make_float(op === "%" ? float_modulo(a, b) : float_floor_divide(a, b));
}

const FLOAT_ZERO = {
  "/": "float division by zero",
  "//": "float floor division by zero",
  "%": "float modulo",
};

function float_modulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** CPython's way: from the remainder, so that `a == (a // b) * b + a % b` holds as well as doubles allow. */
function float_floor_divide(a: number, b: number): number {
  const rest = a % b;
  const quotient = (a - rest) / b - (rest !== 0 && rest < 0 !== b < 0 ? 1 : 0);
  if (quotient === 0) return Object.is(Math.sign(a / b), -1) || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function float_power(a: number, b: number): unknown {
  if (b === 0 || a === 1) return make_float(1);
  if (a === 0 && b < 0) throw new ZeroDivisionError("0.0 cannot be raised to a negative power");
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    return complex_arithmetic("**", new Complex(a, 0), new Complex(b, 0));
  }
  const result = a ** b;
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    throw new OverflowError("(34, 'Numerical result out of range')");
  }
  return make_float(result);
}

function int_arithmetic(op: Operator, a: Real, b: Real): unknown {
  if (op === "/") return int_divide(a, b);
  if (op === "**") return int_power(BigInt(a), BigInt(b));
  if (op === "//" || op === "%") return int_floor(op, a, b);
  if (typeof a === "number" && typeof b === "number") {
    const quick = op === "+" ? a + b : op === "-" ? a - b : a * b;
    if (Number.isSafeInteger(quick)) return quick === 0 ? 0 : quick;
  }
  const left = BigInt(a);
  const right = BigInt(b);
  return make_int(op === "+" ? left + right : op === "-" ? left - right : left * right);
}

function int_floor(op: "//" | "%", a: Real, b: Real): unknown {
  if (Number(b) === 0) {
    throw new ZeroDivisionError(op === "%" ? "integer modulo by zero" : "integer division or modulo by zero");
  }
  if (typeof a === "number" && typeof b === "number") return small_floor(op, a, b);
  const left = BigInt(a);
  const right = BigInt(b);
  return make_int(op === "%" ? modulo(left, right) : floor_divide(left, right));
}

/** Safe integers: JavaScript's remainder is exact, and so is the division that follows. */
function small_floor(op: "//" | "%", a: number, b: number): number {
  const rest = a % b;
  const modulo = rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
  return op === "%" ? modulo || 0 : (a - modulo) / b || 0;
}

function int_divide(a: Real, b: Real): unknown {
  if (Number(b) === 0) throw new ZeroDivisionError("division by zero");
  if (typeof a === "bigint" || typeof b === "bigint") return make_float(divide_exactly(BigInt(a), BigInt(b)));
  return make_float(a / b);
}

/** The quotient is taken with more bits than a double has; a rest is noted in the last one, so that it rounds right. */
function divide_exactly(a: bigint, b: bigint): number {
  const bits = (value: bigint) => value.toString(16).length * 4;
  const shift = Math.max(0, bits(b) - bits(a) + 72);
  const scaled = a << BigInt(shift);
  const quotient = scaled / b;
  const rest = scaled % b === 0n ? 0n : 1n;
  const result = scale_down(Number(quotient < 0n ? quotient - rest : quotient + rest), shift);
  if (!Number.isFinite(result)) throw new OverflowError("integer division result too large for a float");
  return result;
}

/** In steps: `2 ** shift` alone may exceed a double. */
function scale_down(value: number, shift: number): number {
  return shift <= 1000 ? value / 2 ** shift : scale_down(value / 2 ** 1000, shift - 1000);
}

function int_power(base: bigint, exponent: bigint): unknown {
  if (exponent < 0n) {
    if (base === 0n) throw new ZeroDivisionError("0.0 cannot be raised to a negative power");
    return float_power(to_float(base), to_float(exponent));
  }
  if (base > 1n || base < -1n) {
    if (power_bits(base, exponent) > MAX_POWER_BITS)
      throw new OverflowError("the result of this power is too large to be computed in a template");
  }
  return make_int(base ** exponent);
}

/** Python's unary minus and plus. */
export function negate(value: unknown): unknown {
  if (value instanceof Undefined) value._fail_with_undefined_error();
  if (value instanceof Complex) return new Complex(-value.real, -value.imag);
  const real = real_of(value);
  if (real === undefined) throw new TypeError(`bad operand type for unary -: '${type_name(value)}'`);
  if (is_float(value)) return make_float(-Number(real));
  return real === 0 ? 0 : -real;
}

export function unary_plus(value: unknown): unknown {
  if (value instanceof Undefined) value._fail_with_undefined_error();
  if (value instanceof Complex || is_boxed_float(value)) return value;
  const real = real_of(value);
  if (real === undefined) throw new TypeError(`bad operand type for unary +: '${type_name(value)}'`);
  return real;
}

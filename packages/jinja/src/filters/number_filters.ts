import { FilterArgumentError, OverflowError, ValueError } from "../errors.ts";
import { real_of, to_float } from "../values/arithmetic.ts";
import { is_float, is_int, make_float } from "../values/float.ts";
import { make_int } from "../values/integers.ts";
import { is_text, text_of, type_name } from "../values/kinds.ts";
import { fixed } from "../values/number_format.ts";
import { divide, multiply, power } from "../values/operators.ts";
import { parse_float, parse_int } from "../values/parse_number.ts";
import { truth } from "../values/protocols.ts";
import { round_even } from "../values/rounding.ts";
import { with_signature } from "../values/signature.ts";
import { Undefined } from "../values/undefined.ts";

function absolute(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "imag" in value && "real" in value) {
    return make_float(Math.hypot(Number(value.real), Number(value.imag)));
  }
  const real = real_of(value);
  if (real === undefined) throw new TypeError(`bad operand type for abs(): '${type_name(value)}'`);
  if (is_float(value)) return make_float(Math.abs(Number(real)));
  return real < 0 ? -real : real;
}

/** Python's `float(value)`; undefined where it raises TypeError or ValueError. */
function to_python_float(value: unknown): number | undefined {
  if (value instanceof Undefined) return value._fail_with_undefined_error();
  const real = real_of(value);
  if (real !== undefined) return to_float(real);
  return is_text(value) ? parse_float(text_of(value)) : undefined;
}

function float_filter(value: unknown, fallback: unknown = make_float(0)): unknown {
  const float = to_python_float(value);
  return float === undefined ? fallback : make_float(float);
}

function int_filter(value: unknown, fallback: unknown = 0, base: unknown = 10): unknown {
  if (is_text(value)) {
    const whole = parse_int(text_of(value), Number(base));
    if (whole !== undefined) return whole;
  } else if (is_int(value)) {
    return typeof value === "boolean" ? Number(value) : value;
  }
  const float = to_python_float(value);
  if (float === undefined) return fallback;
  const infinite = Math.abs(float) === Number.POSITIVE_INFINITY;
  return Number.isFinite(float) || (infinite && !is_text(value)) ? float_to_int(Math.trunc(float)) : fallback;
}

/** Python's `int()` of a whole float. */
function float_to_int(value: number): number | bigint {
  if (Number.isNaN(value)) throw new ValueError("cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw new OverflowError("cannot convert float infinity to integer");
  return make_int(BigInt(value));
}

const DECIMAL_PREFIXES = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const BINARY_PREFIXES = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

function file_size_format(value: unknown, binary: unknown = false): string {
  const bytes = to_python_float(value);
  if (bytes === undefined) throw file_size_error(value);
  const base = truth(binary) ? 1024 : 1000;
  const prefixes = truth(binary) ? BINARY_PREFIXES : DECIMAL_PREFIXES;
  if (bytes === 1) return "1 Byte";
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const at = prefixes.findIndex((_, index) => bytes < base ** (index + 2));
  const index = at < 0 ? prefixes.length - 1 : at;
  return `${fixed((base * bytes) / base ** (index + 2), 1)} ${prefixes[index]}`;
}

function file_size_error(value: unknown): Error {
  if (is_text(value)) return new ValueError(`could not convert string to float: '${text_of(value)}'`);
  return new TypeError(`float() argument must be a string or a real number, not '${type_name(value)}'`);
}

const ROUNDINGS: ReadonlySet<unknown> = new Set(["common", "ceil", "floor"]);

function round(value: unknown, precision: unknown = 0, method: unknown = "common"): unknown {
  const name = is_text(method) ? text_of(method) : method;
  if (!ROUNDINGS.has(name)) throw new FilterArgumentError("method must be common, ceil or floor");
  if (name === "common") return round_even(value, precision);
  const factor = power(10, precision);
  const scaled = real_of(multiply(value, factor));
  if (scaled === undefined) throw new TypeError(`must be real number, not ${type_name(value)}`);
  if (typeof scaled === "bigint") return divide(scaled, factor);
  return divide(float_to_int(name === "ceil" ? Math.ceil(scaled) : Math.floor(scaled)), factor);
}

/** Filters of numbers. */
export const NUMBER_FILTERS = {
  abs: with_signature("abs", "x /", absolute),
  filesizeformat: with_signature("filesizeformat", "value binary?", file_size_format),
  float: with_signature("float", "value default?", float_filter),
  int: with_signature("int", "value default? base?", int_filter),
  round: with_signature("round", "value precision? method?", round),
};

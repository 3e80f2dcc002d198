import { signed } from "./float_text.ts";

/** Exact decimal digits of a double need up to this many places; JavaScript's toFixed stops at 100. */
const MAX_FIXED = 100;

/** `%f`: fixed digits. Beyond 1e21 JavaScript would switch to exponents, so the exact integer is written. */
export function fixed(value: number, precision: number): string {
  const special = special_text(value);
  if (special !== undefined) return special;
  if (Math.abs(value) < 1e21) return zero_sign(value) + to_fixed_even(value, Math.min(precision, MAX_FIXED));
  const digits = BigInt(value).toString();
  return precision === 0 ? digits : `${digits}.${"0".repeat(precision)}`;
}

/** JavaScript rounds an exact half up, Python to the even digit. */
export function to_fixed_even(value: number, places: number): string {
  const text = value.toFixed(places);
  return even_half(text, value.toFixed(Math.min(MAX_FIXED, places + 60)));
}

function to_exponential_even(value: number, places: number): string {
  const text = value.toExponential(places);
  const [mantissa = "", power = "0"] = text.split("e");
  const exact = value.toExponential(Math.min(MAX_FIXED, places + 60)).split("e")[0] ?? "";
  return `${even_half(mantissa, exact)}e${power}`;
}

/** `text` is the rounding of `exact`; of an exact half the even neighbour is taken. */
function even_half(text: string, exact: string): string {
  const point = text.includes(".") ? 0 : 1;
  const kept = exact.slice(0, text.length);
  const tail = exact.slice(text.length + point);
  if (text.length > exact.length || !/^50*$/.test(tail)) return text;
  return Number(kept.at(-1)) % 2 === 0 ? kept : text;
}

/** toFixed drops the sign of what rounds to zero; Python keeps it. */
function zero_sign(value: number): string {
  return Object.is(value, -0) ? "-" : "";
}

function special_text(value: number): string | undefined {
  if (Number.isNaN(value)) return "nan";
  return Number.isFinite(value) ? undefined : value > 0 ? "inf" : "-inf";
}

/** `%e`. */
export function exponential(value: number, precision: number): string {
  const special = special_text(value);
  if (special !== undefined) return special;
  const [mantissa = "", power = "0"] = to_exponential_even(value, Math.min(precision, MAX_FIXED)).split("e");
  return `${zero_sign(value)}${mantissa}e${signed(Number(power))}`;
}

/** `%g`: the shorter of both, without trailing zeros unless `alternate`; `reserved` digits are kept for what follows the point. */
export function general(value: number, precision: number, alternate = false, reserved = 0): string {
  const special = special_text(value);
  if (special !== undefined) return special;
  const digits = Math.max(1, precision);
  const exponent = value === 0 ? 0 : Number(value.toExponential(digits - 1).split("e")[1]);
  if (exponent < -4 || exponent >= digits - reserved) {
    const text = exponential(value, digits - 1);
    return alternate ? text : strip_mantissa(text);
  }
  const text = fixed(value, digits - 1 - exponent);
  return alternate || !text.includes(".") ? text : strip_zeros(text);
}

function strip_zeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === "0") end--;
  return text.slice(0, text[end - 1] === "." ? end - 1 : end);
}

/** Digits of an integer in base 2, 8, 10 or 16, without sign and prefix. */
export function digits_of(value: bigint, base: number): string {
  return (value < 0n ? -value : value).toString(base);
}

/** Puts a separator between groups of digits, from the right, in the integral part. */
export function group_digits(digits: string, separator: string, size = 3): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= size)
    groups.unshift(digits.slice(Math.max(0, end - size), end));
  return groups.join(separator);
}

function strip_mantissa(text: string): string {
  const [mantissa = "", power = ""] = text.split("e");
  return `${mantissa.includes(".") ? strip_zeros(mantissa) : mantissa}e${power}`;
}

/** `#` keeps the point where no digits follow it. */
export function with_point(text: string): string {
  if (text.includes(".") || !/\d/.test(text)) return text;
  return text.includes("e") ? text.replace("e", ".e") : `${text}.`;
}

import { iso_text, strftime } from "../values/dates.ts";
import { make_float } from "../values/float.ts";
import { digits_of } from "../values/number_format.ts";
import { tuple_of } from "../values/tuple.ts";
import { method_table } from "./method_table.ts";
import { text_argument } from "./text_methods.ts";

type Maybe = unknown;

export const INT_METHODS = method_table<number | bigint | boolean>({
  as_integer_ratio: ["", (value) => tuple_of([value, 1])],
  bit_count: ["", (value) => digits_of(BigInt(value), 2).replaceAll("0", "").length],
  bit_length: ["", (value) => (BigInt(value) === 0n ? 0 : digits_of(BigInt(value), 2).length)],
  conjugate: ["", (value) => value],
  is_integer: ["", () => true],
});

export const FLOAT_METHODS = method_table<{ valueOf(): unknown }>({
  conjugate: ["", (value) => value],
  hex: ["", (value) => float_hex(Number(value))],
  is_integer: ["", (value) => Number.isInteger(Number(value))],
});

/** `0x1.8000000000000p+0`, as C's `%a` writes it. */
function float_hex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const sign = value < 0 ? "-" : "";
  if (value === 0) return `${sign}0x0.0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? "" : "+"}${power}`;
}

/** Numbers have a few attributes that are no methods. */
export function number_attribute(value: unknown, name: string): unknown {
  if (name === "real" || name === "numerator") return value;
  if (name === "imag") return typeof value === "number" && !Number.isInteger(value) ? make_float(0) : 0;
  return name === "denominator" ? 1 : undefined;
}

/** A Date answers to Python's names too; it stands for an aware datetime in UTC. */
export const DATE_METHODS = method_table<Date>({
  isoformat: ["sep?", (date, separator: Maybe = "T") => iso_text(date, text_argument(separator))],
  strftime: ["format", (date, format: Maybe) => strftime(date, text_argument(format))],
  timestamp: ["", (date) => make_float(date.getTime() / 1000)],
  weekday: ["", (date) => (date.getUTCDay() + 6) % 7],
  isoweekday: ["", (date) => date.getUTCDay() || 7],
});

const DATE_PARTS = new Map<string, (date: Date) => number>([
  ["year", (date) => date.getUTCFullYear()],
  ["month", (date) => date.getUTCMonth() + 1],
  ["day", (date) => date.getUTCDate()],
  ["hour", (date) => date.getUTCHours()],
  ["minute", (date) => date.getUTCMinutes()],
  ["second", (date) => date.getUTCSeconds()],
  ["microsecond", (date) => date.getUTCMilliseconds() * 1000],
]);

export function date_attribute(date: Date, name: string): unknown {
  return DATE_PARTS.get(name)?.(date);
}

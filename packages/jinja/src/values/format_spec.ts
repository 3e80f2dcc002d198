import { OverflowError, ValueError } from "../errors.ts";
import { length_of } from "../text/code_points.ts";
import { real_of, to_float } from "./arithmetic.ts";
import { Complex } from "./complex.ts";
import { strftime } from "./dates.ts";
import { is_float } from "./float.ts";
import { float_digits } from "./float_text.ts";
import { is_text, text_of, type_name } from "./kinds.ts";
import { digits_of, exponential, fixed, general, group_digits, with_point } from "./number_format.ts";
import { text_of_value } from "./text_of_value.ts";

interface Spec {
  readonly fill: string;
  readonly align: string;
  /** Null where the specification gives none: text refuses any. */
  readonly sign: string | null;
  readonly alternate: boolean;
  readonly width: number;
  readonly group: string;
  readonly precision: number | null;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d{1,9})?([,_])?(?:\.(\d{1,9}))?(.)?$/su;
const MAX_WIDTH = 10_000_000;

/** Python's `format(value, spec)`. */
export function format_value(value: unknown, spec: string): string {
  if (spec === "") return text_of_value(value);
  if (value instanceof Date) return strftime(value, spec);
  const parsed = parse_spec(spec, value);
  const real = real_of(value);
  if (is_text(value)) return format_text_value(parsed, text_of(value));
  if (real === undefined || value instanceof Complex) {
    throw new TypeError(`unsupported format string passed to ${type_name(value)}.__format__`);
  }
  return is_float(value) || "eEfFgG%".includes(parsed.type || "d")
    ? format_float(parsed, to_float(real), value)
    : format_int(parsed, BigInt(real), value);
}

function parse_spec(spec: string, value: unknown): Spec {
  const match = SPEC.exec(spec);
  if (match === null)
    throw new ValueError(`Invalid format specifier '${spec}' for object of type '${type_name(value)}'`);
  const [, fill, align, sign, , alternate, zero, width = "0", group = "", precision, type = ""] = match;
  if (Number(width) > MAX_WIDTH || Number(precision ?? 0) > MAX_WIDTH)
    throw new OverflowError("Too many decimal digits in format string");
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: align ?? (zero === undefined ? "" : "="),
    sign: sign ?? null,
    alternate: alternate !== undefined,
    width: Number(width),
    group,
    precision: precision === undefined ? null : Number(precision),
    type,
  };
}

function unknown_code(spec: Spec, value: unknown): never {
  throw new ValueError(`Unknown format code '${spec.type}' for object of type '${type_name(value)}'`);
}

function format_text_value(spec: Spec, text: string): string {
  if (spec.type !== "" && spec.type !== "s") unknown_code(spec, text);
  refuse_group({ ...spec, type: "s" });
  if (spec.sign !== null) throw new ValueError("Sign not allowed in string format specifier");
  if (spec.alternate) throw new ValueError("Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=" && spec.fill !== "0")
    throw new ValueError("'=' alignment not allowed in string format specifier");
  const shown = spec.precision === null ? text : Array.from(text).slice(0, spec.precision).join("");
  return align(spec, "", shown, spec.align === "" || spec.align === "=" ? "<" : spec.align);
}

const INT_BASES = new Map([
  ["", 10],
  ["d", 10],
  ["n", 10],
  ["b", 2],
  ["o", 8],
  ["x", 16],
  ["X", 16],
]);

function format_int(spec: Spec, value: bigint, original: unknown): string {
  if (spec.type === "c") return format_character(spec, value);
  refuse_group(spec);
  const base = INT_BASES.get(spec.type);
  if (base === undefined) return unknown_code(spec, original);
  if (spec.precision !== null) throw new ValueError("Precision not allowed in integer format specifier");
  let digits = digits_of(value, base);
  if (spec.type === "X") digits = digits.toUpperCase();
  const head = sign_of(spec, value < 0n) + (spec.alternate && base !== 10 ? `0${spec.type}` : "");
  if (spec.group !== "")
    digits = grouped({ ...spec, width: spec.width - head.length }, digits, base === 10 ? 3 : 4);
  return align(spec, head, digits, spec.align || ">");
}

/** Digits are grouped by `,` in decimal numbers, by `_` in those of base 2, 8 and 16 as well. */
function refuse_group(spec: Spec): void {
  if (spec.group === "") return;
  const allowed = spec.group === "," ? "dfFeEgG%" : "dfFeEgG%boxX";
  if (spec.type === "" || allowed.includes(spec.type)) return;
  throw new ValueError(`Cannot specify '${spec.group}' with '${spec.type}'.`);
}

function format_character(spec: Spec, value: bigint): string {
  if (spec.precision !== null) throw new ValueError("Precision not allowed in integer format specifier");
  if (spec.sign !== null) throw new ValueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate)
    throw new ValueError("Alternate form (#) not allowed with integer format specifier 'c'");
  refuse_group(spec);
  if (value < 0n || value > 0x10ffffn) throw new OverflowError("%c arg not in range(0x110000)");
  return align(spec, "", String.fromCodePoint(Number(value)), spec.align || "<");
}

/** Zero padding counts for the groups too: `format(1234, "010,")` is `00,001,234`. */
function grouped(spec: Spec, digits: string, size: number): string {
  if (spec.fill !== "0" || spec.align !== "=") return group_digits(digits, spec.group, size);
  let padded = digits;
  while (group_digits(padded, spec.group, size).length < spec.width) padded = `0${padded}`;
  return group_digits(padded, spec.group, size);
}

function format_float(spec: Spec, value: number, original: unknown): string {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  refuse_group(spec);
  const text = float_notation(spec, size, original);
  const head = sign_of(spec, negative);
  const [whole, rest] = split_point(text);
  const room = { ...spec, width: spec.width - head.length - rest.length };
  const shown = spec.group === "" ? text : grouped(room, whole, 3) + rest;
  return align(spec, head, shown, spec.align || ">");
}

function split_point(text: string): [string, string] {
  const at = text.search(/[^0-9]/);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
}

function float_notation(spec: Spec, value: number, original: unknown): string {
  const precision = spec.precision ?? 6;
  const lower = spec.type.toLowerCase();
  if (lower === "%") return `${percentage(spec, value * 100, precision)}%`;
  if (spec.type === "" || spec.type === "n") return default_notation(spec, value);
  const plain =
    lower === "f"
      ? fixed(value, precision)
      : lower === "e"
        ? exponential(value, precision)
        : lower === "g"
          ? general(value, precision, spec.alternate)
          : unknown_code(spec, original);
  const text = spec.alternate ? with_point(plain) : plain;
  return spec.type === lower ? text : text.toUpperCase();
}

function percentage(spec: Spec, value: number, precision: number): string {
  const text = fixed(value, precision);
  return spec.alternate ? with_point(text) : text;
}

/** Without a type a float prints as by repr; with a precision as by `g`, but never without a point. */
function default_notation({ type, precision, alternate }: Spec, value: number): string {
  const text =
    type === "n"
      ? general(value, precision ?? 6, alternate)
      : precision === null
        ? float_digits(value)
        : pointed(general(value, precision, alternate, 1));
  return alternate ? with_point(text) : text;
}

function pointed(text: string): string {
  return /^\d+$/.test(text) ? `${text}.0` : text;
}

function sign_of(spec: Spec, negative: boolean): string {
  if (negative) return "-";
  return spec.sign === null || spec.sign === "-" ? "" : spec.sign;
}

function align(spec: Spec, head: string, body: string, side: string): string {
  const missing = Math.max(0, spec.width - length_of(head) - length_of(body));
  if (missing === 0) return head + body;
  const fill = (count: number) => spec.fill.repeat(count);
  if (side === "=") return head + fill(missing) + body;
  if (side === "<") return head + body + fill(missing);
  if (side === ">") return fill(missing) + head + body;
  const left = Math.floor(missing / 2);
  return fill(left) + head + body + fill(missing - left);
}

import { OverflowError } from "../errors.ts";
import { escape_text, has_html, Markup } from "../text/markup.ts";
import { fail_if_undefined, number_arithmetic, type Operator, operand_error } from "./arithmetic.ts";
import { is_int } from "./float.ts";
import { is_text, text_of, type_name } from "./kinds.ts";
import { type FormatText, percent_format } from "./percent_format.ts";
import { repr, text_of_value } from "./text_of_value.ts";
import { is_tuple, tuple_of } from "./tuple.ts";

/** A repetition that would hold more items or characters than this is refused. */
const MAX_REPEATED = 50_000_000;

function numbers(op: Operator, a: unknown, b: unknown): unknown {
  const result = number_arithmetic(op, a, b);
  if (result !== undefined) return result;
  fail_if_undefined(a, b);
  throw operand_error(op, a, b);
}

/** Integers whose sum, difference or product a double holds exactly: no other rule needs to be asked. */
const SMALL = 67_108_864;

function both_small(a: unknown, b: unknown): boolean {
  return (
    Number.isInteger(a) &&
    Number.isInteger(b) &&
    Math.abs(a as number) < SMALL &&
    Math.abs(b as number) < SMALL // isInteger is true of numbers alone
  );
}

/** Python's `a + b`: numbers, text, lists, tuples. Text joined to Markup is escaped. */
export function add(a: unknown, b: unknown): unknown {
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (both_small(a, b)) return (a as number) + (b as number); // both_small() is true of numbers alone
  if (a instanceof Markup && (is_text(b) || has_html(b))) return new Markup(a.value + escaped(b));
  if (b instanceof Markup && is_defined(a) && (is_text(a) || has_html(a)))
    return new Markup(escaped(a) + b.value);
  if (Array.isArray(a) && Array.isArray(b) && is_tuple(a) === is_tuple(b)) {
    return is_tuple(a) ? tuple_of([...a, ...b]) : [...a, ...b];
  }
  if (is_text(a) && is_defined(b)) throw concat_error(a, b);
  if (Array.isArray(a) && is_defined(b)) throw list_error(a, b);
  return numbers("+", a, b);
}

/** Not undefined: that raises its own error. */
function is_defined(value: unknown): boolean {
  return !(typeof value === "object" && value !== null && "_undefined_hint" in value);
}

function concat_error(a: unknown, b: unknown): TypeError {
  return new TypeError(`can only concatenate ${type_name(a)} (not "${type_name(b)}") to ${type_name(a)}`);
}

function list_error(a: unknown, b: unknown): TypeError {
  const kind = type_name(a);
  return new TypeError(`can only concatenate ${kind} (not "${type_name(b)}") to ${kind}`);
}

/** The HTML of a value: what is safe stays, all else is escaped. */
export function escaped(value: unknown): string {
  if (typeof value === "string") return escape_text(value);
  return has_html(value) ? value.__html__() : escape_text(text_of_value(value));
}

export function subtract(a: unknown, b: unknown): unknown {
  if (both_small(a, b)) return (a as number) - (b as number); // both_small() is true of numbers alone
  if (a instanceof Set && b instanceof Set) return new Set(Array.from(a).filter((item) => !b.has(item)));
  return numbers("-", a, b);
}

/** Python's `a * b`: numbers, or a sequence repeated. */
export function multiply(a: unknown, b: unknown): unknown {
  if (both_small(a, b)) return (a as number) * (b as number) || 0; // both_small() is true of numbers alone
  if (is_sequence(a) && is_int(b)) return repeat(a, b);
  if (is_sequence(b) && is_int(a)) return repeat(b, a);
  if (a instanceof Markup) throw markup_times_error(b);
  if (is_sequence(a) && is_defined(b)) throw times_error(b);
  if (is_sequence(b) && is_defined(a)) throw times_error(a);
  return numbers("*", a, b);
}

/** Markup is a class of its own, whose `__mul__` does not leave the decision to the other side. */
function markup_times_error(other: unknown): TypeError {
  return new TypeError(`'${type_name(other)}' object cannot be interpreted as an integer`);
}

function times_error(other: unknown): TypeError {
  return new TypeError(`can't multiply sequence by non-int of type '${type_name(other)}'`);
}

function is_sequence(value: unknown): value is string | Markup | readonly unknown[] {
  return is_text(value) || Array.isArray(value);
}

function repeat(sequence: string | Markup | readonly unknown[], times: number | bigint | boolean): unknown {
  const count = Math.max(0, Number(times));
  if (sequence.length * count > MAX_REPEATED)
    throw new OverflowError("the repeated sequence would be too large");
  if (typeof sequence === "string") return sequence.repeat(count);
  if (sequence instanceof Markup) return new Markup(sequence.value.repeat(count));
  const items = Array.from({ length: sequence.length * count }, (_, at) => sequence[at % sequence.length]);
  return is_tuple(sequence) ? tuple_of(items) : items;
}

export function divide(a: unknown, b: unknown): unknown {
  return numbers("/", a, b);
}

export function floor_division(a: unknown, b: unknown): unknown {
  return numbers("//", a, b);
}

export function power(a: unknown, b: unknown): unknown {
  return numbers("**", a, b);
}

/** Python's `a % b`: of numbers, or text with its values filled in. */
export function remainder(a: unknown, b: unknown): unknown {
  if (is_text(a)) return format_text(a, b);
  return numbers("%", a, b);
}

const PLAIN_TEXT: FormatText = { str: text_of_value, repr };
const SAFE_TEXT: FormatText = { str: escaped, repr: (value) => escape_text(repr(value)) };

/** Python's `text % values`. Values that go into Markup are escaped. */
export function format_text(format: string | Markup, values: unknown): string | Markup {
  if (typeof format === "string") return percent_format(format, values, PLAIN_TEXT);
  return new Markup(percent_format(text_of(format), values, SAFE_TEXT));
}

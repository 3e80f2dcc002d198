import { KeyError, OverflowError, ValueError } from "../errors.ts";
import { escape_code } from "../text/string_repr.ts";
import { real_of, to_float } from "./arithmetic.ts";
import { dict_get, dict_has } from "./dict.ts";
import { is_float, is_int } from "./float.ts";
import { is_mapping, is_text, text_of, type_name } from "./kinds.ts";
import { digits_of, exponential, fixed, general, with_point } from "./number_format.ts";
import { Range } from "./range.ts";
import { repr } from "./text_of_value.ts";
import { is_tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";

/** How arguments become text: Markup's formatting escapes each of them. */
export interface FormatText {
  str(value: unknown): string;
  repr(value: unknown): string;
}

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly type: string;
}

/** Wider results are refused: one `%` must not eat the memory. */
const MAX_WIDTH = 10_000_000;
const PLAIN = /[^%]+/y;
const DIRECTIVE = /%(?:\(([^()]*)\))?([-#0 +]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]?(.)?/suy;

/** Python's `format % values`. */
export function percent_format(format: string, values: unknown, text: FormatText): string {
  return new PercentFormatter(format, values, text).run();
}

class PercentFormatter {
  readonly #format: string;
  readonly #values: unknown;
  readonly #text: FormatText;
  readonly #list: readonly unknown[];
  #next = 0;

  constructor(format: string, values: unknown, text: FormatText) {
    this.#format = format;
    this.#values = values;
    this.#text = text;
    this.#list = is_tuple(values) ? values : [values];
  }

  run(): string {
    let out = "";
    let at = 0;
    while (at < this.#format.length) {
      PLAIN.lastIndex = at;
      const plain = PLAIN.exec(this.#format);
      if (plain === null) {
        DIRECTIVE.lastIndex = at;
        const match = DIRECTIVE.exec(this.#format);
        out += this.#convert(match);
        at = match === null ? this.#format.length : DIRECTIVE.lastIndex;
      } else {
        out += plain[0];
        at = PLAIN.lastIndex;
      }
    }
    this.#check_all_used();
    return out;
  }

  #check_all_used(): void {
    if (this.#next >= this.#list.length || has_items(this.#values)) return;
    throw new TypeError("not all arguments converted during string formatting");
  }

  #convert(match: RegExpExecArray | null): string {
    if (match === null || match[5] === undefined) throw new ValueError("incomplete format");
    const [, key, flags = "", width = "", precision, type = ""] = match;
    if (match[0] === "%%") return "%";
    const keyed = key === undefined ? undefined : { value: this.#lookup(key) };
    const wide = width === "*" ? this.#take_int() : Number(width || 0);
    const conversion: Conversion = {
      flags: wide < 0 ? `${flags}-` : flags,
      width: limit(Math.abs(wide)),
      precision:
        precision === undefined ? null : limit(precision === "*" ? this.#take_int() : Number(precision || 0)),
      type,
    };
    return convert_one(
      conversion,
      keyed === undefined ? this.#take() : keyed.value,
      this.#text,
      match.index + match[0].length - 1,
    );
  }

  #lookup(key: string): unknown {
    const values = this.#values;
    if (values instanceof Undefined) return values.__getitem__(key);
    if (!is_mapping(values)) throw new TypeError("format requires a mapping");
    if (!dict_has(values, key)) throw new KeyError(repr(key));
    this.#next = 1;
    return dict_get(values, key);
  }

  #take(): unknown {
    if (this.#next >= this.#list.length) throw new TypeError("not enough arguments for format string");
    return this.#list[this.#next++];
  }

  #take_int(): number {
    const value = this.#take();
    if (typeof value !== "number") throw new TypeError("* wants int");
    return value;
  }
}

function limit(width: number): number {
  if (width > MAX_WIDTH) throw new OverflowError("width or precision of a format is too large");
  return width;
}

/** What Python takes for a mapping here, so that unused values are no error: whatever has items, but no text. */
function has_items(values: unknown): boolean {
  if (is_tuple(values)) return false;
  return (
    Array.isArray(values) || is_mapping(values) || values instanceof Range || values instanceof Undefined
  );
}

function convert_one(conversion: Conversion, value: unknown, text: FormatText, at: number): string {
  switch (conversion.type) {
    case "s":
      return pad(conversion, cut(text.str(value), conversion.precision));
    case "r":
      return pad(conversion, cut(text.repr(value), conversion.precision));
    case "a":
      return pad(conversion, cut(ascii(text.repr(value)), conversion.precision));
    case "c":
      return pad(conversion, character(value));
    case "d":
    case "i":
    case "u":
    case "o":
    case "x":
    case "X":
      return pad_number(conversion, integer(conversion, value));
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return pad_number(conversion, floating(conversion, value));
  }
  const code = (conversion.type.codePointAt(0) ?? 0).toString(16);
  throw new ValueError(`unsupported format character '${conversion.type}' (0x${code}) at index ${at}`);
}

function cut(text: string, precision: number | null): string {
  return precision === null ? text : Array.from(text).slice(0, precision).join("");
}

/** Python's `ascii()` from a repr. */
export function ascii(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  return text.replace(/[^\x00-\x7f]/gu, (char) => escape_code(char.codePointAt(0) ?? 0));
}

function character(value: unknown): string {
  if (is_int(value)) {
    const code = Number(value);
    if (code < 0 || code > 0x10ffff) throw new OverflowError("%c arg not in range(0x110000)");
    return String.fromCodePoint(code);
  }
  if (is_text(value) && Array.from(text_of(value)).length === 1) return text_of(value);
  throw new TypeError("%c requires int or char");
}

const BASES: Readonly<Record<string, readonly [base: number, prefix: string]>> = {
  d: [10, ""],
  i: [10, ""],
  u: [10, ""],
  o: [8, "0o"],
  x: [16, "0x"],
  X: [16, "0X"],
};

function integer({ type, flags, precision }: Conversion, value: unknown): string {
  const [base, prefix] = BASES[type] ?? [10, ""];
  const real = real_of(value);
  if (value instanceof Undefined) return value._fail_with_undefined_error();
  if (real === undefined || (base !== 10 && is_float(value))) {
    const wanted = base === 10 ? "a real number is required" : "an integer is required";
    throw new TypeError(`%${type} format: ${wanted}, not ${type_name(value)}`);
  }
  const whole = BigInt(typeof real === "number" ? Math.trunc(finite(real)) : real);
  let digits = digits_of(whole, base).padStart(precision ?? 0, "0");
  if (type === "X") digits = digits.toUpperCase();
  return sign(flags, whole < 0n) + (flags.includes("#") ? prefix : "") + digits;
}

function finite(value: number): number {
  if (Number.isNaN(value)) throw new ValueError("cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw new OverflowError("cannot convert float infinity to integer");
  return value;
}

function floating({ type, flags, precision }: Conversion, value: unknown): string {
  const real = real_of(value);
  if (value instanceof Undefined) return value._fail_with_undefined_error();
  if (real === undefined) throw new TypeError(`must be real number, not ${type_name(value)}`);
  const number = to_float(real);
  const negative = number < 0 || Object.is(number, -0);
  const plain = float_text(type.toLowerCase(), Math.abs(number), precision ?? 6, flags.includes("#"));
  const text = flags.includes("#") ? with_point(plain) : plain;
  return sign(flags, negative) + (type === type.toLowerCase() ? text : text.toUpperCase());
}

/** One of the float notations: `e`, `f` or `g`. */
export function float_text(type: string, value: number, precision: number, alternate: boolean): string {
  if (type === "e") return exponential(value, precision);
  return type === "f" ? fixed(value, precision) : general(value, precision, alternate);
}

function sign(flags: string, negative: boolean): string {
  if (negative) return "-";
  if (flags.includes("+")) return "+";
  return flags.includes(" ") ? " " : "";
}

function pad({ flags, width }: Conversion, text: string): string {
  const missing = " ".repeat(Math.max(0, width - Array.from(text).length));
  return flags.includes("-") ? text + missing : missing + text;
}

/** Zeros go between the sign (and `0x`) and the digits. */
function pad_number(conversion: Conversion, text: string): string {
  const { flags, width } = conversion;
  if (!flags.includes("0") || flags.includes("-")) return pad(conversion, text);
  const head = /^[-+ ]?(?:0[xXo])?/.exec(text)?.[0] ?? "";
  return head + text.slice(head.length).padStart(width - head.length, "0");
}

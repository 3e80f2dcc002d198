import { ValueError } from "../data/errors.ts";
import { integer_text } from "../data/python_str.ts";
import { NumberConverter, type NumberConverterOptions } from "./number_converter.ts";
import { is_numeric } from "./python_equal.ts";

/** `fixed_digits` says how many digits the text has, zeros in front included. */
export interface IntegerConverterOptions extends NumberConverterOptions {
  readonly fixed_digits?: number;
}

const ARGUMENTS = ["fixed_digits", "min", "max", "signed"];
const ZERO = 0x30;
const MINUS = 0x2d;
// Any number of so many digits is exact, so the common short ones need no further look.
const SURELY_SAFE_LENGTH = 15;
const INTEGER_TEXT = /^\s*[+-]?\d+(?:_\d+)*\s*$/;

/**
 * A whole number: `<int:id>`, `<int(min=1):page>`, `<int(signed=True):offset>`. What JavaScript's numbers cannot hold
 * exactly does not match, nor do digits outside ASCII. (Werkzeug)
 */
export class IntegerConverter extends NumberConverter {
  static override readonly regex: string = "\\d+";

  constructor(map: unknown, ...args: unknown[]) {
    super(map, "int", ARGUMENTS, args);
  }

  protected override num_convert(value: string): number {
    if (value.length > SURELY_SAFE_LENGTH) {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : Number.NaN;
    }
    const negative = value.charCodeAt(0) === MINUS;
    let number = 0;
    for (let at = negative ? 1 : 0; at < value.length; at++)
      number = number * 10 + value.charCodeAt(at) - ZERO;
    return negative && number !== 0 ? -number : number;
  }

  /** Throws ValueError for what is no number. A fraction is cut off, as Python's `int()` does. */
  override to_url(value: unknown): string {
    return this.fill(whole_number_text(value));
  }
}

function whole_number_text(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string" && INTEGER_TEXT.test(value))
    return String(BigInt(value.trim().replaceAll("_", "").replace("+", "")));
  const number = is_numeric(value) ? Math.trunc(Number(value)) : Number.NaN;
  if (Number.isFinite(number)) return integer_text(number);
  throw new ValueError(`an int converter builds whole numbers, not ${JSON.stringify(String(value))}`);
}

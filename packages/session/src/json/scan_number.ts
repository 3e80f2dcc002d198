import { type Float, make_float } from "../python/float.ts";
import { JSONDecodeError } from "./json_decode_error.ts";
import { MAX_INT_DIGITS } from "./number_text.ts";

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** Reads a number: int as number or BigInt, float as number or Float. Null where none starts at `at`. */
export function scan_number(
  text: string,
  at: number,
): readonly [value: number | bigint | Float, end: number] | null {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [digits, fraction, exponent] = match;
  const end = at + digits.length;
  if (fraction !== undefined || exponent !== undefined) return [make_float(Number(digits)), end];
  if (digits.length > MAX_INT_DIGITS) {
    throw new JSONDecodeError(`an integer of more than ${MAX_INT_DIGITS} digits`, text, at);
  }
  return [read_int(digits), end];
}

function read_int(digits: string): number | bigint {
  const value = Number(digits);
  // Adding 0 turns "-0", which is an int and therefore 0 in Python, into 0.
  return Number.isSafeInteger(value) ? value + 0 : BigInt(digits);
}

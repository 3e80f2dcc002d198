import { float_repr } from "../python/float_repr.ts";

/** CPython refuses to convert longer integers in either direction (sys.int_info.default_max_str_digits). */
export const MAX_INT_DIGITS = 4300;

/**
 * A number as `json.dumps` writes it. A number is an int where it is a safe integer, else a float: beyond 2^53
 * an integer cannot be told from its neighbours, so exact ones are BigInt.
 */
export function number_text(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : float_repr(value);
}

import { trim_blanks } from "./header_value.ts";

const DIGITS = /^-?[0-9]+$/;

/**
 * An integer as header values write it: ASCII digits, perhaps after a minus, blanks around them. Null for anything
 * else, also for `+1`, `1_0` and `1.0`, which Number() or Python's int() would take.
 */
export function parse_plain_integer(value: string): number | null {
  const text = trim_blanks(value);
  return DIGITS.test(text) ? Number(text) : null;
}

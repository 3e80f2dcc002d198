import { ascii_digits, strip } from "../text/characters.ts";
import { make_int } from "./integers.ts";

const FLOAT = /^[+-]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** Text that Python's `float()` reads, as a number; undefined otherwise. */
export function parse_float(source: string): number | undefined {
  const text = ascii_digits(strip(source, null, true, true));
  if (FLOAT.test(text)) return Number(text.replaceAll("_", ""));
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  if (special[2] === undefined) return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const PREFIXES = new Map([
  [2, "0b"],
  [8, "0o"],
  [16, "0x"],
]);

/** Python refuses integers of more digits, since reading them takes quadratic time. */
const MAX_DIGITS = 4300;

/** Text that Python's `int(text, base)` reads, as an integer; undefined otherwise. Base 0 reads the prefix. */
export function parse_int(source: string, base: number): number | bigint | undefined {
  const text = ascii_digits(strip(source, null, true, true)).toLowerCase();
  const sign = text.startsWith("-") ? -1n : 1n;
  const unsigned = /^[+-]/.test(text) ? text.slice(1) : text;
  const radix = base === 0 ? prefix_base(unsigned) : base;
  if (radix === undefined || radix < 2 || radix > 36 || unsigned.length > MAX_DIGITS) return undefined;
  const prefix = PREFIXES.get(radix);
  const prefixed = prefix !== undefined && unsigned.startsWith(prefix);
  const digits = prefixed ? unsigned.slice(2).replace(/^_/, "") : unsigned;
  const value = read_digits(digits, radix);
  return value === undefined ? undefined : make_int(sign * value);
}

function prefix_base(text: string): number | undefined {
  for (const [base, prefix] of PREFIXES) if (text.startsWith(prefix)) return base;
  return /^0[0_]*[1-9]/.test(text) ? undefined : 10;
}

function read_digits(text: string, base: number): bigint | undefined {
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  for (const char of plain) if (Number.parseInt(char, 36) >= base) return undefined;
  if (base === 10) return BigInt(plain);
  let value = 0n;
  for (const char of plain) value = value * BigInt(base) + BigInt(Number.parseInt(char, 36));
  return value;
}

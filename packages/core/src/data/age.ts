import { ValueError } from "./errors.ts";
import { Timedelta } from "./timedelta.ts";

// The longest duration that Python's timedelta holds.
const MAX_SECONDS = 999_999_999 * 86_400 + 86_399;

/** A header's count of seconds as a duration (`Age: 60`), or null when it is not one. (Werkzeug) */
export function parse_age(value?: string | null): Timedelta | null {
  if (!value || !/^[+-]?\d+$/.test(value.trim())) return null;
  const seconds = Number(value);
  return seconds >= 0 && seconds <= MAX_SECONDS ? new Timedelta(seconds) : null;
}

/** Seconds or a duration as a header's count of seconds; null stays null. Raises ValueError below zero. (Werkzeug) */
export function dump_age(age?: Timedelta | number | null): string | null {
  if (age === undefined || age === null) return null;
  const seconds = Math.trunc(Number(age));
  if (!(seconds >= 0)) throw new ValueError(`an age counts seconds from 0 up, not ${String(age)}`);
  return String(seconds);
}

import { ValueError } from "./errors.ts";

export { parse_http_date as parse_date } from "@miniflask/session";

// What HTTP's four digits can say; Python's dates have the same bounds.
const FIRST_YEAR = 1;
const LAST_YEAR = 9999;

/** Python's `time.struct_time`: year, month from 1, day, hour, minute, second (more is ignored), in local time. */
export type TimeTuple = readonly [number, number, number, number, number, number, ...number[]];

/**
 * A date as HTTP writes it: `http_date(0)` is "Thu, 01 Jan 1970 00:00:00 GMT". Takes a Date, seconds since the
 * epoch, a local time tuple, or nothing for now. Raises ValueError for a date that is none. (Werkzeug)
 */
export function http_date(timestamp?: Date | number | TimeTuple | null): string {
  const date = date_of(timestamp);
  const year = date.getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR))
    throw new ValueError(`http_date() got ${String(timestamp)}, which is no date`);
  return date.toUTCString();
}

function date_of(timestamp: Date | number | TimeTuple | null | undefined): Date {
  if (timestamp === undefined || timestamp === null) return new Date();
  if (timestamp instanceof Date) return timestamp;
  if (typeof timestamp === "number") return new Date(Math.floor(timestamp) * 1000);
  const [year, month, day, hour, minute, second] = timestamp;
  const date = new Date(2000, 0, 1, hour, minute, second);
  date.setFullYear(year, month - 1, day);
  return date;
}

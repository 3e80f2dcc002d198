import { inspect } from "node:util";
import { ContentRange, is_byte_range_valid } from "./content_range.ts";
import { ValueError } from "./errors.ts";
import { trim_blanks } from "./header_value.ts";
import { parse_plain_integer } from "./plain_integer.ts";
import { python_repr } from "./python_text.ts";

/**
 * Where a range begins and where it ends, the end not included. A negative begin with a null end is a suffix: [-500,
 * null] the last 500; a null end otherwise means all that follows.
 */
export type RangePart = readonly [begin: number, end: number | null];

/** A Range header. Its methods serve the usual case, one range of bytes. (Werkzeug) */
export class Range {
  readonly units: string;
  readonly ranges: readonly RangePart[];

  constructor(units: string, ranges: readonly RangePart[]) {
    this.units = units;
    this.ranges = ranges;
    for (const [begin, end] of ranges) {
      if (end !== null && (begin < 0 || begin >= end))
        throw new ValueError(`${begin} to ${end} is not a valid range: it ends before it begins`);
    }
  }

  /** Begin and end within `length` bytes, or null when the header asks for anything else than one such range. */
  range_for_length(length: number | null): [begin: number, end: number] | null {
    if (this.units !== "bytes" || length === null || this.ranges.length !== 1) return null;
    const [first, last] = this.ranges[0]!;
    const begin = last === null && first < 0 ? first + length : first;
    const end = last ?? length;
    return is_byte_range_valid(begin, end, length) ? [begin, Math.min(end, length)] : null;
  }

  make_content_range(length: number | null): ContentRange | null {
    const range = this.range_for_length(length);
    return range === null ? null : new ContentRange(this.units, range[0], range[1], length);
  }

  /** The Content-Range header for the answer, or null. */
  to_content_range_header(length: number | null): string | null {
    const range = this.range_for_length(length);
    return range === null ? null : `${this.units} ${range[0]}-${range[1] - 1}/${length}`;
  }

  to_header(): string {
    return `${this.units}=${this.ranges.map(range_text).join(",")}`;
  }

  toString(): string {
    return this.to_header();
  }

  [inspect.custom](): string {
    return `<Range ${python_repr(this.to_header())}>`;
  }
}

function range_text([begin, end]: RangePart): string {
  if (end !== null) return `${begin}-${end - 1}`;
  return begin < 0 ? String(begin) : `${begin}-`;
}

/**
 * What a Range header asks for: `bytes=0-99,-5` is [0, 100] and [-5, null]. Null when it is malformed, or when its
 * ranges are not in ascending order. (Werkzeug)
 */
export function parse_range_header(value?: string | null): Range | null {
  const equals = value ? value.indexOf("=") : -1;
  if (!value || equals === -1) return null;
  const ranges: RangePart[] = [];
  let free_from: number | null = 0;
  for (const item of value.slice(equals + 1).split(",")) {
    const range: RangePart | null = free_from === null ? null : parse_range(trim_blanks(item), free_from);
    if (range === null) return null;
    ranges.push(range);
    free_from = range[1];
  }
  return new Range(trim_blanks(value.slice(0, equals)).toLowerCase(), ranges);
}

/** One range that begins at `free_from` or later; one without an end leaves no room for another. */
function parse_range(item: string, free_from: number): RangePart | null {
  const dash = item.indexOf("-");
  if (dash === -1) return null;
  if (dash === 0) return parse_suffix(item);
  const begin = parse_plain_integer(item.slice(0, dash));
  if (begin === null || begin < free_from) return null;
  const last_text = trim_blanks(item.slice(dash + 1));
  if (last_text === "") return [begin, null];
  const last = parse_plain_integer(last_text);
  return last === null || last < begin ? null : [begin, last + 1];
}

function parse_suffix(item: string): RangePart | null {
  const begin = parse_plain_integer(item);
  // "-0" asks for the last 0 bytes, which RFC 9110 section 14.1.2 has no answer for.
  return begin === null || begin === 0 ? null : [begin, null];
}

import { inspect } from "node:util";
import { named_arguments } from "./call_arguments.ts";
import { http_date, parse_date } from "./dates.ts";
import { quote_etag, unquote_etag } from "./etags.ts";
import { python_repr } from "./python_text.ts";

const NAMES = ["etag", "date"];

/** What an IfRange is made of, by name. */
export interface IfRangeOptions {
  readonly etag?: string | null;
  readonly date?: Date | null;
}

/** An If-Range header: a tag or a date, or neither when it was not sent. (Werkzeug) */
export class IfRange {
  /** Without quotes; a weak tag is taken as a strong one. */
  readonly etag: string | null;
  readonly date: Date | null;

  constructor(etag?: string | IfRangeOptions | null, date?: Date | IfRangeOptions | null);
  constructor(...args: unknown[]) {
    const given = named_arguments(NAMES, args) as IfRangeOptions; // what the overload lets in
    this.etag = given.etag ?? null;
    this.date = given.date ?? null;
  }

  to_header(): string {
    if (this.date !== null) return http_date(this.date);
    return this.etag === null ? "" : quote_etag(this.etag);
  }

  toString(): string {
    return this.to_header();
  }

  [inspect.custom](): string {
    return `<IfRange ${python_repr(this.to_header())}>`;
  }
}

/** What an If-Range header says. (Werkzeug) */
export function parse_if_range_header(value?: string | null): IfRange {
  if (!value) return new IfRange();
  const date = parse_date(value);
  return date === null ? new IfRange(unquote_etag(value)[0]) : new IfRange(null, date);
}

import { inspect } from "node:util";
import { named_arguments } from "./call_arguments.ts";
import { http_date, parse_date } from "./dates.ts";
import { quote_etag, unquote_etag } from "./etags.ts";
import { python_repr } from "./python_text.ts";

/** An If-Range header: a tag or a date, or neither when it was not sent. (Werkzeug) */
export class IfRange {
  /** Without quotes; a weak tag is taken as a strong one. */
  readonly etag: string | null;
  readonly date: Date | null;

  constructor(etag?: string | null, date?: Date | null);
  constructor(options: { readonly etag?: string | null; readonly date?: Date | null });
  constructor(...args: unknown[]) {
    const { etag, date } = named_arguments(["etag", "date"], args) as { etag?: string; date?: Date }; // what the overloads let in
    this.etag = etag ?? null;
    this.date = date ?? null;
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

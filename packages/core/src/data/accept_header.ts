import { Accept, type AcceptItem } from "./accept.ts";
import { parse_list_header, trim_blanks } from "./header_value.ts";
import { dump_options_header, parse_options_header } from "./options_header.ts";

const QUALITY = /^-?\d+(\.\d+)?$/;

type AcceptClass<Result extends Accept> = new (values: Iterable<AcceptItem> | null) => Result;

/**
 * What an Accept header says: `text/html, application/json;q=0.5` has two items. Items whose quality is not a number
 * from 0 to 1 are left out. Pass MIMEAccept, LanguageAccept or CharsetAccept for their ways to compare. (Werkzeug)
 */
export function parse_accept_header(value?: string | null, cls?: null | { readonly cls: null }): Accept;
export function parse_accept_header<Result extends Accept>(
  value: string | null | undefined,
  cls: AcceptClass<Result> | { readonly cls: AcceptClass<Result> },
): Result;
export function parse_accept_header(
  value?: string | null,
  cls?: AcceptClass<Accept> | { readonly cls: AcceptClass<Accept> | null } | null,
): Accept {
  const Result = typeof cls === "object" ? cls?.cls : cls;
  return new (Result ?? Accept)(value ? accept_items(value) : null);
}

function accept_items(value: string): AcceptItem[] {
  const items: AcceptItem[] = [];
  for (const text of parse_list_header(value)) {
    const item = text.includes(";") ? item_with_options(text) : ([trim_blanks(text), 1] as const);
    if (item !== null) items.push(item);
  }
  return items;
}

function item_with_options(text: string): AcceptItem | null {
  const [name, { q, ...others }] = parse_options_header(text);
  const quality = q === undefined ? 1 : read_quality(trim_blanks(q));
  return quality >= 0 && quality <= 1 ? [dump_options_header(name, others), quality] : null;
}

function read_quality(text: string): number {
  return QUALITY.test(text) ? Number(text) : Number.NaN;
}

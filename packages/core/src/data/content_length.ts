import { named_arguments } from "./call_arguments.ts";
import { parse_set_header } from "./header_set.ts";
import { parse_plain_integer } from "./plain_integer.ts";

const NAMES = ["http_content_length", "http_transfer_encoding"];

/** The two headers that say how long a body is. */
export interface ContentLengthHeaders {
  readonly http_content_length?: string | null;
  readonly http_transfer_encoding?: string | null;
}

/**
 * The length a body announces, or null when it announces none or comes in chunks. 0 for a length that is no
 * number from 0 up. Takes the headers in turn or by name. (Werkzeug)
 */
export function get_content_length(headers: ContentLengthHeaders): number | null;
export function get_content_length(
  http_content_length?: string | null,
  http_transfer_encoding?: string | null | ContentLengthHeaders,
): number | null;
export function get_content_length(...args: unknown[]): number | null {
  const headers = named_arguments(NAMES, args) as ContentLengthHeaders; // what the overloads let in
  return announced_length(headers.http_content_length, headers.http_transfer_encoding);
}

/** `get_content_length` for the framework's own calls. */
export function announced_length(
  content_length: string | null | undefined,
  transfer_encoding: string | null | undefined,
): number | null {
  if (content_length === null || content_length === undefined) return null;
  if (transfer_encoding && parse_set_header(transfer_encoding).has("chunked")) return null;
  return Math.max(0, parse_plain_integer(content_length) ?? 0);
}

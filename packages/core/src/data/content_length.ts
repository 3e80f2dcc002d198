import { parse_set_header } from "./header_set.ts";
import { parse_plain_integer } from "./plain_integer.ts";

/**
 * The length a body announces, or null when it announces none or comes in chunks. 0 for a length that is no
 * number from 0 up. (Werkzeug)
 */
export function get_content_length(
  http_content_length?: string | null | ContentLengthHeaders,
  http_transfer_encoding?: string | null,
): number | null {
  if (typeof http_content_length === "object" && http_content_length !== null)
    return get_content_length(
      http_content_length.http_content_length,
      http_content_length.http_transfer_encoding,
    );
  if (http_content_length === undefined || http_content_length === null) return null;
  if (http_transfer_encoding && parse_set_header(http_transfer_encoding).has("chunked")) return null;
  return Math.max(0, parse_plain_integer(http_content_length) ?? 0);
}

/** The same two headers by name. */
export interface ContentLengthHeaders {
  readonly http_content_length?: string | null;
  readonly http_transfer_encoding?: string | null;
}

import { python_str } from "./python_str.ts";
import { strip } from "./strip.ts";

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const COMMA = 0x2c;

// RFC 9110 section 5.6.2
const TOKEN = /^[!#$%&'*+\-.0-9A-Z^_`a-z|~]+$/;

/**
 * A header value as a token, or between quotes when it is none: `quote_header_value("a b")` is `"a b"` with its
 * quotes. `allow_token: false` quotes always. (Werkzeug)
 */
export function quote_header_value(
  value: unknown,
  options: boolean | { readonly allow_token?: boolean } = true,
): string {
  const text = python_str(value);
  const allow_token = typeof options === "boolean" ? options : (options.allow_token ?? true);
  if (allow_token && TOKEN.test(text)) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A header value without its surrounding quotes and the escapes in them; any other value as it is. (Werkzeug) */
export function unquote_header_value(value: string): string {
  const last = value.length - 1;
  if (last < 1 || value.charCodeAt(0) !== QUOTE || value.charCodeAt(last) !== QUOTE) return value;
  const content = value.slice(1, last);
  // A backslash escapes any character but the end of a line, which stays with its backslash.
  return content.includes("\\") ? content.replace(/\\([^\n])/gu, "$1") : content;
}

/** `value` without the spaces and tabs around it, the only white space that RFC 9110 section 5.6.3 allows. */
export function trim_blanks(value: string): string {
  return strip(value, is_blank);
}

export function is_blank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/**
 * The items between the commas, without surrounding quotes: `a, "b, c"` is ["a", "b, c"]. Empty items are left out;
 * a quote that is never closed makes the whole list empty. RFC 9110 section 5.6.1. (Werkzeug)
 */
export function parse_list_header(value: string): string[] {
  const items: string[] = [];
  let start = 0;
  for (let at = 0; at <= value.length; at++) {
    const code = at === value.length ? COMMA : value.charCodeAt(at);
    if (code === QUOTE) at = closing_quote(value, at);
    if (at === -1) return [];
    if (code !== COMMA) continue;
    const item = trim_blanks(value.slice(start, at));
    if (item !== "") items.push(unquote_header_value(item));
    start = at + 1;
  }
  return items;
}

/** Where the quoted string that opens at `start` is closed, or -1. */
export function closing_quote(value: string, start: number): number {
  for (let at = start + 1; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

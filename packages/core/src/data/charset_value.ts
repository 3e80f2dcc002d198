import { decode_ascii, decode_latin1, decode_replacing, unquote_with } from "./url_text.ts";

// The only charsets a sender may choose; this list is not to grow (Werkzeug's rule, RFC 8187 asks for UTF-8 alone).
const DECODERS = new Map([
  ["ascii", decode_ascii],
  ["us-ascii", decode_ascii],
  ["utf-8", decode_replacing],
  ["iso-8859-1", decode_latin1],
]);

// RFC 2231 section 4: charset'language'value, each part of token characters.
const TOKEN_OR_EMPTY = /^[\w!#$%&*+\-.^`|~]*$/;
const EXTENDED_VALUE = /^[\w!#$%&'*+\-.^`|~]+$/;

/** The charset named in an extended value and what follows it; the charset is null when none is named. */
export function split_charset(value: string): readonly [charset: string | null, text: string] {
  const first = value.indexOf("'");
  const second = first === -1 ? -1 : value.indexOf("'", first + 1);
  if (second === -1) return [null, value];
  const text = value.slice(second + 1);
  const well_formed =
    TOKEN_OR_EMPTY.test(value.slice(0, first)) &&
    TOKEN_OR_EMPTY.test(value.slice(first + 1, second)) &&
    EXTENDED_VALUE.test(text);
  return well_formed ? [value.slice(0, first).toLowerCase(), text] : [null, value];
}

/** Escapes decoded in an allowed charset; with any other the text stays as it is. */
export function decode_charset(charset: string | null | undefined, text: string): string {
  const decode = charset ? DECODERS.get(charset) : undefined;
  return decode ? unquote_with(text, decode) : text;
}

// What both Python and JSON.stringify write as it is.
const PLAIN_ASCII = /^[ !#-[\]-~]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
const ESCAPED = /["\\\u0000-\u001f\u007f-\uffff]/g;
const SHORT_ESCAPES: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A JSON string as `json.dumps(ensure_ascii=True)` writes it: all but printable ASCII escaped, DEL too. */
export function quote_ascii(text: string): string {
  if (PLAIN_ASCII.test(text)) return `"${text}"`;
  return `"${text.replace(ESCAPED, escape_char)}"`;
}

/** A JSON string as `json.dumps(ensure_ascii=False)` writes it. */
export function quote_unicode(text: string): string {
  return PLAIN_ASCII.test(text) ? `"${text}"` : JSON.stringify(text);
}

function escape_char(char: string): string {
  return SHORT_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

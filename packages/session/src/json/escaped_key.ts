const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Whether a key of JSON text is spelled with an escape. V8 13 and 14 (Node 24 and 26) may read such a key as another
 * one, which stood in its place in an object that was read before: when somebody had sent `{"a":1,"\\":2}`, then
 * JSON.parse('{"a":1,"\\u00e9":2}') has the key `\`. Flask writes every key beyond ASCII so.
 */
export function has_escaped_key(text: string): boolean {
  let slash = text.indexOf("\\");
  for (let begin = text.indexOf('"'); begin >= 0 && slash >= 0; ) {
    const end = string_end(text, begin);
    if (slash < end) {
      if (is_key(text, end)) return true;
      slash = text.indexOf("\\", end);
    }
    begin = text.indexOf('"', end + 1);
  }
  return false;
}

/** The index of the quote that ends the string which begins at `begin`, or of the text's end. */
export function string_end(text: string, begin: number): number {
  for (let at = begin + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

function is_key(text: string, end: number): boolean {
  let at = end + 1;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  return text[at] === ":";
}

/** Characters that Python's `repr` escapes: whatever Unicode does not call printable, save the plain space. */
const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;
const NEEDS_CARE = /[^\x20-\x7e]|['\\]/;
const NAMED = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Python's `repr` of a string. */
export function string_repr(text: string): string {
  if (!NEEDS_CARE.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const char of text) {
    out += NAMED.get(char) ?? (char === quote ? `\\${char}` : printable(char));
  }
  return out + quote;
}

function printable(char: string): string {
  if (char === " " || !NOT_PRINTABLE.test(char)) return char;
  return escape_code(char.codePointAt(0) ?? 0);
}

/** `\xNN`, `\uNNNN` or `\UNNNNNNNN`, the shortest that holds the code point. */
export function escape_code(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** Python's `repr` of bytes. */
export function bytes_repr(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = `b${quote}`;
  for (const char of text) {
    const code = char.charCodeAt(0);
    const plain = code >= 32 && code < 127 ? (char === quote ? `\\${char}` : char) : escape_code(code);
    out += NAMED.get(char) ?? plain;
  }
  return out + quote;
}

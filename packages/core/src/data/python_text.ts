import { python_str } from "./python_str.ts";

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
// What Python's str.isprintable() says no to: categories Other and Separator, but for the space.
const ESCAPED = /[\\\p{C}\p{Zl}\p{Zp}]|[^\S ]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;

/** Text as Python's `repr` shows it: `'it'` in quotes, escaped where it is not printable. */
export function python_repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(
    ESCAPED,
    (character) => ESCAPES[character] ?? code_escape(character.codePointAt(0)!),
  );
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function code_escape(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

/** A value as Python's `repr` shows it: text in quotes, bytes as `b'\xff'`, `None`, `True`, a number. */
export function value_repr(value: unknown): string {
  if (value instanceof Uint8Array) return bytes_repr(value);
  return typeof value === "string" ? python_repr(value) : python_str(value);
}

function bytes_repr(bytes: Uint8Array): string {
  const text = python_repr(Buffer.from(bytes).toString("latin1"));
  return `b${text.replace(/[\x80-\xff]/g, (character) => code_escape(character.charCodeAt(0)))}`;
}

import { JSONDecodeError } from "./json_decode_error.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const HEX_4 = /^[0-9a-fA-F]{4}$/;
const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads the string whose opening quote stands at `begin`: its value, and the index behind the closing quote. */
export function scan_string(text: string, begin: number): readonly [value: string, end: number] {
  let value = "";
  let chunk_start = begin + 1;
  for (let at = chunk_start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return [value + text.slice(chunk_start, at), at + 1];
    if (code < 32) throw new JSONDecodeError("Invalid control character at", text, at);
    if (code !== BACKSLASH) continue;
    value += text.slice(chunk_start, at);
    const [char, end] = scan_escape(text, at, begin);
    value += char;
    chunk_start = end;
    at = end - 1;
  }
  throw new JSONDecodeError("Unterminated string starting at", text, begin);
}

function scan_escape(text: string, at: number, begin: number): readonly [char: string, end: number] {
  const letter = text[at + 1];
  if (letter === undefined) throw new JSONDecodeError("Unterminated string starting at", text, begin);
  if (letter === "u") return [scan_unicode(text, at), at + 6];
  const char = ESCAPES.get(letter);
  if (char === undefined) throw new JSONDecodeError("Invalid \\escape", text, at);
  return [char, at + 2];
}

function scan_unicode(text: string, at: number): string {
  const digits = text.slice(at + 2, at + 6);
  // An escape that ends the text is reported as one itself, not as an unterminated string.
  if (!HEX_4.test(digits) || at + 6 >= text.length)
    throw new JSONDecodeError("Invalid \\uXXXX escape", text, at + 1);
  return String.fromCharCode(Number.parseInt(digits, 16));
}

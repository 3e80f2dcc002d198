import { has_escaped_key, string_end } from "./escaped_key.ts";
import { JSONDecodeError } from "./json_decode_error.ts";
import { MAX_DEPTH } from "./refusal.ts";
import { Scanner } from "./scanner.ts";

// A number that JSON.parse would read otherwise than Python: 16 digits, a fraction or exponent, -0.
const PYTHON_NUMBER = /(?:^|[:,[])[ \t\n\r]*(?:-0|-?\d{16}|-?\d+[.eE])/;
const QUOTE = 34;

/**
 * The value of JSON text or UTF-8 bytes, as Python's `json.loads` reads it: ints beyond 2^53 as BigInt, `1.0` as
 * Float, NaN and Infinity accepted, `__proto__` an ordinary key. Raises JSONDecodeError.
 */
export function loads(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : decode(source);
  if (PYTHON_NUMBER.test(text) || is_deep(text) || has_escaped_key(text)) return scan(text);
  try {
    return JSON.parse(text);
  } catch {
    // NaN, or an error to be told in Python's words.
    return scan(text);
  }
}

function scan(text: string): unknown {
  if (text.startsWith("\ufeff")) {
    throw new JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
  }
  return new Scanner(text).read_document();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new JSONDecodeError("Expecting UTF-8", "", 0);
  }
}

/** Whether brackets nest deeper than the limit. JSON.parse has none, but whoever walks its result recurses. */
function is_deep(text: string): boolean {
  // Each level takes an opening and a closing bracket.
  if (text.length < 2 * MAX_DEPTH) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = string_end(text, at);
    else if (code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

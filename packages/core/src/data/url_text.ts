const PERCENT = 0x25;
const HEX_VALUES = hex_values();
const ESCAPES = Array.from({ length: 256 }, (_, byte) => "%" + hex(byte));
const UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";
const ENCODER = new TextEncoder();
const REPLACING_DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** Which ASCII characters `quote` leaves alone: one byte for each code, 1 where it stays. */
export type SafeSet = Uint8Array;

/** The letters, digits and `_.-~`, which are always safe, and the characters given. */
export function safe_set(characters: string): SafeSet {
  const table = new Uint8Array(128);
  for (const character of UNRESERVED + characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** What a URL's path keeps unquoted, also `%` of what is quoted already (https://url.spec.whatwg.org/#url-path-segment-string). */
export const SAFE_IN_PATH = safe_set("%!$&'()*+,/:;=@");
export const SAFE_IN_QUERY = safe_set("%!$&'()*+,/:;=?@");

/** Text or bytes percent-encoded, as Python's `urllib.parse.quote`: `quote("a b", safe_set("/"))` is "a%20b". */
export function quote(value: string | Uint8Array, safe: SafeSet): string {
  if (typeof value === "string" && is_safe(value, safe)) return value;
  const bytes = typeof value === "string" ? ENCODER.encode(value) : value;
  let text = "";
  for (const byte of bytes) text += safe[byte] === 1 ? String.fromCharCode(byte) : ESCAPES[byte];
  return text;
}

function is_safe(value: string, safe: SafeSet): boolean {
  for (let at = 0; at < value.length; at++) if (safe[value.charCodeAt(at)] !== 1) return false;
  return true;
}

/** Percent escapes decoded as UTF-8. Never throws: bytes that are no UTF-8 become U+FFFD, a lone `%` stays. */
export function unquote(value: string): string {
  return decode_or(value, decode_replacing);
}

/** As `unquote`, but bytes that are no UTF-8 stay escaped (`%ff` as `%FF`), so that nothing of the input is lost. */
export function unquote_valid(value: string): string {
  return decode_or(value, decode_valid);
}

/** The engine's own decoder is several times faster, and agrees wherever it does not throw. */
function decode_or(value: string, decode: (bytes: Uint8Array) => string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return replace_escapes(value, decode);
  }
}

/** As `unquote` with another decoder of the bytes, such as `decode_ascii` or `decode_latin1`. */
export function unquote_with(value: string, decode: (bytes: Uint8Array) => string): string {
  return replace_escapes(value, decode);
}

/** As `unquote_valid` where `+` is a space, for the names and values of queries and forms. */
export function unquote_plus(value: string): string {
  return unquote_valid(value.includes("+") ? value.replaceAll("+", " ") : value);
}

export function decode_replacing(bytes: Uint8Array): string {
  return REPLACING_DECODER.decode(bytes);
}

export function decode_ascii(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : "\uFFFD";
  return text;
}

export function decode_latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

/** UTF-8 where it is valid, `%XX` for every byte that is not. */
export function decode_valid(bytes: Uint8Array): string {
  const text = REPLACING_DECODER.decode(bytes);
  if (!text.includes("\uFFFD")) return text;
  let kept = "";
  let valid_from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequence_length(bytes, at);
    if (length === 0) {
      kept += REPLACING_DECODER.decode(bytes.subarray(valid_from, at)) + ESCAPES[bytes[at]!];
      valid_from = at + 1;
    }
    at += length || 1;
  }
  return kept + REPLACING_DECODER.decode(bytes.subarray(valid_from));
}

/** How many bytes the well-formed UTF-8 sequence at `at` has, 0 when it is not one (Unicode, table 3-7). */
function sequence_length(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/**
 * Each run of ASCII that holds an escape is decoded in one piece, so a character's bytes may stand partly escaped
 * and partly as they are; what is not ASCII has been decoded already and stays.
 */
function replace_escapes(value: string, decode: (bytes: Uint8Array) => string): string {
  const first = value.indexOf("%");
  if (first === -1) return value;
  let text = value.slice(0, first);
  for (let at = first; at < value.length; ) {
    const end = end_of_ascii(value, at);
    if (end > at) text += decode(escaped_bytes(value, at, end));
    const next = start_of_ascii(value, end);
    text += value.slice(end, next);
    at = next;
  }
  return text;
}

function end_of_ascii(value: string, start: number): number {
  let end = start;
  while (end < value.length && value.charCodeAt(end) < 128) end++;
  return end;
}

function start_of_ascii(value: string, start: number): number {
  let end = start;
  while (end < value.length && value.charCodeAt(end) >= 128) end++;
  return end;
}

function escaped_bytes(value: string, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    const code = value.charCodeAt(at);
    const byte = code === PERCENT && at + 2 < end ? escape_at(value, at) : -1;
    bytes[length++] = byte === -1 ? code : byte;
    if (byte !== -1) at += 2;
  }
  return bytes.subarray(0, length);
}

/** The byte of the escape that starts at `at`, or -1 when there is none. */
function escape_at(value: string, at: number): number {
  const high = HEX_VALUES[value.charCodeAt(at + 1)] ?? -1;
  const low = HEX_VALUES[value.charCodeAt(at + 2)] ?? -1;
  return high === -1 || low === -1 ? -1 : high * 16 + low;
}

function hex_values(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (const digit of "0123456789abcdefABCDEF") table[digit.charCodeAt(0)] = Number.parseInt(digit, 16);
  return table;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

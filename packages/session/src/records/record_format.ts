import { dumps } from "../json/dumps.ts";
import { is_dict } from "../json/is_dict.ts";
import { loads } from "../json/loads.ts";
import { refusal_text } from "../json/refusal.ts";
import { has_html } from "../python/safe_text.ts";
import { is_uuid } from "../python/uuid.ts";
import { read_msgpack } from "./msgpack_reader.ts";
import { write_msgpack } from "./msgpack_writer.ts";

/** How a session is stored: SESSION_SERIALIZATION_FORMAT of Flask-Session 0.8. */
export type SerializationFormat = "msgpack" | "json";

type Content = Record<string, unknown>;

/** The stored form of any value. */
export function encode_record(format: SerializationFormat, value: unknown): Buffer {
  return format === "msgpack" ? write_msgpack(value) : Buffer.from(write_json(value), "utf8");
}

/**
 * The content of a stored session, also of one in the other format, as Flask-Session reads it. Null for what is
 * neither: pickle, which Flask-Session still loads, is never run here.
 */
export function decode_record(format: SerializationFormat, record: Uint8Array): Content | null {
  const readers = format === "msgpack" ? [read_msgpack, loads] : [loads, read_msgpack];
  for (const read of readers) {
    const value = attempt(read, record);
    if (typeof value === "object" && value !== null && !Array.isArray(value) && is_dict(value)) return value;
  }
  return null;
}

function attempt(read: (record: Uint8Array) => unknown, record: Uint8Array): unknown {
  try {
    return read(record);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}

// JSON.stringify's escape of half a pair, behind an even number of backslashes.
const HALF_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** As msgspec's JSON; NaN, for which it writes null, is refused instead of lost. */
function write_json(value: unknown): string {
  const text = dumps(value, {
    ensure_ascii: false,
    separators: [",", ":"],
    allow_nan: false,
    default: record_default,
  });
  if (HALF_PAIR.test(text)) throw new TypeError("text with half a surrogate pair has no UTF-8 form");
  return text;
}

function record_default(value: unknown): unknown {
  if (value instanceof Date) return iso_text(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "object" && value !== null) {
    if (is_uuid(value)) return String(value);
    if (has_html(value)) return String(value.__html__());
  }
  throw new TypeError(refusal_text(value));
}

function iso_text(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new TypeError("an invalid Date cannot be stored");
  return date.toISOString();
}

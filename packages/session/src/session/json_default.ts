import { refusal_text } from "../json/refusal.ts";
import { http_date } from "../python/http_date.ts";
import { has_html } from "../python/safe_text.ts";
import { is_uuid } from "../python/uuid.ts";

/**
 * The JSON form of values that JSON lacks, as Flask's DefaultJSONProvider has it: dates as HTTP dates, UUIDs and
 * safe text as text, what has `toJSON()` by that, an instance of a class (Python's dataclass) by its fields.
 * Raises TypeError for the rest.
 */
export function json_default(value: unknown): unknown {
  if (typeof value !== "object" || value === null) throw new TypeError(refusal_text(value));
  if (value instanceof Date) return http_date(value);
  if (is_uuid(value)) return String(value);
  if (has_html(value)) return String(value.__html__());
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  if (is_opaque(value)) throw new TypeError(refusal_text(value));
  return { ...value };
}

/** Objects whose fields are not what they hold. */
function is_opaque(value: object): boolean {
  return (
    Symbol.iterator in value || ArrayBuffer.isView(value) || OPAQUE.some((type) => value instanceof type)
  );
}

const OPAQUE = [Error, Promise, RegExp, WeakMap, WeakSet, ArrayBuffer] as const;

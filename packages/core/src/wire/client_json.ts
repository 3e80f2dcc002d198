import { has_escaped_key, loads } from "@miniflask/session";

/** Runs of this many digits may be integers beyond 2^53, which have to become BigInts. */
const LONG_INTEGER = 16;
/** Nesting of this many levels is left to `loads`, which has a limit and names it. */
const DEEP = 500;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const PYTHON_TYPE = Symbol.for("miniflask.python_type");

/**
 * The value of JSON text that a client sent, as Python reads it. Unlike the sessions' JSON, `1.0` is the number 1, so
 * that schemas and `===` work; and a key `__proto__` is left out, as `Object.assign({}, data)` would make a prototype
 * of it. Raises JSONDecodeError.
 */
export function loads_plain(text: string): unknown {
  if (has_long_integer(text) || nests_deeply(text) || has_escaped_key(text)) return plain_value(loads(text));
  try {
    return may_name_proto(text) ? JSON.parse(text, without_proto) : JSON.parse(text);
  } catch {
    // NaN, which Python reads; or an error to be told in Python's words.
    return plain_value(loads(text));
  }
}

/** Looks at every sixteenth character only: a run of sixteen digits cannot lie between two of them. */
function has_long_integer(text: string): boolean {
  for (let at = LONG_INTEGER - 1; at < text.length; at += LONG_INTEGER) {
    if (!is_digit(text.charCodeAt(at))) continue;
    let start = at;
    let end = at + 1;
    while (is_digit(text.charCodeAt(start - 1))) start--;
    while (is_digit(text.charCodeAt(end))) end++;
    if (end - start >= LONG_INTEGER) return true;
    at = end - 1;
  }
  return false;
}

function is_digit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** JSON.parse nests without limit, and whoever walked its result would run out of stack. */
function nests_deeply(text: string): boolean {
  if (!has_many(text, "[") && !has_many(text, "{")) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = end_of_string(text, at);
    else if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    if (depth > DEEP) return true;
  }
  return false;
}

/** Whether there are enough of a bracket for half of the depth; most texts are done with here. */
function has_many(text: string, bracket: string): boolean {
  let count = 0;
  for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
    if (++count > DEEP / 2) return true;
  }
  return false;
}

function end_of_string(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

/** The key may be spelled with escapes: every letter of it is below U+0080. */
function may_name_proto(text: string): boolean {
  return text.includes("__proto__") || text.includes("\\u00");
}

function without_proto(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}

/** `value` with floats as plain numbers, changed in place; its depth is what `loads` lets through. */
function plain_value(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (PYTHON_TYPE in value && value[PYTHON_TYPE] === "float") return Number(value);
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) value[at] = plain_value(value[at]);
    return value;
  }
  const dict = value as Record<string, unknown>; // all that is left of what JSON has
  if (Object.hasOwn(dict, "__proto__")) Reflect.deleteProperty(dict, "__proto__");
  for (const key of Object.keys(dict)) dict[key] = plain_value(dict[key]);
  return dict;
}

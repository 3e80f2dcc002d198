import { decode_charset, split_charset } from "./charset_value.ts";
import { parse_list_header, quote_header_value, trim_blanks, unquote_header_value } from "./header_value.ts";

/** Names and values without a prototype: they come from clients, so `__proto__` has to be a name like any other. */
export type HeaderDict<Value> = Record<string, Value>;

/** Pairs to write: a plain object, a Map or anything else with Map's `entries()`. */
export type HeaderPairs = Readonly<Record<string, unknown>> | Pairs;
interface Pairs {
  entries(): Iterable<readonly [string, unknown]>;
}

export function pairs_of(values: HeaderPairs): Iterable<readonly [string, unknown]> {
  return is_pairs(values) ? values.entries() : Object.entries(values);
}

function is_pairs(values: HeaderPairs): values is Pairs {
  return typeof values.entries === "function";
}

/**
 * `key=value` items between commas: `a=b, c="d, e", f` is { a: "b", c: "d, e", f: null }. A key that ends in `*` has
 * its value decoded as RFC 2231 says. An unclosed quote makes it empty. (Werkzeug)
 */
export function parse_dict_header(value: string): HeaderDict<string | null> {
  const result: HeaderDict<string | null> = Object.create(null);
  for (const item of parse_list_header(value)) {
    const equals = item.indexOf("=");
    const key = trim_blanks(equals === -1 ? item : item.slice(0, equals));
    if (key === "") continue;
    if (equals === -1) result[key] = null;
    else set_pair(result, key, trim_blanks(item.slice(equals + 1)));
  }
  return result;
}

function set_pair(result: HeaderDict<string | null>, key: string, value: string): void {
  if (!key.endsWith("*")) {
    result[key] = unquote_header_value(value);
    return;
  }
  const [charset, text] = split_charset(value);
  result[key.slice(0, -1)] = unquote_header_value(decode_charset(charset, text));
}

/**
 * A header of items (`dump_header(["a", "b c"])` is `a, "b c"`) or of pairs (`{ a: "b c", d: null }` is
 * `a="b c", d`). Values are quoted where needed, except under a key that ends in `*`. (Werkzeug)
 */
export function dump_header(values: Iterable<unknown> | HeaderPairs): string {
  if (is_items(values)) return Array.from(values, (item) => quote_header_value(item)).join(", ");
  return Array.from(pairs_of(values), dump_pair).join(", ");
}

function is_items(values: Iterable<unknown> | HeaderPairs): values is Iterable<unknown> {
  if (Array.isArray(values) || values instanceof Set) return true;
  return Symbol.iterator in values && !("entries" in values && typeof values.entries === "function");
}

function dump_pair([key, value]: readonly [string, unknown]): string {
  return value === null || value === undefined ? key : dump_parameter(key, value);
}

/** `key=value`, the value quoted where needed; `key*` holds an encoded value already. */
export function dump_parameter(key: string, value: unknown): string {
  return `${key}=${key.endsWith("*") ? String(value) : quote_header_value(value)}`;
}

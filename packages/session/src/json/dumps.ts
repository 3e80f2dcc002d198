import { is_float_object } from "../python/float.ts";
import { float_repr } from "../python/float_repr.ts";
import { dict_entries, is_dict, is_plain_object } from "./is_dict.ts";
import { MAX_INT_DIGITS, number_text } from "./number_text.ts";
import { quote_ascii, quote_unicode } from "./quote.ts";
import { MAX_DEPTH, Refusal, refusal_text, TOO_DEEP } from "./refusal.ts";
import { sort_keys } from "./sort_keys.ts";

/** The keyword arguments of Python's `json.dumps`. */
export interface DumpOptions {
  /** Order keys by code point. */
  readonly sort_keys?: boolean;
  /** Escape everything but ASCII; true unless told. */
  readonly ensure_ascii?: boolean;
  /** Between items, and between key and value; `[", ", ": "]` unless told. */
  readonly separators?: readonly [item: string, key: string];
  /** Spaces a level, or the text of one level. */
  readonly indent?: number | string | null;
  /** Gives another value for one that has no JSON form, or raises TypeError. */
  readonly default?: (value: unknown) => unknown;
  /** False refuses NaN and Infinity, which only Python's JSON has. */
  readonly allow_nan?: boolean;
}

/**
 * JSON text exactly as Python's `json.dumps` writes it. Plain objects and Maps are dicts, arrays and tuples lists,
 * BigInt any int, Float `1.0`. Raises SerialisationError, naming the path, for anything else without `default`.
 */
export function dumps(value: unknown, options: DumpOptions = {}): string {
  return new JsonWriter(options).dumps(value);
}

// Keys may be a client's: then these are soon full, and hold 16 KB at most.
const MOST_KNOWN = 256;
const LONGEST_KNOWN = 64;

/** `dumps` with its options read once, for those who call it often. */
export class JsonWriter {
  readonly #quote: (text: string) => string;
  readonly #sorted: boolean;
  readonly #allow_nan: boolean;
  readonly #item_separator: string;
  readonly #key_separator: string;
  readonly #indent: string | undefined;
  readonly #default: ((value: unknown) => unknown) | undefined;
  readonly #known_keys = new Map<string, string>();

  constructor(options: DumpOptions) {
    this.#quote = options.ensure_ascii === false ? quote_unicode : quote_ascii;
    this.#sorted = options.sort_keys === true;
    this.#allow_nan = options.allow_nan !== false;
    this.#indent = indent_text(options.indent);
    const separators = options.separators ?? [this.#indent === undefined ? ", " : ",", ": "];
    this.#item_separator = separators[0];
    this.#key_separator = separators[1];
    this.#default = options.default;
  }

  dumps(value: unknown): string {
    try {
      return this.#write(value, 0);
    } catch (error) {
      if (error instanceof Refusal) throw error.located_in(value);
      throw error;
    }
  }

  #write(value: unknown, depth: number): string {
    switch (typeof value) {
      case "string":
        return this.#quote(value);
      case "number":
        return this.#write_number(value);
      case "boolean":
        return value ? "true" : "false";
      case "object":
        return value === null ? "null" : this.#write_object(value, depth);
      case "bigint":
        return write_bigint(value);
      case "undefined": // what is absent: Python has None there
        return "null";
      default:
        return this.#write_default(value, depth);
    }
  }

  #write_number(value: number): string {
    if (!this.#allow_nan && !Number.isFinite(value)) {
      throw new Refusal("Out of range float values are not JSON compliant", value);
    }
    return number_text(value);
  }

  #write_object(value: object, depth: number): string {
    if (depth >= MAX_DEPTH) throw new Refusal(TOO_DEEP, value);
    if (Array.isArray(value)) return this.#write_list(value, depth + 1);
    if (is_plain_object(value)) return this.#write_dict(value, depth + 1);
    if (value instanceof Map) return this.#write_map(value, depth + 1);
    if (is_dict(value)) return this.#write_map(new Map(dict_entries(value)), depth + 1);
    if (is_float_object(value)) return float_repr(value.valueOf());
    return this.#write_default(value, depth);
  }

  #write_list(items: readonly unknown[], depth: number): string {
    if (items.length === 0) return "[]";
    const line = this.#line(depth);
    let text = `[${line}`;
    for (let index = 0; index < items.length; index++) {
      if (index > 0) text += this.#item_separator + line;
      text += this.#write(items[index], depth);
    }
    return `${text}${this.#line(depth - 1)}]`;
  }

  #write_dict(dict: Record<string, unknown>, depth: number): string {
    const keys = Object.keys(dict);
    if (keys.length === 0) return "{}";
    if (this.#sorted) sort_keys(keys);
    const line = this.#line(depth);
    let text = `{${line}`;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string; // within the array's length
      if (index > 0) text += this.#item_separator + line;
      text += this.#key_text(key) + this.#write(dict[key], depth);
    }
    return `${text}${this.#line(depth - 1)}}`;
  }

  /** A key and what follows it; remembered, as a program writes the same few keys again and again. */
  #key_text(key: string): string {
    const known = this.#known_keys.get(key);
    if (known !== undefined) return known;
    const text = this.#quote(key) + this.#key_separator;
    if (this.#known_keys.size < MOST_KNOWN && key.length < LONGEST_KNOWN) this.#known_keys.set(key, text);
    return text;
  }

  #write_map(dict: ReadonlyMap<unknown, unknown>, depth: number): string {
    if (dict.size === 0) return "{}";
    const keys = [...dict.keys()];
    if (this.#sorted) sort_any_keys(keys, dict);
    const line = this.#line(depth);
    const items = keys.map(
      (key) => this.#quote(key_text(key, dict)) + this.#key_separator + this.#write(dict.get(key), depth),
    );
    return `{${line}${items.join(this.#item_separator + line)}${this.#line(depth - 1)}}`;
  }

  #write_default(value: unknown, depth: number): string {
    if (this.#default === undefined) throw new Refusal(refusal_text(value), value);
    if (depth >= MAX_DEPTH) throw new Refusal(TOO_DEEP, value);
    return this.#write(replace_by(this.#default, value), depth + 1);
  }

  #line(depth: number): string {
    return this.#indent === undefined ? "" : `\n${this.#indent.repeat(depth)}`;
  }
}

/** What `default` gives; its TypeError is told with the place of the value. */
function replace_by(make: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return make(value);
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(error.message, value);
    throw error;
  }
}

function write_bigint(value: bigint): string {
  const text = String(value);
  if (text.length > MAX_INT_DIGITS) {
    throw new Refusal(`an integer of more than ${MAX_INT_DIGITS} digits, which Python would not read`, value);
  }
  return text;
}

function indent_text(indent: number | string | null | undefined): string | undefined {
  if (indent === undefined || indent === null) return undefined;
  return typeof indent === "string" ? indent : " ".repeat(Math.max(indent, 0));
}

function key_text(key: unknown, owner: unknown): string {
  if (typeof key === "string") return key;
  if (typeof key === "number") return number_text(key);
  if (key === null || typeof key === "boolean" || typeof key === "bigint") return String(key);
  if (typeof key === "object" && is_float_object(key)) return float_repr(key.valueOf());
  throw new Refusal(`keys must be text, numbers, booleans or null, not ${typeof key}`, owner);
}

function sort_any_keys(keys: unknown[], owner: unknown): void {
  if (keys.every((key) => typeof key === "string")) sort_keys(keys);
  else if (keys.every(is_numeric)) keys.sort((left, right) => (left < right ? -1 : 1));
  else throw new Refusal("keys of different types cannot be sorted", owner);
}

function is_numeric(key: unknown): key is number | bigint {
  return typeof key === "number" || typeof key === "bigint";
}

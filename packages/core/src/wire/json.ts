import { dumps, loads } from "@miniflask/session";
import { http_date } from "../data/dates.ts";
import { is_html } from "../data/html_text.ts";
import type { Response } from "./response.ts";

/** The keyword arguments of Python's `json.dumps` that a provider takes. */
export interface DumpsOptions {
  readonly sort_keys?: boolean;
  readonly ensure_ascii?: boolean;
  readonly separators?: readonly [item: string, key: string];
  readonly indent?: number | string | null;
  readonly default?: (value: unknown) => unknown;
}

/** What a provider needs of the app. */
export interface JSONHost {
  readonly debug: boolean;
  readonly response_class: typeof Response;
}

/**
 * What an app does with JSON, `app.json` (flask.json.provider): a subclass that has `dumps` and `loads` puts another
 * library in its place.
 */
export abstract class JSONProvider {
  protected readonly app: JSONHost;

  constructor(app: JSONHost) {
    this.app = app;
  }

  abstract dumps(value: unknown, options?: DumpsOptions): string;

  abstract loads(text: string | Uint8Array): unknown;

  /** Writes the JSON of `value` to a stream or anything else with `write`. */
  dump(value: unknown, file: { write(text: string): unknown }, options?: DumpsOptions): void {
    file.write(this.dumps(value, options));
  }

  /** The value of the JSON that `file.read()` gives. */
  load(file: { read(): string | Uint8Array }): unknown {
    return this.loads(file.read());
  }

  /** A JSON response of one value, of several as a list, or of null. */
  response(...values: unknown[]): Response {
    return new this.app.response_class(this.dumps(only_or_list(values)), { mimetype: "application/json" });
  }
}

/** JSON as Python writes and reads it, with Flask's defaults: sorted keys, ASCII only, compact unless in debug mode. */
export class DefaultJSONProvider extends JSONProvider {
  ensure_ascii = true;
  sort_keys = true;
  /** Whether responses go without spaces and line breaks; null for "unless in debug mode". */
  compact: boolean | null = null;
  mimetype = "application/json";

  /** Gives another value for one that has no JSON form, or raises TypeError. */
  default(value: unknown): unknown {
    return json_value(value);
  }

  dumps(value: unknown, options: DumpsOptions = {}): string {
    const { ensure_ascii, sort_keys } = this;
    return dumps(value, { default: (item) => this.default(item), ensure_ascii, sort_keys, ...options });
  }

  loads(text: string | Uint8Array): unknown {
    return loads_plain(
      typeof text === "string" ? text : new TextDecoder("utf-8", { fatal: true }).decode(text),
    );
  }

  override response(...values: unknown[]): Response {
    const compact = this.compact ?? !this.app.debug;
    const text = this.dumps(only_or_list(values), compact ? { separators: [",", ":"] } : { indent: 2 });
    return new this.app.response_class(`${text}\n`, { mimetype: this.mimetype });
  }
}

function only_or_list(values: readonly unknown[]): unknown {
  if (values.length === 0) return null;
  return values.length === 1 ? values[0] : values;
}

const PYTHON_TYPE = Symbol.for("miniflask.python_type");

/** Dates as HTTP dates and UUIDs as text, as Flask has them; HTML as its text; whatever knows its own JSON form. */
function json_value(value: unknown): unknown {
  if (value instanceof Date) return http_date(value);
  if (is_html(value)) return String(value.__html__());
  if (typeof value === "object" && value !== null) {
    if (PYTHON_TYPE in value && value[PYTHON_TYPE] === "uuid") return String(value);
    if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  }
  const type = typeof value === "object" && value !== null ? value.constructor?.name : typeof value;
  throw new TypeError(`Object of type ${type ?? "object"} is not JSON serializable`);
}

/** Beyond 2^53 an integer has to become a BigInt. */
const LONG_INTEGER = /\d{16}/;
/** Brackets inside strings are counted too: then `loads`, which tells them apart, is the slower way to the same value. */
const DEEP = 500;
/** The key `__proto__`, spelled plainly or with escapes. */
const PROTO_KEY = /__proto__|\\u00[0-7]/;

/**
 * What a client sent. Unlike the sessions' JSON, `1.0` is the number 1, so that schemas and `===` work; and a key
 * `__proto__` is left out, as `Object.assign({}, data)` would make a prototype of it.
 */
function loads_plain(text: string): unknown {
  if (LONG_INTEGER.test(text) || nests_deeply(text)) return plain_value(loads(text));
  try {
    return PROTO_KEY.test(text) ? JSON.parse(text, without_proto) : JSON.parse(text);
  } catch {
    // NaN, which Python reads; or an error to be told in Python's words.
    return plain_value(loads(text));
  }
}

/** JSON.parse nests without limit, and whoever walks its result would run out of stack; `loads` refuses. */
function nests_deeply(text: string): boolean {
  if (text.length < 2 * DEEP) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    if (depth > DEEP) return true;
  }
  return false;
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

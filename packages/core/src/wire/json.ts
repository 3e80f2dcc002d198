import { JsonWriter } from "@miniflask/session";
import { http_date } from "../data/dates.ts";
import { is_html } from "../data/html_text.ts";
import { loads_plain } from "./client_json.ts";
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

const DEFAULTS: DumpsOptions = {};
const COMPACT: DumpsOptions = { separators: [",", ":"] };
const INDENTED: DumpsOptions = { indent: 2 };
// Nobody else has these objects, so that what they say stays as it is.
const KEPT: ReadonlySet<DumpsOptions> = new Set([DEFAULTS, COMPACT, INDENTED]);

/** A writer, and the settings that it was made with. */
interface LastWriter {
  readonly options: DumpsOptions;
  readonly ensure_ascii: boolean;
  readonly sort_keys: boolean;
  readonly writer: JsonWriter;
}

/** JSON as Python writes and reads it, with Flask's defaults: sorted keys, ASCII only, compact unless in debug mode. */
export class DefaultJSONProvider extends JSONProvider {
  ensure_ascii = true;
  sort_keys = true;
  /** Whether responses go without spaces and line breaks; null for "unless in debug mode". */
  compact: boolean | null = null;
  mimetype = "application/json";
  #last: LastWriter | undefined;

  /** Gives another value for one that has no JSON form, or raises TypeError. */
  default(value: unknown): unknown {
    return json_value(value);
  }

  dumps(value: unknown, options: DumpsOptions = DEFAULTS): string {
    return this.#writer_for(options).dumps(value);
  }

  // Answers are written with the same options again and again, and to read these costs as much as a short answer.
  #writer_for(options: DumpsOptions): JsonWriter {
    const { ensure_ascii, sort_keys } = this;
    const last = this.#last;
    if (last?.options === options && last.ensure_ascii === ensure_ascii && last.sort_keys === sort_keys)
      return last.writer;
    const by_default = (item: unknown) => this.default(item);
    const writer = new JsonWriter({ default: by_default, ensure_ascii, sort_keys, ...options });
    if (KEPT.has(options)) this.#last = { options, ensure_ascii, sort_keys, writer };
    return writer;
  }

  loads(text: string | Uint8Array): unknown {
    return loads_plain(
      typeof text === "string" ? text : new TextDecoder("utf-8", { fatal: true }).decode(text),
    );
  }

  override response(...values: unknown[]): Response {
    const compact = this.compact ?? !this.app.debug;
    const text = this.dumps(only_or_list(values), compact ? COMPACT : INDENTED);
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

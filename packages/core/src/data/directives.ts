import type { CallbackDict } from "./callback_dict.ts";
import { ValueError } from "./errors.ts";

/** How an attribute such as `max_age` reads and writes its directive. */
export interface Directive {
  /** The attribute for the directive's text; `undefined` when it is not there, null when it has no value. */
  readonly read: (text: string | null | undefined) => unknown;
  /** The directive's text for what the attribute is set to; undefined takes it away. */
  readonly write: (value: unknown) => string | null | undefined;
}

/** Present or not. */
export const PRESENCE: Directive = {
  read: (text) => text !== undefined,
  write: (value) => (value ? null : undefined),
};

/** A text; null when absent, `true` when it stands without a value. */
export const TEXT_OR_TRUE: Directive = {
  read: (text) => (text === undefined ? null : (text ?? true)),
  write: (value) => write_value(value, String),
};

/** A whole number; null when absent, without a value or malformed. */
export const SECONDS: Directive = {
  read: (text) => read_seconds(text ?? null),
  write: (value) => write_value(value, whole_text),
};

/** As SECONDS, but `true` when it stands without a value. */
export const SECONDS_OR_TRUE: Directive = {
  read: (text) => (text === null ? true : read_seconds(text ?? null)),
  write: (value) => write_value(value, whole_text),
};

/**
 * Gives a class an attribute for each directive, under both spellings: `cache.max_age` and `cache["max-age"]`. They are
 * accessors of the prototype, so that making an object costs nothing; the class declares their types.
 */
export function define_directives(prototype: object, directives: Readonly<Record<string, Directive>>): void {
  for (const [attribute, { read, write }] of Object.entries(directives)) {
    const name = attribute.replaceAll("_", "-");
    const accessor = {
      configurable: true,
      get(this: CallbackDict<string | null>): unknown {
        return read(this.get(name));
      },
      set(this: CallbackDict<string | null>, value: unknown): void {
        const text = write(value);
        if (text === undefined) this.pop(name, null);
        else this.set(name, text);
      },
    };
    Object.defineProperty(prototype, attribute, accessor);
    if (name !== attribute) Object.defineProperty(prototype, name, accessor);
  }
}

function write_value(value: unknown, to_text: (value: unknown) => string): string | null | undefined {
  if (value === null || value === undefined || value === false) return undefined;
  return value === true ? null : to_text(value);
}

function read_seconds(text: string | null): number | null {
  return text !== null && /^[ \t]*[+-]?\d+[ \t]*$/.test(text) ? Number(text) : null;
}

/** Numbers, texts of whole ones, and durations; a fraction is cut off. */
function whole_text(value: unknown): string {
  const seconds = typeof value === "string" ? read_seconds(value) : Math.trunc(Number(value));
  if (seconds !== null && Number.isFinite(seconds)) return String(seconds);
  throw new ValueError(`a number of seconds is needed, not ${String(value)}`);
}

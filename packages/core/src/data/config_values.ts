import { inspect } from "node:util";
import { z } from "zod";
import { Timedelta } from "./timedelta.ts";

const MIB = 1024 * 1024;
const DAY = 86_400;

function has_total_seconds(value: unknown): boolean {
  return typeof value === "object" && value !== null && "total_seconds" in value;
}

const count = z.int().nonnegative();
const duration = z.union([z.number(), z.custom<{ total_seconds(): number }>(has_total_seconds)]);
const key = z.union([z.string(), z.custom<Uint8Array>((value) => value instanceof Uint8Array)]);
const same_site = z.string().regex(/^(strict|lax|none)$/i);

interface Rule<Value> {
  readonly type: z.ZodType<Value>;
  readonly initial: () => Value;
  /** How the error message names the type. */
  readonly expected: string;
}

function rule<Value>(type: z.ZodType<Value>, expected: string, initial: Value | (() => Value)): Rule<Value> {
  return {
    type,
    expected,
    initial: typeof initial === "function" ? (initial as () => Value) : () => initial,
  };
}

const on_or_off = (initial: boolean) => rule(z.boolean(), "true or false", initial);
const on_off_or_null = () => rule(z.boolean().nullable(), "true, false or null", null);
const text = (initial: string) => rule(z.string(), "a string", initial);
const text_or_null = () => rule(z.string().nullable(), "a string or null", null);
const limit = (initial: number | null) =>
  rule(count.nullable(), "a whole number from 0 up, or null", initial);

/** Whether FLASK_DEBUG is set, and to something else than a no (Flask's `get_debug_flag`). */
export function debug_of_environment(): boolean {
  const { FLASK_DEBUG = "" } = process.env;
  return !["", "0", "false", "no"].includes(FLASK_DEBUG.toLowerCase());
}

/** Flask 3.1's configuration: what each key may hold and what it holds at first. */
const RULES = {
  DEBUG: rule(z.boolean(), "true or false", debug_of_environment),
  TESTING: on_or_off(false),
  PROPAGATE_EXCEPTIONS: on_off_or_null(),
  SECRET_KEY: rule(key.nullable(), "a string, bytes or null", null),
  SECRET_KEY_FALLBACKS: rule(z.array(key).nullable(), "a list of strings or bytes, or null", null),
  PERMANENT_SESSION_LIFETIME: rule(duration, "seconds or a timedelta", () => new Timedelta(31 * DAY)),
  USE_X_SENDFILE: on_or_off(false),
  TRUSTED_HOSTS: rule(z.array(z.string()).nullable(), "a list of strings, or null", null),
  SERVER_NAME: text_or_null(),
  APPLICATION_ROOT: text("/"),
  SESSION_COOKIE_NAME: text("session"),
  SESSION_COOKIE_DOMAIN: text_or_null(),
  SESSION_COOKIE_PATH: text_or_null(),
  SESSION_COOKIE_HTTPONLY: on_or_off(true),
  SESSION_COOKIE_SECURE: on_or_off(false),
  SESSION_COOKIE_PARTITIONED: on_or_off(false),
  SESSION_COOKIE_SAMESITE: rule(same_site.nullable(), '"Strict", "Lax", "None" or null', null),
  SESSION_REFRESH_EACH_REQUEST: on_or_off(true),
  // Flask has no limit. Here bodies are read before the view, so the view cannot be the one to refuse them.
  MAX_CONTENT_LENGTH: limit(16 * MIB),
  MAX_FORM_MEMORY_SIZE: limit(500_000),
  MAX_FORM_PARTS: limit(1_000),
  SEND_FILE_MAX_AGE_DEFAULT: rule(duration.nullable(), "seconds, a timedelta or null", null),
  TRAP_BAD_REQUEST_ERRORS: on_off_or_null(),
  TRAP_HTTP_EXCEPTIONS: on_or_off(false),
  EXPLAIN_TEMPLATE_LOADING: on_or_off(false),
  PREFERRED_URL_SCHEME: text("http"),
  TEMPLATES_AUTO_RELOAD: on_off_or_null(),
  MAX_COOKIE_SIZE: rule(count, "a number of bytes, 0 for no warning", 4093),
  PROVIDE_AUTOMATIC_OPTIONS: on_or_off(true),
};

/** The keys that the framework reads, with their types. Apps may keep other keys beside them. */
export type ConfigValues = {
  [Key in keyof typeof RULES]: (typeof RULES)[Key] extends Rule<infer Value> ? Value : never;
};

/** A configuration key was given a value that it cannot hold. */
export class ConfigValueError extends TypeError {
  override readonly name = "ConfigValueError";
  readonly key: string;
  readonly value: unknown;
  readonly expected: string;

  constructor(key: string, value: unknown, expected: string) {
    super(`config ${key} takes ${expected}, not ${describe(key, value)}`);
    this.key = key;
    this.value = value;
    this.expected = expected;
  }
}

/** What every key holds before the app sets anything; a new object at each call. */
export function default_config_values(): ConfigValues {
  const values = Object.entries(RULES).map(([name, { initial }]) => [name, initial()]);
  return Object.fromEntries(values) as ConfigValues; // the entries are RULES' own, key by key
}

/** Raises ConfigValueError when the framework reads `key` and cannot use `value`; other keys hold anything. */
export function check_config_value(key: string, value: unknown): void {
  if (!Object.hasOwn(RULES, key)) return;
  const { type, expected } = RULES[key as keyof typeof RULES];
  if (!type.safeParse(value).success) throw new ConfigValueError(key, value, expected);
}

/** A secret is never printed, not even a mistaken one. */
function describe(key: string, value: unknown): string {
  const kind = value === null ? "null" : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
  return key.startsWith("SECRET") ? kind : inspect(value, { depth: 1 });
}

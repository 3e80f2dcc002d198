import { readFileSync } from "node:fs";
import {
  ChainableUndefined,
  DebugUndefined,
  DictLoader,
  Environment,
  type EnvironmentOptions,
  Float,
  Markup,
  StrictUndefined,
  tuple_of,
  Undefined,
} from "@miniflask/jinja";

/** A case that real Jinja answered: `source`, or `main` of `templates`; then `expected` text or an `error`. */
export interface RecordedCase {
  readonly id: string;
  readonly area: string;
  readonly source?: string;
  readonly main?: string;
  readonly templates: Record<string, string>;
  readonly options: Record<string, unknown>;
  readonly context: Record<string, unknown>;
  readonly expected?: string;
  readonly error?: string;
  readonly lineno?: number | null;
  readonly message?: string;
}

export interface Recording {
  readonly cases: readonly RecordedCase[];
  readonly errors: readonly RecordedCase[];
}

export function load_recording(name: string): Recording {
  const url = new URL(`./fixtures/${name}`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Recording; // the fixture has this shape
}

const UNDEFINED = new Map([
  ["Undefined", Undefined],
  ["ChainableUndefined", ChainableUndefined],
  ["DebugUndefined", DebugUndefined],
  ["StrictUndefined", StrictUndefined],
]);

/** Values that JSON cannot tell apart are tagged in the recording. */
export function untag(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untag);
  if (typeof value !== "object" || value === null) return value;
  const [[tag, content] = ["", undefined], ...rest] = Object.entries(value);
  if (rest.length === 0 && tag.startsWith("$")) return untag_one(tag, content);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, untag(item)]));
}

function untag_one(tag: string, content: unknown): unknown {
  if (tag === "$float") return float_of(String(content));
  if (tag === "$markup") return new Markup(content);
  if (tag === "$int") return BigInt(String(content));
  const items = Array.isArray(content) ? content.map(untag) : [];
  if (tag === "$tuple") return tuple_of(items);
  if (tag === "$set") return new Set(items);
  if (tag === "$dict") return new Map(items.map((pair) => pair as [unknown, unknown])); // the tag says pairs
  throw new Error(`the recording has an unknown tag ${tag}`);
}

function float_of(text: string): number | Float {
  const value = Number(text.replace("inf", "Infinity").replace("nan", "NaN"));
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

export function environment_of(recorded: RecordedCase): Environment {
  const { undefined: name, ...options } = recorded.options;
  const chosen = typeof name === "string" ? { undefined: UNDEFINED.get(name) } : {};
  const loader = new DictLoader(recorded.templates);
  return new Environment({ ...options, ...chosen, loader } as EnvironmentOptions); // the recording holds Jinja's options
}

/** What rendering gives: the text, or the error's class and line. */
export function outcome_of(recorded: RecordedCase): {
  text?: string;
  error?: string;
  lineno?: unknown;
  message?: string;
} {
  try {
    const environment = environment_of(recorded);
    const template =
      recorded.main === undefined
        ? environment.from_string(recorded.source ?? "")
        : environment.get_template(recorded.main);
    return { text: template.render(untag(recorded.context) as object) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error: error.name, lineno: Reflect.get(error, "lineno"), message: error.message };
  }
}

/** Whether the outcome is the recorded one. A line is compared where the recording has one. */
export function agrees(recorded: RecordedCase): boolean {
  const outcome = outcome_of(recorded);
  if (recorded.error === undefined) return outcome.text === recorded.expected;
  if (outcome.error !== recorded.error) return false;
  return recorded.lineno === null || recorded.lineno === undefined || outcome.lineno === recorded.lineno;
}

import { inspect } from "node:util";
import { Accept, CombinedMultiDict, Headers, MultiDict } from "miniflask/datastructures";
import { HTTPException } from "miniflask/exceptions";
import { BuildError, RequestRedirect, Rule } from "miniflask/routing";
import { is_plain } from "./python_operations.ts";

/** What both sides can say of a value; `shown` of oracle.py is the same. */
export function shown(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : { text: float_text(value) };
  if (typeof value !== "object") return value;
  return shown_container(value) ?? shown_object(value);
}

function float_text(value: number): string {
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

function shown_container(value: object): unknown {
  if (value instanceof Headers) return { headers: [...value] };
  if (value instanceof MultiDict || value instanceof CombinedMultiDict)
    return { pairs: shown_pairs(value.items({ multi: true })) };
  if (value instanceof Accept) return { accept: [...value] };
  if (value instanceof Set) return { set: Array.from(value, shown).sort() };
  if (is_plain(value)) return { pairs: shown_pairs(Object.entries(value)) };
  return Array.isArray(value) ? value.map(shown) : undefined;
}

function shown_pairs(pairs: Iterable<readonly [string, unknown]>): unknown[] {
  return Array.from(pairs, ([key, item]) => [key, shown(item)]);
}

function shown_object(value: object): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (value instanceof Date) return { time: value.toISOString().slice(0, 19) };
  if (value instanceof Rule) return { rule: shown_rule(value) };
  if (value instanceof Error) return raised(value);
  const { to_header, total_seconds } = value as {
    to_header?: () => string;
    total_seconds?: () => number;
  };
  if (typeof total_seconds === "function") return { seconds: total_seconds.call(value) };
  return typeof to_header === "function" ? { header: to_header.call(value) } : { text: String(value) };
}

/** A rule with its methods in order. */
export function shown_rule(rule: Rule): string {
  const sorted = (names: string) => names.split(", ").sort().join(", ");
  return inspect(rule).replace(/ \(([A-Z, ]+)\)/, (_, names: string) => ` (${sorted(names)})`);
}

/** What is said of an error that was raised. */
export function raised(error: unknown): unknown {
  if (error instanceof BuildError) return { raises: "BuildError", message: error.message };
  if (!(error instanceof HTTPException)) return { raises: "Error" };
  const { valid_methods } = error as { valid_methods?: readonly string[] | null };
  return {
    raises: error.constructor.name,
    code: error.code,
    ...(error instanceof RequestRedirect ? { new_url: error.new_url } : {}),
    ...(valid_methods && valid_methods.length > 0 ? { valid_methods: [...valid_methods].sort() } : {}),
  };
}

import { HIDDEN, is_secret_name } from "./secrets.ts";

const DEEPEST = 4;
const MOST_ENTRIES = 30;
const MOST_TEXT = 400;

/** A value as text for the debug page: no getter is called, fields named like secrets are hidden, and it ends somewhere. */
export function shown_value(value: unknown, depth = 0): string {
  try {
    return show(value, depth);
  } catch {
    return "(cannot be shown)"; // a proxy may refuse to be looked at
  }
}

function show(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(shortened(value));
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (depth >= DEEPEST) return Array.isArray(value) ? "[…]" : "{…}";
  return show_entries(value, depth);
}

function show_entries(value: object, depth: number): string {
  if (Array.isArray(value) || value instanceof Set) {
    return `[${listed([...value].map((item) => shown_value(item, depth + 1)))}]`;
  }
  const fields = own_values(value).map(([name, item]) => `${name}: ${shown_field(name, item, depth + 1)}`);
  const name = value.constructor?.name;
  return `${name === undefined || name === "Object" ? "" : `${name} `}{ ${listed(fields)} }`;
}

/** What a Map or an object holds by name, of a list only the begin; a getter is not called. */
export function own_values(value: unknown): [name: string, item: unknown][] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((item, at) => [String(at), item]);
  if (value instanceof Map) return [...value].map(([key, item]) => [String(key), item]);
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable }]) => enumerable)
    .map(([name, descriptor]) => [name, "value" in descriptor ? descriptor.value : GETTER]);
}

const GETTER = Symbol("getter");

/** The value of a field, unless its name says that it is a secret. */
export function shown_field(name: string, value: unknown, depth = 0): string {
  if (value === GETTER) return "(getter)";
  return is_secret_name(name) ? HIDDEN : shown_value(value, depth);
}

function listed(texts: readonly string[]): string {
  const rest = texts.length - MOST_ENTRIES;
  return texts
    .slice(0, MOST_ENTRIES)
    .concat(rest > 0 ? [`… ${rest} more`] : [])
    .join(", ");
}

function shortened(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}…`;
}

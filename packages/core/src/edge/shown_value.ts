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
  const found = own_values(value, MOST_ENTRIES + 1);
  const entries = found.slice(0, MOST_ENTRIES);
  const more = found.length > entries.length ? [`… ${size_of(value) - entries.length} more`] : [];
  if (Array.isArray(value) || value instanceof Set)
    return `[${[...entries.map(([, item]) => shown_value(item, depth + 1)), ...more].join(", ")}]`;
  const fields = entries.map(([name, item]) => `${name}: ${shown_field(name, item, depth + 1)}`);
  const name = value.constructor?.name;
  return `${name === undefined || name === "Object" ? "" : `${name} `}{ ${[...fields, ...more].join(", ")} }`;
}

function size_of(value: object): number {
  if (Array.isArray(value)) return value.length;
  return value instanceof Map || value instanceof Set ? value.size : Reflect.ownKeys(value).length;
}

/** The first values that a list, a Set, a Map or an object holds, by name; a getter is not called. */
export function own_values(value: unknown, most: number): [name: string, item: unknown][] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) return value.slice(0, most).map((item, at) => [String(at), item]);
  if (value instanceof Map || value instanceof Set)
    return [...value.entries().take(most)].map(([key, item]) => [String(key), item]);
  return Reflect.ownKeys(value)
    .values()
    .filter((key) => typeof key === "string")
    .map((key) => [key, Object.getOwnPropertyDescriptor(value, key)] as const)
    .filter(([, descriptor]) => descriptor?.enumerable)
    .take(most)
    .map(([key, descriptor]): [string, unknown] => [key, "value" in descriptor! ? descriptor.value : GETTER])
    .toArray();
}

const GETTER = Symbol("getter");

/** The value of a field, unless its name says that it is a secret. */
export function shown_field(name: string, value: unknown, depth = 0): string {
  if (value === GETTER) return "(getter)";
  return is_secret_name(name) ? HIDDEN : shown_value(value, depth);
}

function shortened(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}…`;
}

import { Markup } from "../text/markup.ts";
import { is_boxed_float } from "./float.ts";
import { is_tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";

/** A value that is identical for what Python calls equal: the key of a set. The value must be hashable. */
export function hash_key(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Markup) return value.value;
  if (is_boxed_float(value)) return Number(value);
  if (value instanceof Undefined) return `undefined ${value.__hash__()}`;
  if (is_tuple(value)) return tuple_key(value);
  return value;
}

/** Tuples by their items. Each item's text is written with its length, so that no two tuples share a key. */
function tuple_key(items: readonly unknown[]): unknown {
  const parts = items.map((item) => {
    const key = hash_key(item);
    const text = `${typeof key} ${String(key)}`;
    return `${text.length}:${text}`;
  });
  return `\0tuple ${parts.join(",")}`;
}

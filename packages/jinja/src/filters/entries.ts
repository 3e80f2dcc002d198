import { dict_entries } from "../values/dict.ts";
import { is_mapping, is_text } from "../values/kinds.ts";
import { probe } from "../values/marker.ts";
import { iterate, list_of } from "../values/protocols.ts";
import { Undefined } from "../values/undefined.ts";
import { no_attribute } from "./no_attribute.ts";

export function entries_of(value: unknown): [unknown, unknown][] {
  if (is_mapping(value)) return dict_entries(value);
  if (value instanceof Undefined) value._fail_with_undefined_error();
  const entries = method_entries(value);
  if (entries === undefined) throw no_attribute(value, "items");
  return entries;
}

/** The pairs of an object that is no dict but has `items()` or `entries()`: sessions, forms, URLSearchParams. */
export function method_entries(value: unknown): [unknown, unknown][] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) || value instanceof Set || is_text(value)) return undefined;
  for (const name of ["items", "entries"]) {
    const method = probe(value, name);
    if (typeof method !== "function") continue;
    return Array.from(iterate(method.call(value)), (pair) => {
      const [key, item] = list_of(pair);
      return [key, item];
    });
  }
  return undefined;
}

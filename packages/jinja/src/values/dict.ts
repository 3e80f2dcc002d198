import { Markup } from "../text/markup.ts";
import { equal } from "./equality.ts";
import { is_boxed_float } from "./float.ts";
import { is_mapping } from "./kinds.ts";
import { marked_type, probe } from "./marker.ts";
import { is_tuple } from "./tuple.ts";

/** A dict in a template: a Map, or a plain object whose keys are its own enumerable names. */
export type Dict = Map<unknown, unknown> | Record<string, unknown>;

export function dict_size(dict: Dict): number {
  return dict instanceof Map ? dict.size : Object.keys(dict).length;
}

export function dict_keys(dict: Dict): unknown[] {
  return dict instanceof Map ? Array.from(dict.keys()) : Object.keys(dict);
}

export function dict_entries(dict: Dict): [unknown, unknown][] {
  return dict instanceof Map ? Array.from(dict.entries()) : Object.entries(dict);
}

/** The entries of a dict, also of one that another package brings (a form, a session); undefined for what is none. */
export function entries_of_dict(value: unknown): [unknown, unknown][] | undefined {
  if (is_mapping(value)) return dict_entries(value);
  if (typeof value !== "object" || value === null || marked_type(value) !== "dict") return undefined;
  const items = probe(value, "items");
  return typeof items === "function" ? Array.from(items.call(value)) : undefined;
}

/** The key under which a Map holds what Python calls an equal key: `1.0` finds `1`, a tuple finds its equal. */
function stored_key(map: Map<unknown, unknown>, key: unknown): unknown {
  if (map.has(key)) return key;
  if (typeof key === "string" || (typeof key === "number" && !has_odd_keys(map)))
    return find_markup(map, key);
  for (const known of map.keys()) if (equal(known, key)) return known;
  return key;
}

function find_markup(map: Map<unknown, unknown>, key: unknown): unknown {
  if (typeof key !== "string") return key;
  for (const known of map.keys()) if (known instanceof Markup && known.value === key) return known;
  return key;
}

function has_odd_keys(map: Map<unknown, unknown>): boolean {
  for (const key of map.keys()) {
    if (typeof key === "boolean" || typeof key === "bigint" || is_boxed_float(key)) return true;
  }
  return false;
}

/** A plain object's key for a template's: only text names a property; an integer does where JavaScript wrote it so. */
function property_key(key: unknown): string | undefined {
  if (typeof key === "string") return key;
  if (key instanceof Markup) return key.value;
  return undefined;
}

export function dict_has(dict: Dict, key: unknown): boolean {
  if (dict instanceof Map) return dict.has(key) || dict.has(stored_key(dict, key));
  const name = property_key(key);
  return name !== undefined && Object.hasOwn(dict, name);
}

/** The value under `key`, or undefined. */
export function dict_get(dict: Dict, key: unknown): unknown {
  if (dict instanceof Map) {
    const value = dict.get(key);
    return value !== undefined ? value : dict.get(stored_key(dict, key));
  }
  const name = property_key(key);
  return name !== undefined && Object.hasOwn(dict, name) ? dict[name] : undefined;
}

/** Sets without ever reaching a prototype: `__proto__` becomes an own property. */
export function dict_set(dict: Dict, key: unknown, value: unknown): void {
  if (dict instanceof Map) {
    dict.set(stored_key(dict, key), value);
    return;
  }
  const name = property_key(key) ?? String(key);
  if (name === "__proto__") {
    Object.defineProperty(dict, name, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  dict[name] = value;
}

export function dict_delete(dict: Dict, key: unknown): void {
  if (dict instanceof Map) dict.delete(stored_key(dict, key));
  else delete dict[property_key(key) ?? String(key)];
}

export function dict_copy(dict: Dict): Dict {
  return dict instanceof Map ? new Map(dict) : { ...dict };
}

/** Whether the value may be a dict key or a set's member. */
export function is_hashable(value: unknown): boolean {
  if (is_tuple(value)) return value.every(is_hashable);
  return !(Array.isArray(value) || is_mapping(value) || value instanceof Set);
}

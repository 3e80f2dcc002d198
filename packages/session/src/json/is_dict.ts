import { marked_type } from "../python/marker.ts";

/** A plain object, of any realm. */
export function is_plain_object(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is what Python would have as a dict: a plain object, or one that says it is one. */
export function is_dict(value: object): value is Record<string, unknown> {
  return is_plain_object(value) || marked_type(value) === "dict";
}

/** A dict's entries. One of a class is asked for them: a key named like a method reads as that, and not all keys are properties. */
export function dict_entries(dict: Record<string, unknown>): Iterable<readonly [string, unknown]> {
  const { items } = dict;
  return typeof items === "function" && !is_plain_object(dict) ? items.call(dict) : Object.entries(dict);
}

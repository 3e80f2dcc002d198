import { marked_type } from "../python/marker.ts";

/** Whether a value is what Python would have as a dict: a plain object, of any realm, or one that says it is one. */
export function is_dict(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null || marked_type(value) === "dict";
}

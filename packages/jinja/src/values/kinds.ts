import { Markup } from "../text/markup.ts";
import { Complex } from "./complex.ts";
import { is_float } from "./float.ts";
import { marked_type } from "./marker.ts";
import { Range } from "./range.ts";

/**
 * Whether Python would see a dict: an object literal, JSON, `Object.create(null)`. Instances of classes are objects
 * with attributes. Objects of another realm (a vm context) have another `Object.prototype`.
 */
export function is_plain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto === Object.prototype) return true;
  return proto === null ? !is_namespace_module(value) : is_foreign_root(proto);
}

function is_foreign_root(proto: unknown): boolean {
  return (
    typeof proto === "object" &&
    Object.getPrototypeOf(proto) === null &&
    Object.hasOwn(proto as object, "hasOwnProperty") // `typeof` said so; Object.getPrototypeOf excluded null
  );
}

/** `import * as x` has no prototype either, and is no dict. */
function is_namespace_module(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Module]";
}

/** Whether Python would see a str. */
export function is_text(value: unknown): value is string | Markup {
  return typeof value === "string" || value instanceof Markup;
}

export function is_mapping(value: unknown): value is Map<unknown, unknown> | Record<string, unknown> {
  return value instanceof Map || is_plain(value);
}

/** The text of a str or Markup; whatever else is printed by JavaScript. */
export function text_of(value: string | Markup): string {
  return typeof value === "string" ? value : value.value;
}

/** The name that Python's messages give to the value's type. */
export function type_name(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "number":
      return is_float(value) ? "float" : "int";
    case "bigint":
      return "int";
    case "function":
      return is_class(value) ? "type" : "function";
    case "symbol":
      return "symbol";
  }
  return object_name(value);
}

function object_name(value: object): string {
  const marked = marked_type(value);
  if (typeof marked === "string") return marked === "uuid" ? "UUID" : marked;
  if (value instanceof Markup) return "Markup";
  if (Array.isArray(value)) return "list";
  if (value instanceof Complex) return "complex";
  if (value instanceof Range) return "range";
  if (is_mapping(value)) return "dict";
  if (value instanceof Set) return "set";
  if (value instanceof Date) return "datetime.datetime";
  if (value instanceof Uint8Array) return "bytes";
  if (is_generator(value)) return "generator";
  return class_name(value);
}

/** The name of an object's class, asked of its prototype: to a Proxy over a dict, "constructor" is a key. */
export function class_name(value: object): string {
  const maker: unknown = (Object.getPrototypeOf(value) as object | null)?.constructor;
  return typeof maker === "function" && maker.name !== "" ? maker.name : "object";
}

export function is_generator(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Generator]";
}

const CLASS_TEXT = /^class\b/;
const CLASSES = new WeakMap<object, boolean>();

/** Whether the function can only be called with `new`. The answer is kept: reading a function's text is slow. */
export function is_class(value: unknown): boolean {
  if (typeof value !== "function" || value.prototype === undefined) return false;
  const known = CLASSES.get(value);
  if (known !== undefined) return known;
  const answer = CLASS_TEXT.test(Function.prototype.toString.call(value));
  CLASSES.set(value, answer);
  return answer;
}

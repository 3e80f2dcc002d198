import { Markup } from "../text/markup.ts";
import { bytes_repr, string_repr } from "../text/string_repr.ts";
import { date_repr, date_text } from "./dates.ts";
import { dict_entries } from "./dict.ts";
import { is_boxed_float, is_float } from "./float.ts";
import { float_digits } from "./float_text.ts";
import { class_name, is_class, is_mapping } from "./kinds.ts";
import { marked_type, probe } from "./marker.ts";
import { refuse_promise } from "./protocols.ts";
import { is_tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";
import { DictView } from "./views.ts";

/** Python's `str(value)`. */
export function text_of_value(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return number_text(value);
  if (typeof value === "object" && value !== null) {
    if (value instanceof Markup) return value.value;
    if (value instanceof Date) return date_text(value);
    return object_text(value, []);
  }
  return scalar_text(value);
}

function number_text(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : float_digits(value);
}

/** Python's `repr(value)`. */
export function repr(value: unknown): string {
  return nested_repr(value, []);
}

function nested_repr(value: unknown, open: readonly object[]): string {
  if (typeof value === "string") return string_repr(value);
  if (typeof value === "number") return number_text(value);
  if (typeof value !== "object" || value === null) return scalar_text(value);
  if (value instanceof Markup) return `Markup(${string_repr(value.value)})`;
  if (value instanceof Date) return date_repr(value);
  if (value instanceof Undefined) return "Undefined";
  return object_text(value, open);
}

function scalar_text(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "function")
    return is_class(value) ? `<class '${value.name}'>` : `<function ${value.name}>`;
  return String(value);
}

/** Containers print their items by `repr`; `open` holds the containers being printed, so that cycles end. */
function object_text(value: object, open: readonly object[]): string {
  if (Array.isArray(value)) return array_text(value, open);
  if (is_boxed_float(value)) return float_digits(Number(value));
  if (is_mapping(value)) return dict_text(value, open);
  if (value instanceof Set) return set_text(value, open);
  if (value instanceof DictView) return `dict_${value.kind}(${nested_repr(value.list(), open)})`;
  if (value instanceof Uint8Array) return bytes_repr(value);
  refuse_promise(value);
  return instance_text(value);
}

function array_text(value: readonly unknown[], open: readonly object[]): string {
  const tuple = is_tuple(value);
  if (open.includes(value)) return tuple ? "(...)" : "[...]";
  const items = Array.from(value, (item) => nested_repr(item, [...open, value])).join(", ");
  if (!tuple) return `[${items}]`;
  return value.length === 1 ? `(${items},)` : `(${items})`;
}

function dict_text(value: Parameters<typeof dict_entries>[0], open: readonly object[]): string {
  if (open.includes(value)) return "{...}";
  const inside = [...open, value];
  const pairs = dict_entries(value).map(
    ([key, item]) => `${nested_repr(key, inside)}: ${nested_repr(item, inside)}`,
  );
  return `{${pairs.join(", ")}}`;
}

function set_text(value: Set<unknown>, open: readonly object[]): string {
  if (value.size === 0) return "set()";
  if (open.includes(value)) return "set(...)";
  return `{${Array.from(value, (item) => nested_repr(item, [...open, value])).join(", ")}}`;
}

/** An instance prints as its class says; Python's `str()` of an error is its message. */
function instance_text(value: object): string {
  const to_string = probe(value, "toString");
  if (to_string === Error.prototype.toString) return String(Reflect.get(value, "message"));
  if (typeof to_string === "function" && to_string !== Object.prototype.toString) return String(value);
  const marked = marked_type(value);
  const items = marked === "dict" ? probe(value, "items") : undefined;
  if (typeof items === "function")
    return `<${class_name(value)} ${dict_text(new Map(Reflect.apply(items, value, [])), [])}>`;
  return marked === undefined ? `<${class_name(value)} object>` : `<${String(marked)} object>`;
}

/** Whether the value prints digits: what the number filters and `%d` take. */
export function is_number(value: unknown): boolean {
  return (
    typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" || is_float(value)
  );
}

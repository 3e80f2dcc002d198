import { AttributeError, KeyError, ValueError } from "../errors.ts";
import { escape_text, has_html, Markup } from "../text/markup.ts";
import { type_name } from "../values/kinds.ts";
import { type AnyFunction, type Kwargs, with_signature } from "../values/signature.ts";
import { type FieldAccess, plain_text, str_format } from "../values/str_format.ts";
import { repr } from "../values/text_of_value.ts";

/** Looks attributes and items up for format fields; undefined where there is none. */
export interface Lookup {
  attribute(value: unknown, name: string): unknown;
  item(value: unknown, key: unknown): unknown;
}

/** The text behind each bound `format` method, so that a sandbox can format with its own look-ups. */
const FORMATS = new WeakMap<object, { text: string | Markup; mapped: boolean }>();

export function format_behind(fn: unknown): { text: string | Markup; mapped: boolean } | undefined {
  return typeof fn === "function" ? FORMATS.get(fn) : undefined;
}

/** `"…".format` as a function of its arguments; `mapped` is `format_map`, which takes one mapping. */
export function format_method(text: string | Markup, mapped: boolean, lookup: Lookup): AnyFunction {
  const fn = mapped
    ? with_signature("format_map", "mapping /", (mapping: Kwargs) => format_with(text, [], mapping, lookup))
    : with_signature("format", "* **", (...given: unknown[]) => {
        const kwargs = given.at(-1) as Kwargs; // the signature puts the keyword arguments last, always
        return format_with(text, given.slice(0, -1), kwargs, lookup);
      });
  FORMATS.set(fn, { text, mapped });
  return fn;
}

/** Python's `text.format(*args, **kwargs)`; what goes into Markup is escaped. */
export function format_with(
  text: string | Markup,
  args: readonly unknown[],
  kwargs: Kwargs,
  lookup: Lookup,
): string | Markup {
  const safe = text instanceof Markup;
  const formatted = str_format(safe ? text.value : text, args, kwargs, field_access(lookup, safe));
  return safe ? new Markup(formatted) : formatted;
}

function field_access(lookup: Lookup, safe: boolean): FieldAccess {
  return {
    getattr: (value, name) => {
      const found = lookup.attribute(value, name);
      if (found !== undefined) return found;
      throw new AttributeError(`'${type_name(value)}' object has no attribute '${name}'`);
    },
    getitem: (value, key) => {
      const found = lookup.item(value, key);
      if (found !== undefined) return found;
      throw new KeyError(repr(key));
    },
    text: safe ? safe_field : plain_text,
  };
}

function safe_field(value: unknown, spec: string): string {
  if (!has_html(value)) return escape_text(plain_text(value, spec));
  if (spec !== "") throw new ValueError("Unsupported format specification for Markup.");
  return value instanceof Markup ? value.value : escape_text(value.__html__());
}

import { attribute, item, Slice } from "../access/attribute.ts";
import { call, call_attribute, merge_kwargs } from "../access/call.ts";
import { slice_sequence } from "../access/slices.ts";
import { TemplateRuntimeError } from "../errors.ts";
import { escape_text, has_html, Markup } from "../text/markup.ts";
import { negate, unary_plus } from "../values/arithmetic.ts";
import { contains } from "../values/contains.ts";
import { dict_set, is_hashable } from "../values/dict.ts";
import { equal } from "../values/equality.ts";
import { Float } from "../values/float.ts";
import { type_name } from "../values/kinds.ts";
import * as operators from "../values/operators.ts";
import { ordered } from "../values/ordering.ts";
import { iterate, truth } from "../values/protocols.ts";
import { invoke } from "../values/signature.ts";
import { text_of_value } from "../values/text_of_value.ts";
import { tuple_of } from "../values/tuple.ts";
import { Undefined } from "../values/undefined.ts";
import { unpack } from "../values/unpack.ts";
import { LoopContext } from "./loop_context.ts";
import { Macro } from "./macro.ts";
import { check_namespace, set_namespace } from "./namespace.ts";
import { TemplateReference } from "./template_reference.ts";
import { trace } from "./trace.ts";

interface Escaping {
  readonly eval_ctx: { readonly autoescape: boolean };
}

/** Text for the output, escaped where the context says so. */
function text_if(context: Escaping, value: unknown): string {
  return context.eval_ctx.autoescape ? operators.escaped(value) : text_of_value(value);
}

/** The value, as Markup where autoescape is on. */
function safe_if(context: Escaping, value: unknown): unknown {
  if (!context.eval_ctx.autoescape) return value;
  return value instanceof Markup ? value : new Markup(has_html(value) ? value : text_of_value(value));
}

function escaped(value: unknown): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return operators.escaped(value);
}

/** What is written without escaping must be text already. */
function raw_text(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Markup) return value.value;
  throw new TypeError(`expected str instance, ${type_name(value)} found`);
}

/** `~`: text, escaped and safe as soon as one part is Markup. Other objects become plain text first, as in Jinja. */
function markup_join(parts: readonly unknown[]): string | Markup {
  if (!parts.some((part) => part instanceof Markup)) return str_join(parts);
  return new Markup(
    parts.map((part) => (part instanceof Markup ? part.value : escape_text(text_of_value(part)))).join(""),
  );
}

function str_join(parts: readonly unknown[]): string {
  return parts.map(text_of_value).join("");
}

function dict_of(pairs: readonly (readonly [unknown, unknown])[]): Map<unknown, unknown> {
  const dict = new Map<unknown, unknown>();
  for (const [key, value] of pairs) {
    if (!is_hashable(key)) throw new TypeError(`unhashable type: '${type_name(key)}'`);
    dict_set(dict, key, value);
  }
  return dict;
}

function extended_twice(): never {
  throw new TemplateRuntimeError("extended multiple times");
}

function no_filter(name: string): () => never {
  return () => {
    throw new TemplateRuntimeError(`No filter named '${name}' found.`);
  };
}

function no_test(name: string): () => never {
  return () => {
    throw new TemplateRuntimeError(`No test named '${name}' found.`);
  };
}

/** The part of what generated code uses that is the same in every environment. */
export const RUNTIME = {
  ...operators,
  escaped,
  text: text_of_value,
  text_if,
  safe_if,
  raw_text,
  markup_join,
  str_join,
  dict_of,
  unpack,
  extended_twice,
  no_filter,
  no_test,
  attribute,
  item,
  Slice,
  slice_sequence,
  call,
  call_attribute,
  merge_kwargs,
  Markup,
  negate,
  unary_plus,
  contains,
  equal,
  ordered,
  Float,
  iterate,
  truth,
  invoke,
  tuple_of,
  Undefined,
  LoopContext,
  Macro,
  TemplateReference,
  check_namespace,
  set_namespace,
  trace,
  prototype_of: Object.getPrototypeOf,
  plain: Object.prototype,
};

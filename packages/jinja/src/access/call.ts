import { string_repr } from "../text/string_repr.ts";
import { entries_of_dict } from "../values/dict.ts";
import { is_class, is_plain, is_text, type_name } from "../values/kinds.ts";
import { marked_type } from "../values/marker.ts";
import { iterable_of, iterate } from "../values/protocols.ts";
import { type AnyFunction, type Kwargs, place_arguments } from "../values/signature.ts";
import { tuple_of } from "../values/tuple.ts";
import { Undefined } from "../values/undefined.ts";
import { attribute, item } from "./attribute.ts";
import { runs_code, safe_member } from "./guarded.ts";
import { pass_marker_of } from "./pass_marker.ts";
import { CALL, has_attributes, is_callable_object } from "./template_object.ts";

/** What a call can pass on: the context, its eval context, its environment. */
export interface CallContext {
  readonly environment: unknown;
  readonly eval_ctx: { readonly autoescape: boolean };
  for_call(): unknown;
}

/** Python's `fn(*args, **kwargs)`. A function that returns nothing gives None. */
export function call(
  context: CallContext,
  fn: unknown,
  args: readonly unknown[],
  kwargs: Kwargs | undefined,
): unknown {
  if (typeof fn === "function") return call_function(context, fn as AnyFunction, undefined, args, kwargs); // `typeof` proved it
  if (is_callable_object(fn)) return fn[CALL](args, kwargs, context.eval_ctx.autoescape);
  if (fn instanceof Undefined) return fn.__call__(args, kwargs);
  const method = call_method(fn);
  if (method !== undefined) return call_function(context, method, fn, args, kwargs);
  throw new TypeError(`'${type_name(fn)}' object is not callable`);
}

function call_function(
  context: CallContext,
  fn: AnyFunction,
  self: unknown,
  args: readonly unknown[],
  kwargs: Kwargs | undefined,
): unknown {
  if (runs_code(fn)) throw new TypeError("a template may not run text as code");
  const marker = pass_marker_of(fn);
  const given = marker === undefined ? args : [passed(context, marker), ...args];
  const placed = place_arguments(fn, given, kwargs);
  const result: unknown = is_class(fn) ? Reflect.construct(fn, placed) : Reflect.apply(fn, self, placed);
  return result === undefined ? null : result;
}

/** The `__call__` of a class instance, by which it is called as in Python: a form's field prints itself by `form.name()`. */
export function call_method(value: unknown): AnyFunction | undefined {
  if (!is_instance(value)) return undefined;
  const method = safe_member(value, "__call__");
  return typeof method === "function" ? (method as AnyFunction) : undefined; // `typeof` proved it
}

function passed(context: CallContext, marker: "context" | "eval_context" | "environment"): unknown {
  if (marker === "context") return context.for_call();
  return marker === "eval_context" ? context.eval_ctx : context.environment;
}

/** `value.name(...)`: an instance's method is called on it, without making a bound function first. */
export function call_attribute(
  context: CallContext,
  value: unknown,
  name: string,
  args: readonly unknown[],
  kwargs: Kwargs | undefined,
  absent: (value: unknown, name: string) => unknown,
): unknown {
  if (value instanceof Undefined) return call(context, value.__getattr__(name), args, kwargs);
  if (is_instance(value)) {
    const method = safe_member(value, name);
    if (typeof method === "function") {
      const result = call_function(context, method as AnyFunction, value, args, kwargs); // `typeof` proved it
      return PAIR_METHODS.has(name) && marked_type(value) === "dict" ? pairs_of(result) : result;
    }
  }
  const found = attribute(value, name) ?? (is_text(value) ? undefined : item(value, name));
  return call(context, found === undefined ? absent(value, name) : found, args, kwargs);
}

/** The methods by which a dict of another package (a session, a form) gives pairs, which are tuples in Python. */
const PAIR_METHODS: ReadonlySet<string> = new Set(["items", "lists"]);

function pairs_of(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(pair_of);
  return iterable_of(result) === undefined ? result : each_pair(iterate(result));
}

function* each_pair(pairs: Iterable<unknown>): Generator<unknown> {
  for (const pair of pairs) yield pair_of(pair);
}

function pair_of(pair: unknown): unknown {
  return Array.isArray(pair) ? tuple_of(pair) : pair;
}

/** Objects whose members are JavaScript's own business: no dict, list or text. */
function is_instance(value: unknown): value is object {
  if (typeof value !== "object" || value === null || is_plain(value) || is_text(value)) return false;
  return !(Array.isArray(value) || value instanceof Map || value instanceof Set || has_attributes(value));
}

/** `f(**a)` together with `f(b=1)`. */
export function merge_kwargs(kwargs: Kwargs | undefined, more: unknown): Kwargs {
  const merged: Kwargs = { ...kwargs };
  const entries = entries_of_dict(more);
  if (entries === undefined) {
    throw new TypeError(`argument after ** must be a mapping, not ${type_name(more)}`);
  }
  for (const [key, value] of entries) {
    if (!is_text(key)) throw new TypeError("keywords must be strings");
    const name = String(key);
    if (Object.hasOwn(merged, name))
      throw new TypeError(`got multiple values for keyword argument ${string_repr(name)}`);
    Object.defineProperty(merged, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return merged;
}

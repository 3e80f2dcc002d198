import { attribute, item } from "../access/attribute.ts";
import { call_method } from "../access/call.ts";
import { methods_of } from "../access/methods_of.ts";
import { format_behind, format_with } from "../access/text_formatting.ts";
import { OverflowError, SecurityError } from "../errors.ts";
import { index_argument } from "../methods/text_methods.ts";
import type { Context } from "../runtime/context.ts";
import { string_repr } from "../text/string_repr.ts";
import { is_mapping, is_text, text_of, type_name } from "../values/kinds.ts";
import * as operators from "../values/operators.ts";
import { size_of } from "../values/protocols.ts";
import { Range } from "../values/range.ts";
import { type AnyFunction, type Kwargs, with_signature } from "../values/signature.ts";
import { repr } from "../values/text_of_value.ts";
import { Undefined } from "../values/undefined.ts";
import { Environment } from "./environment.ts";
import type { EnvironmentOptions } from "./options.ts";

/** The longest range that a sandboxed template may make. */
export const MAX_RANGE = 100_000;
/** The longest text or list that `*` may make in a sandboxed template. */
export const MAX_REPEATED = 1_000_000;

const BINARY: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  "+": operators.add,
  "-": operators.subtract,
  "*": operators.multiply,
  "/": operators.divide,
  "//": operators.floor_division,
  "%": operators.remainder,
  "**": operators.power,
};

const UNSAFE = new WeakSet<object>();

/** Marks a function that sandboxed templates may not call. Returns the function. */
export function unsafe<F extends AnyFunction>(fn: F): F {
  UNSAFE.add(fn);
  return fn;
}

/**
 * For templates that are not trusted: names that begin with an underscore are out of reach, functions marked `unsafe`
 * cannot be called, ranges and repetitions are bounded. What the context holds is still the program's choice.
 */
export class SandboxedEnvironment extends Environment {
  override readonly sandboxed: boolean = true;

  constructor(options: EnvironmentOptions = {}) {
    super(options);
    this.globals.range = with_signature("range", "start stop? step? /", safe_range);
  }

  override get intercepted_operators(): ReadonlySet<string> {
    return REPEATING;
  }

  /** Whether templates may read the attribute. */
  is_safe_attribute(_obj: unknown, attr: string, _value: unknown): boolean {
    return !attr.startsWith("_");
  }

  /** Whether templates may call the function: not if it is marked `unsafe` or by a property `alters_data`. */
  is_safe_callable(fn: unknown): boolean {
    if (typeof fn !== "function") return this.#has_safe_call(fn);
    return (
      !UNSAFE.has(fn) &&
      Reflect.get(fn, "alters_data") !== true &&
      Reflect.get(fn, "unsafe_callable") !== true
    );
  }

  /** An instance is called by its `__call__`, and may carry the marks itself, as in Python. */
  #has_safe_call(instance: unknown): boolean {
    const method = call_method(instance);
    if (method === undefined) return true;
    const { alters_data, unsafe_callable } = instance as { alters_data?: unknown; unsafe_callable?: unknown }; // it has a method
    return alters_data !== true && unsafe_callable !== true && this.is_safe_callable(method);
  }

  /** What an unsafe attribute reads as: undefined, and SecurityError when it is used. */
  unsafe_undefined(obj: unknown, attr: string): Undefined {
    const message = `access to attribute ${string_repr(attr)} of '${type_name(obj)}' object is unsafe.`;
    return new this.undefined(message, obj, attr, SecurityError);
  }

  override getattr(value: unknown, name: string): unknown {
    if (value instanceof Undefined) return super.getattr(value, name);
    const found = attribute(value, name);
    if (found === undefined) return super.getattr(value, name);
    return this.is_safe_attribute(value, name, found) ? found : this.unsafe_undefined(value, name);
  }

  override getitem(value: unknown, key: unknown): unknown {
    if (value instanceof Undefined || !is_text(key)) return super.getitem(value, key);
    const found = is_mapping(value) ? item(value, key) : undefined;
    return found === undefined ? this.getattr(value, text_of(key)) : found;
  }

  override call(
    context: Context,
    fn: unknown,
    args: readonly unknown[],
    kwargs: Kwargs | undefined,
  ): unknown {
    if (!this.is_safe_callable(fn)) throw new SecurityError(`${repr(fn)} is not safely callable`);
    const format = format_behind(fn);
    if (format === undefined) return super.call(context, fn, args, kwargs);
    const named = format.mapped ? (args[0] as Kwargs) : (kwargs ?? {}); // format_map takes one mapping
    return format_with(format.text, format.mapped ? [] : args, named, {
      attribute: (value, name) => this.getattr(value, name),
      item: (value, key) => this.getitem(value, key),
    });
  }

  /** Runs an operator of `intercepted_operators`. */
  call_binop(_context: Context, operator: string, left: unknown, right: unknown): unknown {
    if (operator === "*") check_repetition(left, right);
    const run = BINARY[operator];
    if (run === undefined) throw new SecurityError(`the operator ${operator} is not allowed`);
    return run(left, right);
  }
}

const REPEATING: ReadonlySet<string> = new Set(["*"]);

function check_repetition(left: unknown, right: unknown): void {
  for (const [sequence, times] of [
    [left, right],
    [right, left],
  ]) {
    const size = size_of(sequence);
    if (size === undefined || (typeof times !== "number" && typeof times !== "bigint")) continue;
    if (size * Number(times) > MAX_REPEATED) {
      throw new OverflowError(`Repetition too long. The sandbox blocks results larger than ${MAX_REPEATED}.`);
    }
  }
}

function safe_range(start: unknown, stop?: unknown, step: unknown = 1): Range {
  const range =
    stop === undefined
      ? new Range(0, index_argument(start), 1)
      : new Range(index_argument(start), index_argument(stop), index_argument(step));
  if (range.length > MAX_RANGE) {
    throw new OverflowError(`Range too big. The sandbox blocks ranges larger than MAX_RANGE (${MAX_RANGE}).`);
  }
  return range;
}

/** A sandbox whose templates cannot change lists, dicts and sets either. */
export class ImmutableSandboxedEnvironment extends SandboxedEnvironment {
  override is_safe_attribute(obj: unknown, attr: string, value: unknown): boolean {
    return super.is_safe_attribute(obj, attr, value) && methods_of(obj).get(attr)?.mutates !== true;
  }
}

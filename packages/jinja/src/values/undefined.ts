import { UndefinedError } from "../errors.ts";
import { string_repr } from "../text/string_repr.ts";
import { type_name } from "./kinds.ts";

/** Stands for "no object": the undefined value is a variable, not somebody's attribute. */
const NO_OBJECT: unique symbol = Symbol("missing");

/** What an undefined value raises when it is used. */
export type UndefinedErrorClass = new (message: string) => Error;

/**
 * The value of a missing variable or attribute. It prints as nothing, iterates over nothing and is false; everything
 * else raises `UndefinedError`. Subclasses override the dunder methods, `toString` or `_fail_with_undefined_error`.
 */
export class Undefined {
  readonly _undefined_hint: string | null;
  readonly _undefined_obj: unknown;
  readonly _undefined_name: unknown;
  readonly _undefined_exception: UndefinedErrorClass;

  constructor(
    hint: string | null = null,
    obj: unknown = NO_OBJECT,
    name: unknown = null,
    exc: UndefinedErrorClass = UndefinedError,
  ) {
    this._undefined_hint = hint;
    this._undefined_obj = obj;
    this._undefined_name = name;
    this._undefined_exception = exc;
  }

  get _undefined_message(): string {
    if (this._undefined_hint) return this._undefined_hint;
    const name = this._undefined_name;
    const shown = typeof name === "string" ? string_repr(name) : String(name);
    if (this.is_variable) return `${shown} is undefined`;
    const owner = object_type(this._undefined_obj);
    return typeof name === "string"
      ? `${string_repr(owner)} has no attribute ${shown}`
      : `${owner} has no element ${shown}`;
  }

  /** Whether a name was looked up, rather than an attribute of an object. */
  get is_variable(): boolean {
    return this._undefined_obj === NO_OBJECT;
  }

  _fail_with_undefined_error(): never {
    throw new this._undefined_exception(this._undefined_message);
  }
  __getattr__(_name: string): unknown {
    return this._fail_with_undefined_error();
  }
  __getitem__(_key: unknown): unknown {
    return this._fail_with_undefined_error();
  }
  __call__(_args: readonly unknown[], _kwargs?: unknown): unknown {
    return this._fail_with_undefined_error();
  }
  __bool__(): boolean {
    return false;
  }
  __len__(): number {
    return 0;
  }
  __eq__(other: unknown): boolean {
    return other instanceof Undefined && other.constructor === this.constructor;
  }
  __contains__(_item: unknown): boolean {
    return false;
  }
  __hash__(): string {
    return "undefined";
  }
  *[Symbol.iterator](): Iterator<never> {}
  toString(): string {
    return "";
  }
}

/** How an undefined value's message names the object that lacks the attribute. */
export function object_type(obj: unknown): string {
  return obj === null || obj === undefined ? "None" : `${type_name(obj)} object`;
}

/** Attributes and items of an undefined value are undefined too, instead of raising. */
export class ChainableUndefined extends Undefined {
  __html__(): string {
    return this.toString();
  }
  override __getattr__(_name: string): unknown {
    return this;
  }
  override __getitem__(_key: unknown): unknown {
    return this;
  }
}

/** Prints the expression that was undefined. */
export class DebugUndefined extends Undefined {
  override toString(): string {
    const name = this._undefined_name;
    const shown = typeof name === "string" ? string_repr(name) : String(name);
    if (this._undefined_hint) return `{{ undefined value printed: ${this._undefined_hint} }}`;
    if (this.is_variable) return `{{ ${String(name)} }}`;
    return `{{ no such element: ${object_type(this._undefined_obj)}[${shown}] }}`;
  }
}

/** Raises on every use but the tests `defined` and `undefined`. */
export class StrictUndefined extends Undefined {
  override __bool__(): boolean {
    return this._fail_with_undefined_error();
  }
  override __len__(): number {
    return this._fail_with_undefined_error();
  }
  override __eq__(_other: unknown): boolean {
    return this._fail_with_undefined_error();
  }
  override __contains__(_item: unknown): boolean {
    return this._fail_with_undefined_error();
  }
  override __hash__(): string {
    return this._fail_with_undefined_error();
  }
  override [Symbol.iterator](): Iterator<never> {
    return this._fail_with_undefined_error();
  }
  override toString(): string {
    return this._fail_with_undefined_error();
  }
}

/** The constructor of an undefined class, as `Environment({ undefined })` takes it. */
export type UndefinedClass = new (
  hint?: string | null,
  obj?: unknown,
  name?: unknown,
  exc?: UndefinedErrorClass,
) => Undefined;

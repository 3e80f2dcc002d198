import type { AnyFunction, Kwargs } from "../values/signature.ts";
import type { UndefinedClass } from "../values/undefined.ts";

/** What the built-in filters and tests ask of an environment. */
export interface FilterHost {
  readonly undefined: UndefinedClass;
  readonly policies: Readonly<Record<string, unknown>>;
  readonly newline_sequence: string;
  readonly filters: Readonly<Record<string, AnyFunction>>;
  readonly tests: Readonly<Record<string, AnyFunction>>;
  readonly sandboxed: boolean;
  getitem(value: unknown, key: unknown): unknown;
  getattr(value: unknown, name: string): unknown;
  call_filter(
    name: string,
    value: unknown,
    args: readonly unknown[],
    kwargs: Kwargs,
    context: unknown,
  ): unknown;
  call_test(
    name: string,
    value: unknown,
    args: readonly unknown[],
    kwargs: Kwargs,
    context: unknown,
  ): unknown;
}

/** What filters marked with `pass_eval_context` get. */
export interface FilterEscape {
  readonly environment: FilterHost;
  readonly autoescape: boolean;
}

/** What filters marked with `pass_context` get. */
export interface FilterContext {
  readonly environment: FilterHost;
}

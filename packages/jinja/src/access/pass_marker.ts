import type { AnyFunction } from "../values/signature.ts";

export type PassMarker = "context" | "eval_context" | "environment";

/** A property on the function, not a WeakMap: it is read on every call that a template makes. */
const PASS: unique symbol = Symbol.for("miniflask.jinja.pass") as never; // `Symbol.for` has no unique type

/** What the function wants as its first argument, if anything. */
export function pass_marker_of(fn: object): PassMarker | undefined {
  return (fn as { [PASS]?: PassMarker })[PASS]; // any function may carry the marker
}

function marked<F extends AnyFunction>(fn: F, marker: PassMarker): F {
  Object.defineProperty(fn, PASS, { value: marker, enumerable: true });
  return fn;
}

/** Marks a filter, test or global: its first argument will be the active Context. Returns the function. */
export function pass_context<F extends AnyFunction>(fn: F): F {
  return marked(fn, "context");
}

/** Marks a filter, test or global: its first argument will be the EvalContext, which knows `autoescape`. */
export function pass_eval_context<F extends AnyFunction>(fn: F): F {
  return marked(fn, "eval_context");
}

/** Marks a filter, test or global: its first argument will be the Environment. */
export function pass_environment<F extends AnyFunction>(fn: F): F {
  return marked(fn, "environment");
}

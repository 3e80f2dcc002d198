import type { ViewReturn } from "../wire/view_return.ts";

type AnyFunction = (...args: never[]) => unknown;

/**
 * Gives a wrapping function the name and attributes of the view it wraps, so that the endpoint stays the view's
 * (Python's functools.wraps): `return wraps(view, (...args) => (g.user ? view(...args) : redirect("/login")))`. It passes for
 * the view: it takes what the view takes, and what it returns instead, a view may return too.
 */
export function wraps<F extends AnyFunction>(
  inner: F,
  outer: (...args: Parameters<F>) => ReturnType<F> | ViewReturn | Promise<ViewReturn>,
): F;
/** For a wrapper that is of another type than what it wraps, or generic. */
export function wraps<F extends AnyFunction>(inner: { readonly name: string }, outer: F): F;
export function wraps(inner: object, outer: AnyFunction): AnyFunction {
  const attributes = Object.getOwnPropertyDescriptors(inner) as Record<string, PropertyDescriptor>; // of any function
  for (const own of ["length", "prototype", "arguments", "caller"]) delete attributes[own];
  Object.defineProperties(outer, attributes);
  return outer;
}

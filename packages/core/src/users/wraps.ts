/**
 * Gives a wrapping function the name and attributes of the view it wraps, so that the endpoint stays the view's
 * (Python's functools.wraps): `return wraps(view, function wrapper(values) { … })`.
 */
export function wraps<F extends (...args: never[]) => unknown>(
  inner: { readonly name: string },
  outer: F,
): F {
  const attributes = Object.getOwnPropertyDescriptors(inner) as Record<string, PropertyDescriptor>; // of any function
  for (const own of ["length", "prototype", "arguments", "caller"]) delete attributes[own];
  Object.defineProperties(outer, attributes);
  return outer;
}

/**
 * Names the Python type of a value that JavaScript has no type for: `1.0`, tuples, UUIDs. Packages that must not
 * know each other (session, jinja) recognise each other's values by this property, never by `instanceof`.
 */
export const PYTHON_TYPE: unique symbol = Symbol.for("miniflask.python_type") as never; // `Symbol.for` has no unique type

/** The Python type that `value` claims, if it claims one. */
export function marked_type(value: object): unknown {
  return (value as { [PYTHON_TYPE]?: unknown })[PYTHON_TYPE]; // any object may carry the marker
}

/** The property `name`; undefined where a container raises its own kind of Python's KeyError for what it lacks. */
export function probe(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch (error) {
    if (typeof error === "object" && error !== null && marked_type(error) === "KeyError") return undefined;
    throw error;
  }
}

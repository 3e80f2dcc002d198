/** What turns the text of a header, form field or query argument into a value; a throw or NaN means it could not. */
export type Convert<V, T> = (value: V) => T;

/** `type(value)`, or undefined where the conversion failed (Werkzeug's `get(key, type=int)`). */
export function convert<V, T>(value: V, type: Convert<V, T>): T | undefined {
  try {
    const converted = type(value);
    return Number.isNaN(converted) ? undefined : converted;
  } catch {
    return undefined;
  }
}

/** The values that could be converted, in order (Werkzeug's `getlist(key, type=int)`). */
export function convert_all<V, T>(values: readonly V[], type: Convert<V, T>): T[] {
  return values
    .map((value) => convert(value, type))
    .filter((value): value is T & {} => value !== undefined) as T[];
}

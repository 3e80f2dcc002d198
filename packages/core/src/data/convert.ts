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

/** Fallback and conversion by name, as Python's keywords: `get("page", { default: 1, type: int })`. */
export interface GetOptions<V, T, D> {
  readonly default?: D;
  readonly type: Convert<V, T>;
}

/** What `get` was given beside the key, in Python's order or by name. An object without a function `type` is a fallback. */
export function get_arguments<V>(
  given: unknown,
  type: TypeArgument<V, unknown> | undefined,
): readonly [fallback: unknown, type: Convert<V, unknown> | undefined] {
  if (type !== undefined || !is_get_options<V>(given)) return [given, type_argument(type)];
  return [given.default, given.type];
}

/** A conversion, in its turn or by name: `getlist("id", int)` and `getlist("id", { type: int })`. */
export type TypeArgument<V, T> = Convert<V, T> | { readonly type: Convert<V, T> };

export function type_argument<V, T>(given: TypeArgument<V, T> | undefined): Convert<V, T> | undefined {
  return typeof given === "object" ? given.type : given;
}

function is_get_options<V>(given: unknown): given is GetOptions<V, unknown, unknown> {
  if (typeof given !== "object" || given === null || !("type" in given)) return false;
  return (
    typeof given.type === "function" && Object.keys(given).every((key) => key === "type" || key === "default")
  );
}

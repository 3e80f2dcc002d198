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

/** A fallback by name, as Python's keyword: `pop("page", { default: 1 })`. */
export interface NamedDefault<D> {
  readonly default: D;
}

/** The fallback, in its turn or by name. */
export function fallback_of(given: unknown): unknown {
  return is_named(given) && "default" in given ? given.default : given;
}

/** What `get` was given beside the key, in Python's order or by name. Any other object is a fallback. */
export function get_arguments<V>(
  given: unknown,
  type: TypeArgument<V, unknown> | null | undefined,
): readonly [fallback: unknown, type: Convert<V, unknown> | undefined] {
  if (type || !is_named<V>(given)) return [fallback_of(given), type_argument(type)];
  return [given.default, given.type];
}

/** A conversion, in its turn or by name: `getlist("id", int)` and `getlist("id", { type: int })`. */
export type TypeArgument<V, T> = Convert<V, T> | { readonly type: Convert<V, T> };

export function type_argument<V, T>(given: TypeArgument<V, T> | null | undefined): Convert<V, T> | undefined {
  return typeof given === "object" ? given?.type : given;
}

function is_named<V>(given: unknown): given is Partial<GetOptions<V, unknown, unknown>> {
  if (typeof given !== "object" || given === null) return false;
  const names = Object.keys(given);
  if (names.length === 0 || !names.every((name) => name === "type" || name === "default")) return false;
  return !("type" in given) || typeof given.type === "function";
}

/**
 * Key of the property that names a value's Python type. Other packages have classes of their own for the same
 * types; they recognise each other's values by this mark, since `instanceof` fails across copies and packages.
 */
// The cast is how a registered symbol becomes a unique type: TypeScript knows only those made by `Symbol()`.
export const PYTHON_TYPE: unique symbol = Symbol.for("miniflask.python_type") as never;

/** The Python type that an object is marked with: "float", "tuple", "uuid", "markup", "dict". */
export function marked_type(value: object): unknown {
  return (value as { [PYTHON_TYPE]?: unknown })[PYTHON_TYPE];
}

/** Marks every instance of a class. */
export function mark_class(owner: { readonly prototype: object }, type: string): void {
  Object.defineProperty(owner.prototype, PYTHON_TYPE, { value: type });
}

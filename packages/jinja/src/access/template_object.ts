/**
 * The engine's own objects (namespace, module, self) answer attribute look-ups by this method, so that nothing of
 * their machinery is reachable. Undefined means "no such attribute".
 */
export const ATTRIBUTE: unique symbol = Symbol("jinja.attribute");

/** Objects that templates can call: macros, blocks, loops, cyclers. */
export const CALL: unique symbol = Symbol("jinja.call");

export interface AttributeObject {
  [ATTRIBUTE](name: string): unknown;
}

export interface CallableObject {
  [CALL](
    args: readonly unknown[],
    kwargs: Record<string, unknown> | undefined,
    eval_autoescape?: boolean,
  ): unknown;
}

export function has_attributes(value: object): value is AttributeObject {
  return ATTRIBUTE in value;
}

export function is_callable_object(value: unknown): value is CallableObject {
  return typeof value === "object" && value !== null && CALL in value;
}

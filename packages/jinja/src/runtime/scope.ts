import { is_inherited_name } from "../access/guarded.ts";

/** Variables that a template can name: a plain object, a Map, or any object whose members are the variables. */
export type Scope = object | Map<string, unknown>;

/** A variable of a scope, or undefined. What every object inherits is no variable. */
export function scope_get(scope: Scope, name: string): unknown {
  if (scope instanceof Map) return scope.get(name);
  if (is_inherited_name(name) && !Object.hasOwn(scope, name)) return undefined;
  return Reflect.get(scope, name);
}

export function scope_names(scope: Scope): string[] {
  return scope instanceof Map ? Array.from(scope.keys(), String) : Object.keys(scope);
}

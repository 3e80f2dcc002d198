import { is_inherited_name } from "../access/guarded.ts";

/** Variables that a template can name: a plain object, a Map, or any object whose members are the variables. */
export type Scope = object | Map<string, unknown>;

/** A variable of a scope, or undefined. What every object inherits is no variable. */
export function scope_get(scope: Scope, name: string): unknown {
  if (scope instanceof Map) return scope.get(name);
  const value = (scope as Readonly<Record<string, unknown>>)[name]; // any object can be asked for a name
  if (value === undefined || !is_inherited_name(name)) return value;
  return Object.hasOwn(scope, name) ? value : undefined;
}

/** The scope, if reading a name that no object inherits from it needs no further thought. */
export function quick_scope(scope: Scope | undefined): Readonly<Record<string, unknown>> | null {
  if (scope === undefined || Object.getPrototypeOf(scope) !== Object.prototype) return null;
  return scope as Readonly<Record<string, unknown>>; // its prototype says that it is a plain object
}

export function scope_names(scope: Scope): string[] {
  return scope instanceof Map ? Array.from(scope.keys(), String) : Object.keys(scope);
}

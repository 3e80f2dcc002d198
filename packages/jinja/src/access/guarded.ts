import { probe } from "../values/marker.ts";
import type { AnyFunction } from "../values/signature.ts";

/** What every object inherits. None of it is a template's business, and some of it leads to `Function`. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What every function inherits or is made of. */
const OF_FUNCTIONS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Function.prototype),
  "prototype",
  "arguments",
  "caller",
]);

/** Names that describe an object's class; a function under them is never handed out. */
const CLASS_NAMES: ReadonlySet<string> = new Set(["constructor", "__proto__", "prototype"]);

function maker_of(fn: AnyFunction): unknown {
  return Reflect.get(Object.getPrototypeOf(fn), "constructor");
}

/** Functions that run text as code, however a template comes by them. */
const CODE_RUNNERS: ReadonlySet<unknown> = new Set([
  Function,
  // biome-ignore lint/security/noGlobalEval: named so that it can be refused
  globalThis.eval,
  maker_of(async () => {}),
  maker_of(function* () {}),
  maker_of(async function* () {}),
]);

export function runs_code(value: unknown): boolean {
  return typeof value === "function" && CODE_RUNNERS.has(value);
}

export function is_inherited_name(name: string): boolean {
  return INHERITED.has(name);
}

/**
 * A member of an object that is no dict: own or of its class, getters run with the object as `this`. Undefined for
 * whatever `Object.prototype` and `Function.prototype` give, so `constructor` and `__proto__` are out of reach.
 */
export function safe_member(obj: object, name: string): unknown {
  if (INHERITED.has(name)) return inherited_member(obj, name);
  if (typeof obj === "function" && OF_FUNCTIONS.has(name)) return undefined;
  const value = probe(obj, name);
  return typeof value === "function" && is_unsafe_function(name, value) ? undefined : value;
}

function is_unsafe_function(name: string, value: unknown): boolean {
  return CLASS_NAMES.has(name) || CODE_RUNNERS.has(value);
}

/** A class may override `toString` or hold data under `constructor`; what it merely inherits stays hidden. */
function inherited_member(obj: object, name: string): unknown {
  if (CLASS_NAMES.has(name)) return own_data(obj, name);
  const value: unknown = Reflect.get(obj, name);
  if (typeof obj === "function" || name.startsWith("__")) return own_data(obj, name);
  return value === Reflect.get(Object.prototype, name) ? undefined : value;
}

function own_data(obj: object, name: string): unknown {
  const value: unknown = Object.getOwnPropertyDescriptor(obj, name)?.value;
  return typeof value === "function" ? undefined : value;
}

/** An own property of a dict. A function is the user's, except where it could only be the object's class. */
export function dict_member(dict: Record<string, unknown>, name: string): unknown {
  if (!Object.hasOwn(dict, name)) return undefined;
  const value = dict[name];
  return typeof value === "function" && is_unsafe_function(name, value) ? undefined : value;
}

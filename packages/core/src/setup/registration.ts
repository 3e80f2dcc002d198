import { remember_place } from "./registered_at.ts";
import { SetupError } from "./setup_error.ts";

/** What a standard (TC39) decorator hands to a decorator of a static method. */
export interface StaticMethodContext {
  readonly kind: "method";
  readonly static: true;
  readonly name: string | symbol;
}

/** Both spellings of a registering method: `app.before_request(fn)` and `@app.before_request` / `app.before_request()(fn)`. */
export interface Registering<F> {
  <T extends F>(fn: T, context?: StaticMethodContext): T;
  (): <T extends F>(fn: T, context?: StaticMethodContext) => T;
}

type AnyFunction = (...args: never[]) => unknown;

/** Makes the method `name`, which hands every function it is given to `add` and returns that function. */
export function registering<F extends AnyFunction>(name: string, add: (fn: F) => void): Registering<F> {
  const take = <T extends F>(fn: T, context?: StaticMethodContext): T => register(name, fn, context, add);
  // One function serves both overloads. Counted, because an import that is undefined must not pass for "no function".
  return ((...given: [] | [fn: F, context?: StaticMethodContext]) =>
    given.length === 0 ? take : take(...given)) as Registering<F>;
}

/**
 * Registers `fn` now, or, for a decorated static method, when its class is there: `addInitializer` runs with the
 * class as `this`, which then is the function's `this` as well.
 */
export function register<F extends AnyFunction, T extends F>(
  name: string,
  fn: T,
  context: StaticMethodContext | undefined,
  add: (fn: F, method_name?: string) => void,
): T {
  if (context !== undefined) refuse_other_decorators(name, context);
  if (typeof fn !== "function")
    throw new SetupError(`${name} takes a function, it was given ${describe(fn)}`);
  remember_place(fn);
  if (context === undefined) add(fn);
  else register_static_method(fn, context, add);
  return fn;
}

function register_static_method<F extends AnyFunction>(
  fn: F,
  context: StaticMethodContext,
  add: (fn: F, method_name?: string) => void,
): void {
  const { addInitializer } = context as { addInitializer?: (run: (this: unknown) => void) => void };
  const method_name = String(context.name);
  if (addInitializer === undefined) {
    add(fn, method_name);
    return;
  }
  addInitializer.call(context, function (this: unknown) {
    add(bound_to_class(fn, this), method_name);
  });
}

const bindings = new WeakMap<AnyFunction, { readonly owner: unknown; readonly bound: AnyFunction }>();

/** Under several decorators a method stays one view, and keeps what other decorators wrote on it (`methods`, …). */
function bound_to_class<F extends AnyFunction>(fn: F, owner: unknown): F {
  const known = bindings.get(fn);
  if (known?.owner === owner) return known?.bound as F; // bind keeps the signature, here and below
  const { length, prototype, ...attributes } = Object.getOwnPropertyDescriptors<AnyFunction>(fn);
  const bound = Object.defineProperties(fn.bind(owner), attributes);
  bindings.set(fn, { owner, bound });
  return bound as F;
}

function refuse_other_decorators(name: string, context: unknown): void {
  if (typeof context === "string" || typeof context === "symbol") {
    throw new SetupError(
      `@${name} was called as a legacy decorator. Remove "experimentalDecorators" from tsconfig.json: standard decorators need no flag.`,
    );
  }
  const { kind, static: is_static } = context as { kind?: unknown; static?: unknown }; // checked right below
  if (kind === "method" && is_static === true) return;
  throw new SetupError(
    `@${name} decorates static methods only, not ${described(kind)}: there is no instance whose method a request could call. ` +
      'Write "static" before the method.',
  );
}

const described = (kind: unknown) => (kind === "method" ? "a method of instances" : `a ${String(kind)}`);

function describe(value: unknown): string {
  if (value === undefined)
    return "undefined. A name imported from a module that imports this one is undefined until both have run.";
  if (value === null) return "null.";
  return typeof value === "object" ? "an object." : `the ${typeof value} ${String(value)}.`;
}

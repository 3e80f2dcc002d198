import { default_exceptions, HTTPException, type InternalServerError } from "../wire/errors.ts";
import type { ErrorHandler } from "./hook_functions.ts";
import { APP_SCOPE } from "./hooks.ts";
import { register, type StaticMethodContext } from "./registration.ts";
import { SetupError } from "./setup_error.ts";

/** A class whose instances are thrown: `Error` or one derived from it. */
// biome-ignore lint/suspicious/noExplicitAny: a class is named here whatever its constructor takes
export type ErrorClass<E = unknown> = abstract new (...args: any[]) => E;

/** `errorhandler(code_or_class, handler)`, or a decorator where the handler is left out. */
export interface ErrorHandlerMethod {
  <E, F extends ErrorHandler<E>>(error_class: ErrorClass<E>, handler: F): F;
  <F extends ErrorHandler<InternalServerError>>(code: 500, handler: F): F; // it has the error that nothing handled
  <F extends ErrorHandler<HTTPException>>(code: number, handler: F): F;
  <E>(error_class: ErrorClass<E>): <F extends ErrorHandler<E>>(fn: F, context?: StaticMethodContext) => F;
  (code: 500): <F extends ErrorHandler<InternalServerError>>(fn: F, context?: StaticMethodContext) => F;
  (code: number): <F extends ErrorHandler<HTTPException>>(fn: F, context?: StaticMethodContext) => F;
}

/** Makes the method `name`, which hands each code or class and its handler to `add`. */
export function registering_handlers(
  name: string,
  add: (code_or_class: number | ErrorClass, handler: ErrorHandler) => void,
): ErrorHandlerMethod {
  const method = (code_or_class: number | ErrorClass, ...handler: [] | [ErrorHandler]) => {
    class_and_code(code_or_class); // at once: a decorator without a code would wait for a function for ever
    const take = (fn: ErrorHandler, context?: StaticMethodContext) =>
      register(name, fn, context, (registered: ErrorHandler) => add(code_or_class, registered));
    return handler.length === 0 ? take : take(...handler);
  };
  return method as ErrorHandlerMethod; // the overloads say what the one function returns for which arguments
}

type Handlers = Map<ErrorClass, ErrorHandler>;

/** Error handlers by scope, code and class (Flask's `error_handler_spec`). */
export class ErrorHandlers {
  readonly #scopes = new Map<string, Map<number | null, Handlers>>();

  register(scope: string, code_or_class: number | ErrorClass, handler: ErrorHandler): void {
    const [error_class, code] = class_and_code(code_or_class);
    const codes = this.#scopes.get(scope) ?? new Map<number | null, Handlers>();
    this.#scopes.set(scope, codes);
    const handlers = codes.get(code) ?? new Map<ErrorClass, ErrorHandler>();
    codes.set(code, handlers.set(error_class, handler));
  }

  /** Takes over a blueprint's handlers under the name it is registered with. */
  merge(from: ErrorHandlers, name: string): void {
    for (const [scope, codes] of from.#scopes) {
      const key = scope === APP_SCOPE ? name : `${name}.${scope}`;
      for (const handlers of codes.values()) {
        for (const [error_class, handler] of handlers) this.register(key, error_class, handler);
      }
    }
  }

  /** What the handler for `error` answers, or the error itself where nobody handles it. */
  answer(error: unknown, blueprints: readonly string[]): unknown {
    const handler = this.find(error, blueprints);
    return handler === undefined ? error : handler(error);
  }

  /**
   * The handler for `error`: by code before by class, a blueprint's before the app's, the nearest class first.
   * undefined where nobody handles it.
   */
  find(error: unknown, blueprints: readonly string[]): ErrorHandler | undefined {
    if (this.#scopes.size === 0) return undefined;
    const lineage = classes_of(error);
    // The class's code, as in Flask: handlers are filed by classes, and an error may have changed its own.
    const code = error instanceof HTTPException ? (error.constructor as typeof HTTPException).code : null;
    for (const wanted of code === null ? [null] : [code, null]) {
      for (const scope of [...blueprints, APP_SCOPE]) {
        const handlers = this.#scopes.get(scope)?.get(wanted);
        const error_class = handlers && lineage.find((candidate) => handlers.has(candidate));
        if (error_class) return handlers.get(error_class);
      }
    }
    return undefined;
  }
}

/** The class and the code that a handler is registered by; throws for what is neither a code nor a class of errors. */
function class_and_code(code_or_class: unknown): [ErrorClass, number | null] {
  if (typeof code_or_class === "number") return [class_of_code(code_or_class), code_or_class];
  if (!is_error_class(code_or_class)) {
    throw new SetupError(
      "errorhandler takes an HTTP status code or a class derived from Error, not an instance or another value.",
    );
  }
  return [code_or_class, code_of_class(code_or_class)];
}

function class_of_code(code: number): ErrorClass {
  const error_class = default_exceptions.get(code);
  if (error_class !== undefined) return error_class;
  throw new SetupError(
    `${code} is not a recognized HTTP error code. Use a subclass of HTTPException with that code, or one of ${[...default_exceptions.keys()].join(", ")}.`,
  );
}

function is_error_class(value: unknown): value is ErrorClass {
  return typeof value === "function" && (value === Error || value.prototype instanceof Error);
}

function code_of_class(error_class: ErrorClass): number | null {
  if (error_class !== HTTPException && !(error_class.prototype instanceof HTTPException)) return null;
  return (error_class as typeof HTTPException).code; // the line above made sure of the class
}

/** The classes of a thrown value, nearest first (Python's `__mro__`); none for a string or an object without a class. */
function classes_of(error: unknown): ErrorClass[] {
  const classes: ErrorClass[] = [];
  if (!(error instanceof Error)) return classes;
  let prototype: unknown = Object.getPrototypeOf(error);
  while (prototype !== null && prototype !== Object.prototype) {
    classes.push((prototype as { constructor: ErrorClass }).constructor); // an Error's prototypes carry their class
    prototype = Object.getPrototypeOf(prototype);
  }
  return classes;
}

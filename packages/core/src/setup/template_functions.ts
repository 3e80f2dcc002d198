import { register, type StaticMethodContext } from "./registration.ts";
import { SetupError } from "./setup_error.ts";

/** A function that templates call. */
// biome-ignore lint/suspicious/noExplicitAny: templates call it with what they have; each function types its own
export type TemplateFunction = (...args: any[]) => unknown;

/** The tables of a template environment that an app fills. */
export interface TemplateTables {
  readonly filters: Record<string, TemplateFunction>;
  readonly tests: Record<string, TemplateFunction>;
  readonly globals: Record<string, unknown>;
}

type Take = <F extends TemplateFunction>(fn: F, context?: StaticMethodContext) => F;

/** `app.template_filter(fn)`, `app.template_filter("name", fn)`, `app.template_filter("name")(fn)`, or a decorator. */
export interface NamedRegistering {
  <F extends TemplateFunction>(fn: F, context?: StaticMethodContext): F;
  <F extends TemplateFunction>(name: string, fn: F): F;
  (name?: string): Take;
}

/** Makes the method `method`, which hands each function to `add` under the name given or its own. */
export function named_registering(
  method: string,
  add: (name: string, fn: TemplateFunction) => void,
): NamedRegistering {
  const take_as =
    (name: string | undefined): Take =>
    (fn, context) =>
      register(method, fn, context, (registered, method_name) =>
        add(name ?? method_name ?? name_of(method, registered), registered),
      );
  const named = (
    first?: string | TemplateFunction,
    ...second: [] | [TemplateFunction | StaticMethodContext]
  ) => {
    if (typeof first === "function")
      return take_as(undefined)(first, second[0] as StaticMethodContext | undefined); // not a function here
    return second.length === 0 ? take_as(first) : take_as(first)(second[0] as TemplateFunction); // `register` makes sure
  };
  return named as NamedRegistering; // the overloads say what the one function returns for which arguments
}

function name_of(method: string, fn: TemplateFunction): string {
  if (fn.name !== "") return fn.name;
  throw new SetupError(
    `${method} was given a function without a name: pass the name first, ${method}("name", fn).`,
  );
}

import { SetupError } from "./setup_error.ts";

/** The attributes by which a view, for instance one made by `View.as_view`, says how it wants to be routed. */
export interface ViewAttributes {
  readonly methods?: readonly string[];
  readonly required_methods?: readonly string[];
  readonly provide_automatic_options?: boolean;
}

type AnyFunction = (...args: never[]) => unknown;

const WRAPPERS = "a decorator that wraps views must keep their names: return wraps(view, wrapper).";

/** The endpoint of a view that was given no other name: the function's. */
export function endpoint_of(view: { readonly name: string } | null | undefined, rule: string): string {
  if (view === null || view === undefined) {
    throw new SetupError(
      `The rule ${JSON.stringify(rule)} has neither a view nor an endpoint: give one of them.`,
    );
  }
  if (view.name !== "") return view.name;
  throw new SetupError(
    `The view for ${JSON.stringify(rule)} has no name to be its endpoint: write \`function index() { … }\` or pass { endpoint: "index" }; ` +
      WRAPPERS,
  );
}

/** The methods of a rule: those given, else those the view names, else GET; always upper case. */
export function methods_of(
  given: readonly string[] | undefined,
  view: ViewAttributes | null | undefined,
): Set<string> {
  const methods = given ?? view?.methods ?? ["GET"];
  if (typeof methods === "string") {
    throw new SetupError(
      'Allowed methods must be a list of strings, for example: app.route(rule, { methods: ["POST"] }, view)',
    );
  }
  return new Set(methods.map((method) => method.toUpperCase()));
}

/** A class is a function, too, but one that no request can call. */
export function refuse_class(view: AnyFunction | undefined, rule: string): void {
  // Only a class's own prototype cannot be replaced.
  if (view === undefined || Object.getOwnPropertyDescriptor(view, "prototype")?.writable !== false) return;
  throw new SetupError(
    `The view for ${quoted(rule)} is a class. Give the function that it makes, for example: MyView.as_view("my_view").`,
  );
}

/** Two functions under one endpoint: the second would silently take over the first one's URLs. */
export function second_view(endpoint: string, old_rules: readonly string[], rule: string): SetupError {
  const old = old_rules.length > 0 ? `, which answers ${old_rules.map(quoted).join(", ")}` : "";
  return new SetupError(
    `View function mapping is overwriting an existing endpoint function: ${endpoint}${old}. ` +
      `The rule ${quoted(rule)} needs another function name or { endpoint: "…" }; ` +
      WRAPPERS,
  );
}

const quoted = (text: string) => JSON.stringify(text);

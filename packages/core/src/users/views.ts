import { request } from "../journey/proxies.ts";
import { SetupError } from "../setup/setup_error.ts";

/** A view function made of a class, with what `add_url_rule` reads of it. */
export interface ClassView {
  // biome-ignore lint/suspicious/noExplicitAny: the rule that the view is added with types the values
  (values: any): unknown;
  readonly view_class: ViewClass<never>;
  readonly methods?: readonly string[];
  readonly provide_automatic_options?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a decorator takes and gives a view, whose values are its rule's
type ViewDecorator = (view: any) => (values: any) => unknown;

/**
 * A view as a class (flask.views.View): subclasses write `dispatch_request(values)`, and
 * `app.add_url_rule("/x", "x", X.as_view("x"))` makes a function of them.
 */
export class View {
  /** The methods of the rule, unless the rule names its own. */
  static methods: readonly string[] | undefined = undefined;
  static provide_automatic_options: boolean | undefined = undefined;
  /** Applied to the view function, the first one first. */
  static decorators: readonly ViewDecorator[] = [];
  /** Whether every request gets an instance of its own; otherwise state in `this` is shared by all. */
  static init_every_request = true;

  // biome-ignore lint/suspicious/noExplicitAny: the rule that the view is added with types the values
  dispatch_request(_values: any): unknown {
    throw new SetupError(`${this.constructor.name} must have a method dispatch_request(values).`);
  }

  /** The view function `name`; further arguments go to the constructor. */
  static as_view<A extends unknown[]>(this: ViewClass<A>, name: string, ...args: A): ClassView {
    const shared = this.init_every_request ? undefined : new this(...args);
    const dispatch = (values: unknown) => (shared ?? new this(...args)).dispatch_request(values);
    const named = { name: { value: name, configurable: true } };
    const view = this.decorators.reduce<(values: unknown) => unknown>(
      (inner, decorate) => decorate(inner),
      Object.defineProperties(dispatch, named), // decorators may ask for it
    );
    const methods = this.defined_methods();
    if (methods !== undefined) this.methods = methods; // where Flask's are read, too
    return Object.defineProperties(view, {
      ...named,
      view_class: { value: this },
      methods: { value: methods },
      provide_automatic_options: { value: this.provide_automatic_options },
    }) as ClassView; // the properties just defined make it one
  }

  /** The methods of the view function; none leaves them to the rule. */
  static defined_methods(): readonly string[] | undefined {
    return this.methods;
  }
}

interface ViewClass<A extends unknown[]>
  extends Pick<
    typeof View,
    "methods" | "provide_automatic_options" | "decorators" | "init_every_request" | "defined_methods"
  > {
  new (...args: A): View;
}

const METHODS = ["get", "post", "head", "options", "delete", "put", "trace", "patch"] as const;

/** A view with a method for each HTTP method it answers (flask.views.MethodView): `get(values)`, `post(values)` … */
export class MethodView extends View {
  /** The class's own `methods`; where it has none, those of its base and one for each function. */
  static override defined_methods(): readonly string[] | undefined {
    if (Object.hasOwn(this, "methods")) return this.methods;
    const defined = METHODS.filter((method) => method in this.prototype).map((method) =>
      method.toUpperCase(),
    );
    const all = new Set([...(this.methods ?? []), ...defined]);
    return all.size === 0 ? undefined : [...all];
  }

  override dispatch_request(values: unknown): unknown {
    const method = request.method.toLowerCase();
    const handlers = this as unknown as Record<string, ((values: unknown) => unknown) | undefined>; // subclasses define them
    const handler = handlers[method] ?? (method === "head" ? handlers.get : undefined);
    if (handler === undefined)
      throw new SetupError(`${this.constructor.name} has no method ${method}(values).`);
    return handler.call(this, values);
  }
}

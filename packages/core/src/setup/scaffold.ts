import { inspect } from "node:util";
import { type BaseLoader, FileSystemLoader } from "@miniflask/jinja";
import { python_repr } from "../data/python_text.ts";
import { type HowToRead, type ResourceOptions, read_resource, type TextMode } from "../data/read_resource.ts";
import type { PathValues } from "../routing/view.ts";
import type { ViewReturn } from "../wire/view_return.ts";
import { AppGroup } from "./app_group.ts";
import { type ErrorClass, ErrorHandlers, registering_handlers } from "./error_handlers.ts";
import { type FolderOptions, resolve_folders } from "./folders.ts";
import type {
  AfterRequest,
  BeforeRequest,
  ContextProcessor,
  ErrorHandler,
  Teardown,
  UrlDefaults,
  UrlValuePreprocessor,
} from "./hook_functions.ts";
import { APP_SCOPE, HookTable } from "./hooks.ts";
import { type Registering, register, registering, type StaticMethodContext } from "./registration.ts";
import type { RouteOptions, ShortcutOptions } from "./route_options.ts";
import { SetupError } from "./setup_error.ts";

/** A view of a rule: it takes the rule's values, typed from its text, and returns what can be answered. */
export type View<R extends string> = (values: PathValues<R>) => ViewReturn | Promise<ViewReturn>;

/** A view as the tables keep it: which rule its values come from is no longer known. */
// biome-ignore lint/suspicious/noExplicitAny: each rule types its own values, one table holds all views
export type AnyView = (values: any) => unknown;

/** What `add_url_rule` takes when everything beside the rule comes in one object. */
export interface UrlRuleOptions extends RouteOptions {
  readonly view_func?: AnyView;
}

/**
 * A view that says itself what it gets: more than its rule tells, from a blueprint's prefix, `defaults` or a subdomain,
 * `({ lang, id }: { lang: string; id: number }) => …`. What the rule does tell has to agree.
 */
type AnnotatedView<V> = (values: V) => ViewReturn | Promise<ViewReturn>;
type Agreeing<R extends string> = Partial<PathValues<R>> & object; // `object`: names of the rule may be left out, all of them too

interface Decorator<R extends string> {
  <T extends View<R>>(fn: T, context?: StaticMethodContext): T;
  <V extends Agreeing<R>>(fn: AnnotatedView<V>, context?: StaticMethodContext): AnnotatedView<V>;
  <T extends View<R>>(fn: T, context?: StaticMethodContext): T; // again, for the message: see Shortcut
}

/** `app.get` and its like: rule and view, with options between, or a decorator where the view is left out. */
export interface Shortcut<Options = ShortcutOptions> {
  <const R extends string, F extends View<R>>(rule: R, view: F): F;
  <const R extends string, F extends View<R>>(rule: R, options: Options, view: F): F;
  <const R extends string, V extends Agreeing<R>>(rule: R, view: AnnotatedView<V>): AnnotatedView<V>;
  <const R extends string, V extends Agreeing<R>>(
    rule: R,
    options: Options,
    view: AnnotatedView<V>,
  ): AnnotatedView<V>;
  <const R extends string>(rule: R, options?: Options): Decorator<R>;
  // The first again: the compiler explains a call that fits nothing by the last overload, and most often the view is wrong.
  <const R extends string>(rule: R, view: View<R>): View<R>;
}

/** What Flask and Blueprint have in common: the routes, hooks and error handlers of one scope (Flask's `Scaffold`). */
export abstract class Scaffold {
  readonly import_name: string;
  readonly root_path: string;
  readonly static_folder: string | null;
  readonly static_url_path: string | null;
  readonly template_folder: string | null;
  readonly view_functions: Record<string, AnyView> = Object.create(null);
  readonly hooks = {
    before_request: new HookTable<BeforeRequest>(),
    after_request: new HookTable<AfterRequest>(),
    teardown_request: new HookTable<Teardown>(),
    context_processor: new HookTable<ContextProcessor>(),
    url_value_preprocessor: new HookTable<UrlValuePreprocessor>(),
    url_defaults: new HookTable<UrlDefaults>(),
  };
  readonly error_handlers = new ErrorHandlers();
  /** Commands for the `miniflask` command line: `app.cli.command("init-db", fn)`. */
  readonly cli = new AppGroup();

  /**
   * Binds a view to a rule: `app.route("/users/<int:id>", { methods: ["GET", "POST"] }, function user({ id }) { … })`. The
   * function's name is the endpoint. Without the view it is a decorator: `app.route("/")(view)`, `@app.route("/") static index()`.
   */
  readonly route: Shortcut<RouteOptions>;
  /** `route` for GET (and HEAD): `app.get("/", function index() { return "hello"; })`. */
  readonly get = this.#shortcut("get");
  /** `route` for POST. */
  readonly post = this.#shortcut("post");
  /** `route` for PUT. */
  readonly put = this.#shortcut("put");
  /** `route` for DELETE. */
  readonly delete = this.#shortcut("delete");
  /** `route` for PATCH. */
  readonly patch = this.#shortcut("patch");
  /** Runs before each view; what it returns, if anything, is the answer, and the view is not called. */
  readonly before_request = this.#hook<BeforeRequest>("before_request");
  /** Gets each response on its way out and returns it, or another. */
  readonly after_request = this.#hook<AfterRequest>("after_request");
  /** Runs when the request is over, with the error that nothing handled, if there was one. */
  readonly teardown_request = this.#hook<Teardown>("teardown_request");
  /** Returns names that every template gets; synchronous, as templates are. */
  readonly context_processor = this.#hook<ContextProcessor>("context_processor");
  /** Gets each request's endpoint and path values before the view, and may change the values. */
  readonly url_value_preprocessor = this.#hook<UrlValuePreprocessor>("url_value_preprocessor");
  /** Gets the endpoint and values of each `url_for`, and may fill in values. */
  readonly url_defaults = this.#hook<UrlDefaults>("url_defaults");

  #jinja_loader: BaseLoader | null | undefined;

  constructor(import_name: string, options: FolderOptions) {
    const folders = resolve_folders(import_name, options);
    this.import_name = import_name;
    this.root_path = folders.root_path;
    this.static_folder = folders.static_folder;
    this.static_url_path = folders.static_url_path;
    this.template_folder = folders.template_folder;
    this.route = this.#routing_method<RouteOptions>("route", (options) => options);
  }

  /** The app's name, or the blueprint's. */
  abstract readonly name: string;

  toString(): string {
    return `<${this.constructor.name} ${python_repr(this.name)}>`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  /** How long browsers keep a static file, in seconds, where a subclass has a say of its own; null lets them ask each time. */
  get_send_file_max_age?(filename: string | null): number | null;

  /** Where this scope's templates are looked up: its template folder, unless another loader is set. */
  get jinja_loader(): BaseLoader | null {
    if (this.#jinja_loader === undefined)
      this.#jinja_loader = this.template_folder === null ? null : new FileSystemLoader(this.template_folder);
    return this.#jinja_loader;
  }
  set jinja_loader(loader: BaseLoader | null) {
    this.#jinja_loader = loader;
  }

  get has_static_folder(): boolean {
    return this.static_folder !== null;
  }

  /** A file beside the module, relative to the root path: bytes, or text with mode "r". */
  open_resource(path: string, mode: TextMode | ResourceOptions<TextMode>, encoding?: BufferEncoding): string;
  open_resource(path: string, mode?: "rb" | ResourceOptions<"rb">): Buffer;
  open_resource(path: string, ...how: HowToRead): string | Buffer {
    return read_resource(this.root_path, path, ...how);
  }

  /** Throws when the tables may no longer be changed, naming the method that was called. */
  abstract check_setup_finished(method: string): void;

  /** Adds a rule and, unless it comes later by `endpoint`, its view (Flask's `add_url_rule`). */
  add_url_rule(rule: string, options: UrlRuleOptions): void;
  add_url_rule(
    rule: string,
    endpoint?: string | null,
    view_func?: AnyView | null,
    options?: RouteOptions,
  ): void;
  add_url_rule(
    rule: string,
    endpoint_or_options?: string | null | UrlRuleOptions,
    view_func?: AnyView | null,
    options: RouteOptions = {},
  ): void {
    this.check_setup_finished("add_url_rule");
    if (typeof endpoint_or_options === "object" && endpoint_or_options !== null) {
      const { view_func: view, ...rest } = endpoint_or_options;
      this.add_rule(rule, rest.endpoint, view, rest);
      return;
    }
    if (typeof endpoint_or_options === "function") {
      throw new SetupError(
        `add_url_rule(${JSON.stringify(rule)}, …) was given a function where the endpoint stands: ` +
          "write add_url_rule(rule, endpoint, view) or add_url_rule(rule, { view_func }).",
      );
    }
    this.add_rule(rule, endpoint_or_options ?? options.endpoint, view_func ?? undefined, options);
  }

  /** `add_url_rule`, its arguments sorted out. */
  protected abstract add_rule(
    rule: string,
    endpoint: string | undefined,
    view: AnyView | undefined,
    options: RouteOptions,
  ): void;

  /** Registers the view of an endpoint whose rule is added without one. */
  endpoint(name: string): <T extends AnyView>(fn: T, context?: StaticMethodContext) => T;
  endpoint<T extends AnyView>(name: string, view: T): T;
  endpoint(name: string, ...view: [] | [AnyView]) {
    const add = (fn: AnyView) => {
      this.check_setup_finished("endpoint");
      this.view_functions[name] = fn;
    };
    const take = <T extends AnyView>(fn: T, context?: StaticMethodContext) =>
      register("endpoint", fn, context, add);
    return view.length === 0 ? take : take(...view);
  }

  /**
   * Registers a handler for an HTTP status code or a class of errors.
   * `errorhandler(Error)` gets HTTP exceptions too, as Flask's `errorhandler(Exception)` does.
   */
  readonly errorhandler = registering_handlers("errorhandler", (code_or_class, fn) =>
    this.#add_error_handler("errorhandler", code_or_class, fn),
  );

  /** `errorhandler` without the decorator form (Flask's `register_error_handler`). */
  register_error_handler<E>(code_or_class: number | ErrorClass<E>, handler: ErrorHandler<E>): void {
    this.#add_error_handler("register_error_handler", code_or_class, handler);
  }

  #add_error_handler<E>(
    name: "errorhandler" | "register_error_handler",
    code_or_class: number | ErrorClass<E>,
    handler: ErrorHandler<E>,
  ): void {
    this.check_setup_finished(name);
    register(name, handler, undefined, (fn) =>
      // The class that is looked up by is the class of what the handler will get.
      this.error_handlers.register(APP_SCOPE, code_or_class, fn as ErrorHandler),
    );
  }

  #hook<F extends (...args: never[]) => unknown>(name: keyof Scaffold["hooks"]): Registering<F> {
    return registering<F>(name, (fn) => {
      this.check_setup_finished(name);
      (this.hooks[name] as HookTable<unknown>).add(APP_SCOPE, fn); // `name` picks the table whose functions F is
    });
  }

  #shortcut(method: string): Shortcut {
    return this.#routing_method<ShortcutOptions>(method, (options) => {
      if (!("methods" in options)) return { ...options, methods: [method.toUpperCase()] };
      throw new SetupError("Use the 'route' decorator to use the 'methods' argument.");
    });
  }

  #routing_method<O extends RouteOptions>(name: string, complete: (options: O) => RouteOptions): Shortcut<O> {
    const routing_method = (rule: string, options?: O | AnyView, ...view: [] | [AnyView]) => {
      if (typeof rule !== "string") {
        throw new SetupError(`${name} takes the rule first: app.${name}("/", view), or @app.${name}("/").`);
      }
      if (typeof options === "function") {
        if (view.length === 0) return routing_method(rule, undefined, options);
        throw new SetupError(`app.${name}(rule, options, view): the options come before the view.`);
      }
      const given = complete(options ?? ({} as O)); // every option is optional
      const add = (fn: AnyView, method_name?: string) => {
        this.check_setup_finished(name);
        this.add_url_rule(rule, given.endpoint ?? method_name ?? null, fn, given);
      };
      const take = (fn: AnyView, context?: StaticMethodContext) => register(name, fn, context, add);
      return view.length === 0 ? take : take(...view);
    };
    return routing_method as Shortcut<O>; // the overloads say what the one function returns for which arguments
  }
}

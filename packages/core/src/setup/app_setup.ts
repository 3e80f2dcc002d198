import type { BaseLoader } from "@miniflask/jinja";
import { type HowToRead, type ResourceOptions, read_resource, type TextMode } from "../data/read_resource.ts";
import { type Timedelta, timedelta } from "../data/timedelta.ts";
import { Rule } from "../routing/rule.ts";
import { Map as UrlMap } from "../routing/url_map.ts";
import type { Response } from "../wire/response.ts";
import type { AppOptions, RegisterOptions, StaticFiles } from "./app_options.ts";
import { Config } from "./config.ts";
import { endpoint_of, methods_of, refuse_class, second_view, type ViewAttributes } from "./endpoint.ts";
import { name_of_module } from "./folders.ts";
import type { Teardown } from "./hook_functions.ts";
import { instance_folder } from "./instance_folder.ts";
import { remember_place } from "./registered_at.ts";
import { registering } from "./registration.ts";
import {
  type BodyRules,
  type RouteOptions,
  refuse_unknown_options,
  split_body_rules,
} from "./route_options.ts";
import { type AnyView, Scaffold } from "./scaffold.ts";
import { SetupError } from "./setup_error.ts";
import { named_registering, type TemplateFunction, type TemplateTables } from "./template_functions.ts";

/** What an app has to know of a blueprint. */
export interface Registrable {
  readonly name: string;
  readonly jinja_loader: BaseLoader | null;
  register(app: AppSetup, options: RegisterOptions): void;
}

export function refuse_non_blueprint(blueprint: { readonly register?: unknown } | null | undefined): void {
  if (typeof blueprint?.register === "function") return;
  throw new SetupError(
    "register_blueprint takes a Blueprint, for example: app.register_blueprint(auth, { url_prefix }); " +
      "a module that holds one is not one, and a name from a module that imports this one is undefined until both have run.",
  );
}

/** The tables of an application, filled before its first request (the `sansio` half of Flask's `App`). */
export abstract class AppSetup extends Scaffold {
  readonly name: string;
  readonly instance_path: string;
  readonly subdomain_matching: boolean;
  readonly blueprints: Record<string, Registrable> = Object.create(null);
  /** State of extensions, each under its name. */
  // biome-ignore lint/suspicious/noExplicitAny: each extension knows its own, as in Flask
  readonly extensions: Record<string, any> = Object.create(null);
  readonly teardown_appcontext_funcs: Teardown[] = [];
  readonly body_rules = new WeakMap<Rule, BodyRules>();
  config_class: new (root_path: string) => Config = Config;
  url_rule_class: typeof Rule = Rule;
  url_map_class: typeof UrlMap = UrlMap;
  readonly #options: AppOptions;
  #config: Config | undefined;
  #url_map: UrlMap | undefined;
  readonly #shell_context_processors: (() => object)[] = [];
  #got_first_request = false;

  readonly template_filter = named_registering("template_filter", (name, fn) =>
    this.add_template_filter(fn, name),
  );
  readonly template_test = named_registering("template_test", (name, fn) => this.add_template_test(fn, name));
  readonly template_global = named_registering("template_global", (name, fn) =>
    this.add_template_global(fn, name),
  );
  readonly shell_context_processor = registering<() => object>("shell_context_processor", (fn) => {
    this.check_setup_finished("shell_context_processor");
    this.#shell_context_processors.push(fn);
  });
  readonly teardown_appcontext = registering<Teardown>("teardown_appcontext", (fn) => {
    this.check_setup_finished("teardown_appcontext");
    this.teardown_appcontext_funcs.push(fn);
  });

  constructor(import_name: string, options: AppOptions = {}) {
    super(import_name, { static_folder: "static", template_folder: "templates", ...options });
    this.name = name_of_module(import_name);
    this.instance_path = instance_folder(this.root_path, options.instance_path);
    this.subdomain_matching = options.subdomain_matching ?? false;
    this.#options = options;
    this.#prepare_static_files(options);
  }

  // Config and map are made when they are first used: only then are a subclass's fields, such as config_class, in place.

  get config(): Config {
    this.#config ??= this.make_config(this.#options.instance_relative_config);
    return this.#config;
  }

  /** The configuration as it is at first; a subclass may add to it. */
  make_config(instance_relative = false): Config {
    return new this.config_class(instance_relative ? this.instance_path : this.root_path);
  }

  /** The rules for URLs; those of the static files are the first. */
  get url_map(): UrlMap {
    if (this.#url_map === undefined) {
      this.#url_map = new this.url_map_class([], { host_matching: this.#options.host_matching ?? false });
      this.#add_static_rule(this.#options);
    }
    return this.#url_map;
  }

  /** A file of the static folder of this app or of one of its blueprints. */
  abstract send_static_file(filename: string, owner?: StaticFiles): Response | Promise<Response>;

  /** The template environment, whose tables the template_* methods fill. */
  abstract get jinja_env(): TemplateTables;

  get got_first_request(): boolean {
    return this.#got_first_request;
  }

  /** From here on the tables are only read. */
  finish_setup(): void {
    this.#got_first_request = true;
  }

  check_setup_finished(method: string): void {
    if (!this.#got_first_request) return;
    throw new SetupError(
      `The setup method '${method}' can no longer be called on the application. It has already handled its first request, ` +
        "any changes will not be applied consistently.\nMake sure all imports, decorators, functions, etc. needed to set up the " +
        "application are done before running it.",
    );
  }

  /** Registers a blueprint, under its own name and prefix or those given here. */
  register_blueprint(blueprint: Registrable, options: RegisterOptions = {}): void {
    this.check_setup_finished("register_blueprint");
    refuse_non_blueprint(blueprint);
    blueprint.register(this, options);
  }

  /** The names an interactive shell starts with: `app`, `g`, and what the shell_context_processors add. */
  make_shell_context(): Record<string, unknown> {
    const names = { app: this, g: this.jinja_env.globals.g };
    return Object.assign(names, ...this.#shell_context_processors.map((processor) => processor()));
  }

  /** The blueprints in order of registration. */
  iter_blueprints(): IterableIterator<Registrable> {
    return Object.values(this.blueprints).values();
  }

  /** `open_resource`, but in the instance folder. */
  open_instance_resource(
    path: string,
    mode: TextMode | ResourceOptions<TextMode>,
    encoding?: BufferEncoding,
  ): string;
  open_instance_resource(path: string, mode?: "rb" | ResourceOptions<"rb">): Buffer;
  open_instance_resource(path: string, ...how: HowToRead): string | Buffer {
    return read_resource(this.instance_path, path, ...how);
  }

  add_template_filter(fn: TemplateFunction, name = fn.name): void {
    this.check_setup_finished("add_template_filter");
    this.jinja_env.filters[name] = fn;
  }

  add_template_test(fn: TemplateFunction, name = fn.name): void {
    this.check_setup_finished("add_template_test");
    this.jinja_env.tests[name] = fn;
  }

  add_template_global(fn: TemplateFunction, name = fn.name): void {
    this.check_setup_finished("add_template_global");
    this.jinja_env.globals[name] = fn;
  }

  protected override add_rule(
    rule: string,
    given_endpoint: string | undefined,
    view: AnyView | undefined,
    options: RouteOptions,
  ): void {
    // A class of rules that the app brings may have options of its own.
    if (this.url_rule_class === Rule) refuse_unknown_options(rule, options);
    refuse_class(view, rule);
    if (view) remember_place(view);
    const endpoint = given_endpoint ?? endpoint_of(view, rule);
    const attributes = (view ?? {}) as ViewAttributes; // functions may carry any attributes, these are known ones
    const { methods: given_methods, provide_automatic_options, endpoint: _, ...given } = options;
    const methods = methods_of(given_methods, attributes);
    const automatic_options =
      provide_automatic_options ?? attributes.provide_automatic_options ?? this.#answers_options(methods);
    const added = [...(attributes.required_methods ?? []), ...(automatic_options ? ["OPTIONS"] : [])];
    const [body_rules, rule_options] = split_body_rules(given);
    this.#refuse_second_view(endpoint, view, rule);
    const url_rule = new this.url_rule_class(rule, {
      ...rule_options,
      endpoint,
      methods: [...methods, ...added],
    });
    url_rule.provide_automatic_options = automatic_options;
    this.url_map.add(url_rule);
    if (body_rules) this.body_rules.set(url_rule, body_rules);
    if (view) this.view_functions[endpoint] = view;
  }

  #refuse_second_view(endpoint: string, view: AnyView | undefined, rule: string): void {
    const old = view && this.view_functions[endpoint];
    if (old === undefined || old === view) return;
    const old_rules = [...this.url_map.iter_rules(endpoint)];
    throw second_view(
      endpoint,
      old_rules.map((old_rule) => old_rule.rule),
      rule,
    );
  }

  #answers_options(methods: ReadonlySet<string>): boolean {
    return !methods.has("OPTIONS") && this.config.PROVIDE_AUTOMATIC_OPTIONS;
  }

  #prepare_static_files({ static_host, host_matching = false }: AppOptions): void {
    if (this.static_folder === null) return;
    if (host_matching !== (static_host !== undefined)) {
      throw new SetupError("Invalid static_host/host_matching combination: give both, or neither.");
    }
    this.view_functions["static"] = ({ filename }: { filename: string }) => this.send_static_file(filename);
  }

  // The rule is there even if the folder is not: it may be filled while the app runs.
  #add_static_rule({ static_host }: AppOptions): void {
    if (this.static_folder === null) return;
    this.add_rule(`${this.static_url_path ?? ""}/<path:filename>`, "static", undefined, {
      provide_automatic_options: true,
      ...(static_host === undefined ? {} : { host: static_host }),
    });
  }

  /** Whether errors show in detail and templates reload; from FLASK_DEBUG unless set. */
  get debug(): boolean {
    return this.config.DEBUG;
  }
  set debug(value: boolean) {
    this.config.DEBUG = value;
  }

  /** Whether errors reach the caller, as tests want (config TESTING). */
  get testing(): boolean {
    return this.config.TESTING;
  }
  set testing(value: boolean) {
    this.config.TESTING = value;
  }

  /** The key that signs sessions (config SECRET_KEY). */
  get secret_key(): string | Uint8Array | null {
    return this.config.SECRET_KEY;
  }
  set secret_key(value: string | Uint8Array | null) {
    this.config.SECRET_KEY = value;
  }

  /** How long a session lives (config PERMANENT_SESSION_LIFETIME, where it may also be seconds). */
  get permanent_session_lifetime(): Timedelta {
    const lifetime = this.config.PERMANENT_SESSION_LIFETIME;
    return timedelta({ seconds: typeof lifetime === "number" ? lifetime : lifetime.total_seconds() });
  }
  set permanent_session_lifetime(value: Timedelta | number) {
    this.config.PERMANENT_SESSION_LIFETIME = value;
  }
}

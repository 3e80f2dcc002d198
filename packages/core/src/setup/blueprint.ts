import type { Response } from "../wire/response.ts";
import type { RegisterOptions } from "./app_options.ts";
import { type AppSetup, refuse_non_blueprint } from "./app_setup.ts";
import {
  type BlueprintSettings,
  BlueprintSetupState,
  nested_options,
  registered_name,
} from "./blueprint_setup.ts";
import { endpoint_of } from "./endpoint.ts";
import { registering_handlers } from "./error_handlers.ts";
import type { FolderOptions } from "./folders.ts";
import type {
  AfterRequest,
  BeforeRequest,
  ContextProcessor,
  Teardown,
  UrlDefaults,
  UrlValuePreprocessor,
} from "./hook_functions.ts";
import { APP_SCOPE } from "./hooks.ts";
import { remember_place } from "./registered_at.ts";
import { type Registering, registering } from "./registration.ts";
import type { RouteOptions } from "./route_options.ts";
import { type AnyView, Scaffold } from "./scaffold.ts";
import { SetupError } from "./setup_error.ts";
import { named_registering, type TemplateFunction } from "./template_functions.ts";

/** Options of `new Blueprint(name, import.meta.url, { … })`. */
export interface BlueprintOptions extends FolderOptions {
  readonly url_prefix?: string;
  readonly subdomain?: string;
  readonly url_defaults?: Readonly<Record<string, unknown>>;
  /** The group that its commands are in; its name when absent, null for none. */
  readonly cli_group?: string | null;
}

/** A part of an app: routes, hooks, templates and static files that are registered together (Flask's `Blueprint`). */
export class Blueprint extends Scaffold implements BlueprintSettings {
  readonly name: string;
  readonly url_prefix: string | undefined;
  readonly subdomain: string | undefined;
  readonly url_values_defaults: Readonly<Record<string, unknown>>;
  readonly cli_group: string | null | undefined;
  readonly #deferred: ((state: BlueprintSetupState) => void)[] = [];
  readonly #children: [blueprint: Blueprint, options: RegisterOptions][] = [];
  #app: AppSetup | undefined;

  readonly before_app_request = this.#app_hook<BeforeRequest>("before_app_request", "before_request");
  readonly after_app_request = this.#app_hook<AfterRequest>("after_app_request", "after_request");
  readonly teardown_app_request = this.#app_hook<Teardown>("teardown_app_request", "teardown_request");
  readonly app_context_processor = this.#app_hook<ContextProcessor>(
    "app_context_processor",
    "context_processor",
  );
  readonly app_url_defaults = this.#app_hook<UrlDefaults>("app_url_defaults", "url_defaults");
  readonly app_url_value_preprocessor = this.#app_hook<UrlValuePreprocessor>(
    "app_url_value_preprocessor",
    "url_value_preprocessor",
  );

  readonly app_template_filter = named_registering("app_template_filter", (name, fn) =>
    this.add_app_template_filter(fn, name),
  );
  readonly app_template_test = named_registering("app_template_test", (name, fn) =>
    this.add_app_template_test(fn, name),
  );
  readonly app_template_global = named_registering("app_template_global", (name, fn) =>
    this.add_app_template_global(fn, name),
  );

  constructor(name: string, import_name: string, options: BlueprintOptions = {}) {
    super(import_name, options);
    if (name === "") throw new SetupError("A blueprint's name may not be empty: url_for needs it.");
    if (name.includes("."))
      throw new SetupError(`The blueprint name '${name}' may not contain a dot: dots join nested names.`);
    this.name = name;
    this.url_prefix = options.url_prefix;
    this.subdomain = options.subdomain;
    this.url_values_defaults = options.url_defaults ?? {};
    this.cli_group = options.cli_group;
  }

  override check_setup_finished(method: string): void {
    if (this.#app === undefined) return;
    throw new SetupError(
      `The setup method '${method}' can no longer be called on the blueprint '${this.name}'. It has already been registered at least once, ` +
        "any changes will not be applied consistently.\nMake sure all imports, decorators, functions, etc. needed to set up the " +
        "blueprint are done before registering it.",
    );
  }

  /** Calls `fn` with the setup state each time the blueprint is registered. */
  record(fn: (state: BlueprintSetupState) => void): void {
    this.check_setup_finished("record");
    this.#deferred.push(fn);
  }

  /** `record`, but for the first registration only. */
  record_once(fn: (state: BlueprintSetupState) => void): void {
    this.record((state) => {
      if (state.first_registration) fn(state);
    });
  }

  protected override add_rule(
    rule: string,
    endpoint: string | undefined,
    view: AnyView | undefined,
    options: RouteOptions,
  ): void {
    // Here, and not when the blueprint is registered: the stack then leads to the view.
    const name = endpoint ?? endpoint_of(view, rule);
    if (name.includes("."))
      throw new SetupError(`'${name}' may not contain a dot: dots join blueprint names and endpoints.`);
    if (view) remember_place(view);
    this.record((state) => state.add_url_rule(rule, endpoint, view, options));
  }

  /** Nests another blueprint in this one: prefixes, subdomains and names concatenate. */
  register_blueprint(blueprint: Blueprint, options: RegisterOptions = {}): void {
    this.check_setup_finished("register_blueprint");
    refuse_non_blueprint(blueprint);
    if (blueprint === this) throw new SetupError("Cannot register a blueprint on itself.");
    this.#children.push([blueprint, options]);
  }

  add_app_template_filter(fn: TemplateFunction, name = fn.name): void {
    this.record_once(({ app }) => app.add_template_filter(fn, name));
  }

  add_app_template_test(fn: TemplateFunction, name = fn.name): void {
    this.record_once(({ app }) => app.add_template_test(fn, name));
  }

  add_app_template_global(fn: TemplateFunction, name = fn.name): void {
    this.record_once(({ app }) => app.add_template_global(fn, name));
  }

  /** `errorhandler` for the whole app. */
  readonly app_errorhandler = registering_handlers("app_errorhandler", (code_or_class, fn) =>
    this.record_once(({ app }) => app.register_error_handler(code_or_class, fn)),
  );

  register(app: AppSetup, options: RegisterOptions): void {
    const name = registered_name(this, options);
    refuse_second_name(app, this, name, options.name ?? this.name);
    const first_registration = !Object.values(app.blueprints).includes(this);
    app.blueprints[name] = this;
    this.#app = app;
    const state = this.make_setup_state(app, options, first_registration);
    this.#add_static_rule(state);
    this.#merge_into(app, name);
    for (const deferred of this.#deferred) deferred(state);
    this.#add_commands(app, name, options);
    for (const [child, child_options] of this.#children)
      child.register(app, nested_options(state, child, child_options));
  }

  /** What the deferred functions get; a subclass may give them a state of its own. */
  make_setup_state(app: AppSetup, options: RegisterOptions, first_registration = false): BlueprintSetupState {
    return new BlueprintSetupState(this, app, options, first_registration);
  }

  /** A file of the blueprint's static folder, as a view's answer (Flask's `send_static_file`). */
  send_static_file(filename: string): Response | Promise<Response> {
    if (this.#app !== undefined) return this.#app.send_static_file(filename, this);
    throw new SetupError(
      `The blueprint '${this.name}' is not registered: no app is there to send its files.`,
    );
  }

  #add_static_rule(state: BlueprintSetupState): void {
    if (this.static_folder === null) return;
    const view = ({ filename }: { filename: string }) => state.app.send_static_file(filename, this);
    state.add_url_rule(`${this.static_url_path ?? ""}/<path:filename>`, "static", view);
  }

  #add_commands(app: AppSetup, name: string, { cli_group = this.cli_group }: RegisterOptions): void {
    if (this.cli.commands.size === 0) return;
    if (cli_group === null) {
      for (const command of this.cli.commands.values()) app.cli.add_command(command);
      return;
    }
    this.cli.name = cli_group ?? name;
    app.cli.add_command(this.cli);
  }

  #merge_into(app: AppSetup, name: string): void {
    Object.assign(app.view_functions, this.view_functions);
    app.error_handlers.merge(this.error_handlers, name);
    app.hooks.before_request.merge(this.hooks.before_request, name);
    app.hooks.after_request.merge(this.hooks.after_request, name);
    app.hooks.teardown_request.merge(this.hooks.teardown_request, name);
    app.hooks.context_processor.merge(this.hooks.context_processor, name);
    app.hooks.url_value_preprocessor.merge(this.hooks.url_value_preprocessor, name);
    app.hooks.url_defaults.merge(this.hooks.url_defaults, name);
  }

  #app_hook<F extends (...args: never[]) => unknown>(
    method: string,
    table: keyof Scaffold["hooks"],
  ): Registering<F> {
    return registering<F>(method, (fn) => {
      this.record_once(({ app }) =>
        (app.hooks[table] as { add(scope: string, fn: F): void }).add(APP_SCOPE, fn),
      ); // `table` holds F
    });
  }
}

function refuse_second_name(app: AppSetup, blueprint: Blueprint, name: string, own_name: string): void {
  const registered = app.blueprints[name];
  if (registered === undefined) return;
  const which = registered === blueprint ? "this" : "a different";
  const where = own_name === name ? "" : ` '${name}'`;
  throw new SetupError(
    `The name '${own_name}' is already registered for ${which} blueprint${where}. Pass { name: "…" } to register_blueprint to give it a unique one.`,
  );
}

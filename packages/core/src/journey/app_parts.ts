import { type BaseLoader, Environment, type EnvironmentOptions, Markup } from "@miniflask/jinja";
import { SecureCookieSessionInterface, type SessionInterface } from "@miniflask/session";
import { attempt, type MaybePromise } from "../data/maybe_promise.ts";
import type { BuildError } from "../routing/build_error.ts";
import type { MapAdapter } from "../routing/map_adapter.ts";
import type { Rule } from "../routing/rule.ts";
import { AppSetup } from "../setup/app_setup.ts";
import { point_to } from "../setup/registered_at.ts";
import type { BodyRules } from "../setup/route_options.ts";
import type { AnyView } from "../setup/scaffold.ts";
import { SetupError } from "../setup/setup_error.ts";
import { Aborter, type HTTPException, ServiceUnavailable } from "../wire/errors.ts";
import { DefaultJSONProvider, type JSONProvider } from "../wire/json.ts";
import { Request } from "../wire/request.ts";
import { Response } from "../wire/response.ts";
import { AppGlobals } from "./app_globals.ts";
import { AppContext, find_context } from "./context.ts";
import { is_trapped, propagates, server_error_for } from "./error_handling.ts";
import { make_response } from "./make_response.ts";
import { current_request_context, RequestContext } from "./request_context.ts";
import { AppLoader } from "./template_loader.ts";
import { create_jinja_environment, select_jinja_autoescape } from "./templating.ts";
import {
  handle_url_build_error,
  inject_url_defaults,
  type UrlBuildErrorHandler,
  type UrlValues,
  url_for,
} from "./urls.ts";

const RETURN_RULE = { return_rule: true } as const;

interface LogMethod {
  (fields: object, message?: string): void;
  (message: string): void;
}

/** What the framework logs with: pino's logger, or any with these methods. */
export interface AppLog {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

const UNOPENED = "The session is unavailable because it could not be opened, which the log tells more of.";

/** What a journey works with: the classes and services an app may replace, and the contexts it makes. */
export abstract class AppParts extends AppSetup {
  request_class: typeof Request = Request;
  response_class: typeof Response = Response;
  session_interface: SessionInterface = new SecureCookieSessionInterface({
    markup: (text) => new Markup(text),
  });
  json_provider_class: new (app: AppParts) => JSONProvider = DefaultJSONProvider;
  aborter_class: new () => Aborter = Aborter;
  app_ctx_globals_class: new (app: { readonly name: string }) => AppGlobals = AppGlobals;
  /** The class of the template environment. */
  jinja_environment: typeof Environment = Environment;
  /** Options for the template environment; only read when `jinja_env` is first used. */
  jinja_options: EnvironmentOptions = {};
  readonly url_build_error_handlers: UrlBuildErrorHandler[] = [];
  #jinja_env: Environment | undefined;
  #json: JSONProvider | undefined;
  #aborter: Aborter | undefined;

  abstract readonly logger: AppLog;
  abstract push_context(ctx: AppContext): MaybePromise<void>;
  abstract pop_context(ctx: AppContext, failure: unknown): MaybePromise<void>;

  /** The template environment, made when it is first used. */
  get jinja_env(): Environment {
    this.#jinja_env ??= this.create_jinja_environment();
    return this.#jinja_env;
  }

  /** Reads and writes JSON for requests, responses and templates; of json_provider_class unless set. */
  get json(): DefaultJSONProvider {
    this.#json ??= new this.json_provider_class(this);
    // So that `app.json.sort_keys = false` needs no cast; whoever sets another provider knows its options.
    return this.#json as DefaultJSONProvider;
  }
  set json(provider: JSONProvider) {
    this.#json = provider;
  }

  make_aborter(): Aborter {
    return new this.aborter_class();
  }

  /** What `abort` raises errors with; of aborter_class unless set. */
  get aborter(): Aborter {
    this.#aborter ??= this.make_aborter();
    return this.#aborter;
  }
  set aborter(aborter: Aborter) {
    this.#aborter = aborter;
  }

  override get debug(): boolean {
    return super.debug;
  }
  /** Templates that are loaded already begin, or cease, to be reloaded, unless TEMPLATES_AUTO_RELOAD says which. */
  override set debug(value: boolean) {
    super.debug = value;
    if (this.#jinja_env && this.config.TEMPLATES_AUTO_RELOAD === null) this.#jinja_env.auto_reload = value;
  }

  /** The loader over all scopes: the app's `jinja_loader` first, then its blueprints'. */
  create_global_jinja_loader(): BaseLoader {
    return new AppLoader(this);
  }

  create_jinja_environment(): Environment {
    return create_jinja_environment(this);
  }

  select_jinja_autoescape(filename: string | null): boolean {
    return select_jinja_autoescape(filename);
  }

  /** A context for work outside requests: `await app.app_context().run(fn)`. */
  app_context(): AppContext<this> {
    return new AppContext(this);
  }

  /** The context of `request`: `await app.request_context(request).run(fn)`. */
  request_context(request: Request): RequestContext<this> {
    const { config } = this;
    request.debug = config.DEBUG;
    request.json_provider = this.json;
    request.take_limits({
      max_content_length: config.MAX_CONTENT_LENGTH,
      max_form_memory_size: config.MAX_FORM_MEMORY_SIZE,
      max_form_parts: config.MAX_FORM_PARTS,
    });
    if (config.TRUSTED_HOSTS !== null) request.trusted_hosts = config.TRUSTED_HOSTS;
    return new RequestContext(this, request);
  }

  /** What matches and builds URLs for `request`, or, with SERVER_NAME set, outside one. */
  create_url_adapter(request: Request | null): MapAdapter | null {
    const { SERVER_NAME, APPLICATION_ROOT, PREFERRED_URL_SCHEME } = this.config;
    if (request === null) {
      if (SERVER_NAME === null) return null;
      return this.url_map.bind(SERVER_NAME, {
        script_name: APPLICATION_ROOT,
        url_scheme: PREFERRED_URL_SCHEME,
      });
    }
    // With hosts matched by rules the actual host counts; without subdomain matching every host is the app's.
    const server_name = this.url_map.host_matching ? null : SERVER_NAME;
    const matches_subdomain = this.url_map.host_matching || this.subdomain_matching;
    const subdomain = matches_subdomain ? null : this.url_map.default_subdomain;
    return this.url_map.bind_to_environ(request, { server_name, subdomain });
  }

  /** The rule for the request's URL and its values; throws an HTTPException for a miss, a redirect or a bad host. */
  match(ctx: RequestContext): [rule: Rule, values: Record<string, unknown>] {
    const adapter = ctx.url_adapter;
    if (adapter === null) throw new TypeError("create_url_adapter must give an adapter for a request.");
    return adapter.match(null, RETURN_RULE);
  }

  /** The view of an endpoint; the error for one without names the endpoint. */
  view_of(endpoint: string): AnyView {
    const view = this.view_functions[endpoint];
    if (view !== undefined) return view;
    throw new SetupError(
      `The endpoint '${endpoint}' has a rule but no view: add one with app.endpoint("${endpoint}").`,
    );
  }

  /** The answer to OPTIONS: the methods that the rules for this URL allow. A view may ask without the context, as in Flask 3.1. */
  make_default_options_response(ctx: RequestContext): Response;
  make_default_options_response(ctx: RequestContext = current_request_context("request")): Response {
    const response = new this.response_class();
    for (const method of ctx.url_adapter?.allowed_methods() ?? []) response.allow.add(method);
    return response;
  }

  /** Applies the limits that the matched route has of its own. */
  apply_body_rules(request: Request): BodyRules {
    const rules = this.body_rules.get(request.url_rule as Rule) ?? {}; // `match` set it
    if (rules.max_content_length !== undefined) request.max_content_length = rules.max_content_length;
    if (rules.max_form_memory_size !== undefined) request.max_form_memory_size = rules.max_form_memory_size;
    if (rules.max_form_parts !== undefined) request.max_form_parts = rules.max_form_parts;
    return rules;
  }

  /** A response of what a view may return (Flask's `app.make_response`). */
  make_response(value: unknown, ctx?: RequestContext): Response {
    const endpoint = ctx?.request.endpoint;
    try {
      return make_response(this, value, endpoint ? `The view function for '${endpoint}'` : "The function");
    } catch (error) {
      throw point_to(endpoint ? this.view_functions[endpoint] : undefined, error);
    }
  }

  /** Builds a URL; outside a request that needs SERVER_NAME and gives an absolute one. */
  url_for(endpoint: string, values?: UrlValues): string {
    return url_for(this, find_context("url_for"), endpoint, values);
  }

  /** Lets the `url_defaults` functions add to the values of a URL (Flask's `inject_url_defaults`). */
  inject_url_defaults(endpoint: string, values: Record<string, unknown>): void {
    inject_url_defaults(this, endpoint, values);
  }

  /** What `url_for` gives where no rule fits: a handler's URL, or the error (Flask's `handle_url_build_error`). */
  handle_url_build_error(error: BuildError, endpoint: string, values: Record<string, unknown>): string {
    return handle_url_build_error(this.url_build_error_handlers, error, endpoint, values);
  }

  /** Whether an HTTP exception counts as an ordinary error (Flask's `trap_http_exception`). */
  trap_http_exception(error: HTTPException): boolean {
    return is_trapped(this, error);
  }

  /** Raises what the match of a request remembered (Flask's `raise_routing_exception`). */
  raise_routing_exception({ routing_exception }: Request): never {
    throw routing_exception;
  }

  /** Logs an error that nobody handled (Flask's `log_exception`). */
  log_exception(ctx: RequestContext, error: unknown): void {
    this.logger.error({ err: error }, `Exception on ${ctx.request.path} [${ctx.request.method}]`);
  }

  /** What the app's handler answers to an error that nobody took, else the 500 itself, or a 503 in an outage. */
  find_error_page(ctx: RequestContext, error: unknown): unknown {
    // Pages ask for flashed messages. Of a session that could not be opened nothing may be saved.
    ctx.session ??= this.session_interface.make_null_session(this, UNOPENED);
    const plain = server_error_for(error);
    const find_page = () => this.error_handlers.answer(plain, ctx.request.blueprints);
    if (!(plain instanceof ServiceUnavailable)) return find_page();
    return attempt(find_page, (failed) => {
      // The page may want what is out of reach, too.
      this.logger.error({ err: failed }, "The page for an outage failed");
      return plain;
    });
  }

  /** Logs an error that came while an error was answered; the answer goes out as it is. */
  log_late_error(error: unknown, response: Response): Response {
    this.logger.error({ err: error }, "Request finalizing failed with an error while handling an error");
    return response;
  }

  /** Logs an error that has no request whose answer it could change. */
  report_error(error: unknown): void {
    this.logger.error({ err: error }, "An asynchronous signal receiver failed");
  }

  /** Teardown functions come too late to change the answer: their errors are logged, or thrown in tests and debug. */
  report_teardown_errors(errors: readonly unknown[]): void {
    if (errors.length === 0) return;
    const error =
      errors.length === 1 ? errors[0] : new AggregateError(errors, "several teardown functions failed");
    if (propagates(this, error)) throw error;
    this.logger.error({ err: error }, "A teardown function failed");
  }
}

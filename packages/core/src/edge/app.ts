import type { Logger } from "pino";
import { current_context } from "../journey/context.ts";
import { file_environment } from "../journey/file_environment.ts";
import { Journey } from "../journey/lifecycle.ts";
import type { RequestContext } from "../journey/request_context.ts";
import type { StaticFiles } from "../setup/app_options.ts";
import { SetupError } from "../setup/setup_error.ts";
import type { HTTPException } from "../wire/errors.ts";
import { redirect } from "../wire/redirect.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { send_from_directory } from "../wire/send_file.ts";
import { FlaskCliRunner } from "./cli_runner.ts";
import { FileConfig } from "./config_loaders.ts";
import { advise, remember_handled, watch_cookies } from "./debug_advice.ts";
import { debug_answer, type ErrorAnswer, keep_for_page, type Visitor } from "./debug_answer.ts";
import { EnvironBuilder, type EnvironOptions } from "./environ_builder.ts";
import { fetch_response } from "./fetch.ts";
import { create_logger, exception_message } from "./logging.ts";
import { make_request_listener } from "./request_listener.ts";
import { type RunOptions, run_app } from "./run_app.ts";
import type { NodeListener, RunningServer } from "./server.ts";
import { FlaskClient, type FlaskClientOptions } from "./testing.ts";

/**
 * An application (Flask's `Flask`): `const app = new Flask(import.meta.url)`. The argument says where `templates/` and
 * `static/` lie: the module's URL, a path, or a plain name for the working directory.
 */
export class Flask extends Journey {
  override config_class: new (root_path: string) => FileConfig = FileConfig;
  test_client_class: typeof FlaskClient = FlaskClient;
  test_cli_runner_class: typeof FlaskCliRunner = FlaskCliRunner;
  #logger: Logger | undefined;

  /** The node:http listener (what `wsgi_app` is to a WSGI server); assign it to wrap it in connect middleware. */
  request_listener: NodeListener = make_request_listener(this);

  override get config(): FileConfig {
    return super.config as FileConfig; // of config_class, by which it is made
  }

  /** A pino logger, made when it is first used. */
  get logger(): Logger {
    this.#logger ??= create_logger(this);
    return this.#logger;
  }
  set logger(logger: Logger) {
    this.#logger = logger;
  }

  // Debug mode alone pays for advice; it looks at the answer when all is done.
  override travel(ctx: RequestContext): Promise<Response> {
    if (!ctx.request.debug) return super.travel(ctx);
    watch_cookies();
    keep_for_page(ctx);
    return super.travel(ctx).then((response) => {
      advise(this, ctx, response);
      return response;
    });
  }

  override handle_http_exception(ctx: RequestContext, error: HTTPException): unknown {
    if (ctx.request.debug) remember_handled(ctx, error);
    return super.handle_http_exception(ctx, error);
  }

  /** What the server answers an error with that nobody handled: in debug mode the debug page, to the machine's own visitors. */
  answer_error(request: Request, error: unknown, visitor: Visitor): ErrorAnswer | null {
    return debug_answer(this, request, error, visitor);
  }

  /** This very app: what `current_app` stands for, as in `signal.connect(fn, current_app._get_current_object())`. */
  _get_current_object(): this {
    return this;
  }

  override log_exception(ctx: RequestContext, error: unknown): void {
    this.logger.error({ err: error }, exception_message(ctx.request));
  }

  /** A redirect of this app's response class (Flask's `app.redirect`). */
  redirect(location: string, code = 302): Response {
    return redirect(location, code, this.response_class);
  }

  /** How long browsers keep a file of `send_file`, in seconds; null lets them ask each time. Override per app. */
  override get_send_file_max_age(_filename: string | null): number | null {
    const value = this.config.SEND_FILE_MAX_AGE_DEFAULT;
    return value === null || typeof value === "number" ? value : value.total_seconds();
  }

  override send_static_file(filename: string, owner: StaticFiles = this): Promise<Response> {
    if (owner.static_folder === null)
      throw new SetupError("'static_folder' must be set to serve static files.");
    const ctx = current_context("send_static_file");
    const app = ctx.app as Flask; // which need not be this one: several apps may have the blueprint
    const ages = owner.get_send_file_max_age === undefined ? app : owner;
    const max_age = (path: string | null) => ages.get_send_file_max_age?.(path) ?? null;
    const environment = file_environment(app, ctx);
    return send_from_directory(owner.static_folder, filename, environment, { max_age });
  }

  /** Serves a web-standard request, for runtimes that speak fetch. */
  fetch(web_request: globalThis.Request): Promise<globalThis.Response> {
    return fetch_response(this, web_request);
  }

  /** A client that calls the app in memory, or with `live` over a socket, and keeps its cookies. */
  test_client(options: FlaskClientOptions = {}): FlaskClient {
    return new this.test_client_class(this, options);
  }

  /** Runs the app's commands and takes what they print (Flask's `test_cli_runner`). */
  test_cli_runner(): FlaskCliRunner {
    return new this.test_cli_runner_class(this);
  }

  /**
   * The context of a made-up request, without serving it: `await app.test_request_context("/x").run(fn)`. The path
   * may be left out: `app.test_request_context({ json: { a: 1 } })`.
   */
  test_request_context(options?: EnvironOptions): RequestContext<this>;
  test_request_context(path: string, options?: EnvironOptions): RequestContext<this>;
  test_request_context(
    path: string | EnvironOptions = "/",
    options: EnvironOptions = {},
  ): RequestContext<this> {
    if (typeof path === "object") return this.test_request_context("/", path);
    return this.request_context(new EnvironBuilder(this, path, options).get_request());
  }

  /** Serves the app on a socket until `close()` is called. Rejects where the port cannot be had. */
  run(options: RunOptions = {}): Promise<RunningServer> {
    return run_app(this, options);
  }
}

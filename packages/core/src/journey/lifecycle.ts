import { and_then, attempt, is_thenable, type MaybePromise, pass_through } from "../data/maybe_promise.ts";
import { RoutingException } from "../routing/routing_exception.ts";
import * as signals from "../setup/signals.ts";
import { BadRequestKeyError, ClientDisconnected, HTTPException } from "../wire/errors.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { AppParts } from "./app_parts.ts";
import type { AppContext } from "./context.ts";
import { propagates, server_error_for, shows_missing_key } from "./error_handling.ts";
import { run_after_request, run_before_request, run_preprocessors, run_teardown } from "./hook_calls.ts";
import { is_request_context, type RequestContext, remember_context } from "./request_context.ts";

/**
 * A request's journey, in call order. Every step can be overridden in a subclass of Flask. A step is awaited only where
 * it returns a thenable, so a request without asynchronous work is one turn of the one async function here.
 */
export abstract class Journey extends AppParts {
  /** Answers a request, be it from a socket or from a test (Flask's `wsgi_app`); assign it to wrap it in middleware. */
  handle = (request: Request): Promise<Response> => this.request_context(request).begin(this.#travel);

  readonly #travel = (ctx: RequestContext) => this.travel(ctx);

  async travel(ctx: RequestContext): Promise<Response> {
    let failure: unknown = null;
    let response: Response;
    try {
      const pushed = this.push_context(ctx);
      if (is_thenable(pushed)) await pushed;
      const read = this.read_body(ctx);
      if (is_thenable(read)) await read;
      const answered = this.full_dispatch_request(ctx);
      response = is_thenable(answered) ? await answered : answered;
    } catch (error) {
      failure = error;
      response = await this.handle_exception(ctx, error);
    } finally {
      const popped = this.pop_context(ctx, failure);
      if (is_thenable(popped)) await popped;
    }
    remember_context(response, ctx);
    return response;
  }

  /** Makes the context usable: the session first, so that URL converters may use it, then the match. */
  push_context(ctx: AppContext): MaybePromise<void> {
    const announced = signals.appcontext_pushed.send(this, {});
    if (!is_request_context(ctx)) return announced;
    return and_then(announced, () => and_then(this.open_session(ctx), () => this.match_request(ctx)));
  }

  open_session(ctx: RequestContext): MaybePromise<void> {
    if (ctx.session !== null) return;
    const opened = this.session_interface.open_session(this, ctx.request);
    return and_then(opened, (session) => {
      ctx.session = session ?? this.session_interface.make_null_session(this);
    });
  }

  /** A miss is remembered, not raised: the hooks run for it too, and dispatch_request raises it. */
  match_request(ctx: RequestContext): void {
    const { request } = ctx;
    try {
      const [rule, values] = this.match(ctx);
      request.url_rule = rule;
      request.view_args = values;
    } catch (error) {
      if (!(error instanceof HTTPException)) throw error;
      request.routing_exception = error;
    }
  }

  /** Only a matched request's body is read; what goes wrong is raised when the view asks for it. */
  read_body({ request }: RequestContext): MaybePromise<void> {
    if (request.url_rule === null) return;
    const rules = this.apply_body_rules(request);
    return and_then(request.read_body(rules), () => {
      if (request.body_failure instanceof ClientDisconnected) throw request.body_failure;
    });
  }

  /** The response of a request whose context is pushed: what a test may call within `ctx.run`. */
  full_dispatch_request(ctx: RequestContext): MaybePromise<Response> {
    this.finish_setup();
    return and_then(this.find_answer(ctx), (answer) => this.finalize_request(ctx, answer));
  }

  /** What the hooks, the view or an error handler answer. */
  find_answer(ctx: RequestContext): MaybePromise<unknown> {
    const start = () => signals.request_started.send(this, {});
    const preprocess = () => and_then(start(), () => this.preprocess_request(ctx));
    const dispatch = () => and_then(preprocess(), (early) => early ?? this.dispatch_request(ctx));
    return attempt<unknown>(dispatch, (error) => this.handle_user_exception(ctx, error));
  }

  preprocess_request({ request }: RequestContext): MaybePromise<unknown> {
    const preprocessors = this.hooks.url_value_preprocessor.inward(request.blueprints);
    const preprocessed = run_preprocessors(preprocessors, request);
    const before_request = this.hooks.before_request.inward(request.blueprints);
    return and_then(preprocessed, () => run_before_request(before_request));
  }

  dispatch_request(ctx: RequestContext): unknown {
    const { url_rule, view_args, method } = ctx.request;
    if (url_rule === null) return this.raise_routing_exception(ctx.request);
    const { endpoint, provide_automatic_options } = url_rule;
    if (method === "OPTIONS" && provide_automatic_options) return this.make_default_options_response(ctx);
    return this.view_of(endpoint)(view_args);
  }

  handle_user_exception(ctx: RequestContext, error: unknown): unknown {
    if (error instanceof BadRequestKeyError && shows_missing_key(this)) error.show_exception = true;
    if (error instanceof HTTPException && !this.trap_http_exception(error))
      return this.handle_http_exception(ctx, error);
    const handler = this.error_handlers.find(error, ctx.request.blueprints);
    if (handler === undefined) throw error;
    return handler(error);
  }

  /** Redirects of the router and exceptions that carry their own response are answers, not errors. */
  handle_http_exception(ctx: RequestContext, error: HTTPException): unknown {
    if (error.code === null || error instanceof RoutingException) return error;
    return this.error_handlers.answer(error, ctx.request.blueprints);
  }

  finalize_request(ctx: RequestContext, answer: unknown, from_error_handler = false): MaybePromise<Response> {
    const response = this.make_response(answer, ctx);
    const announce = (sent: Response) => signals.request_finished.send(this, { response: sent });
    const finish = () => pass_through(this.process_response(ctx, response), announce);
    const keep_as_it_is = (error: unknown) => this.log_late_error(error, response);
    return from_error_handler ? attempt(finish, keep_as_it_is) : finish();
  }

  process_response(ctx: RequestContext, response: Response): MaybePromise<Response> {
    const own = ctx.after_request_functions ?? [];
    const functions = this.hooks.after_request.outward(ctx.request.blueprints);
    const first = run_after_request(own, response);
    const processed = and_then(first, (seen) => run_after_request(functions, seen));
    return pass_through(processed, (sent) => this.save_session(ctx, sent));
  }

  save_session({ session }: RequestContext, response: Response): MaybePromise<void> {
    if (session === null || this.session_interface.is_null_session(session)) return;
    return this.session_interface.save_session(this, session, response);
  }

  /** The 500 for an error that nobody handled. Throws it instead where it is to be propagated. */
  handle_exception(ctx: RequestContext, error: unknown): MaybePromise<Response> {
    if (error instanceof ClientDisconnected && ctx.request.body_failure === error)
      return error.get_response();
    return and_then(signals.got_request_exception.send(this, { exception: error }), () => {
      if (propagates(this)) throw error;
      this.log_exception(ctx, error);
      const answered = this.error_handlers.answer(server_error_for(error), ctx.request.blueprints);
      return and_then<unknown, Response>(answered, (answer) => this.finalize_request(ctx, answer, true));
    });
  }

  /** Tears the context down: everything runs, whatever fails on the way. */
  pop_context(ctx: AppContext, failure: unknown): MaybePromise<void> {
    const end = (errors: readonly unknown[]) => {
      ctx.end();
      return and_then(signals.appcontext_popped.send(this, {}), () => this.report_teardown_errors(errors));
    };
    return and_then(this.do_teardown_request(ctx, failure), (errors) =>
      and_then(this.do_teardown_appcontext(failure), (more_errors) => end([...errors, ...more_errors])),
    );
  }

  /** Gives the errors of the functions that failed. */
  do_teardown_request(ctx: AppContext, failure: unknown): MaybePromise<unknown[]> {
    if (!is_request_context(ctx)) return [];
    const functions = this.hooks.teardown_request.outward(ctx.request.blueprints);
    const announce = () => signals.request_tearing_down.send(this, { exc: failure });
    return run_teardown([...functions, announce, () => ctx.close_request()], failure);
  }

  do_teardown_appcontext(failure: unknown): MaybePromise<unknown[]> {
    const announce = () => signals.appcontext_tearing_down.send(this, { exc: failure });
    return run_teardown([...this.teardown_appcontext_funcs.toReversed(), announce], failure);
  }
}

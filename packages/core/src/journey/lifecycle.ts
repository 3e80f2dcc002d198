import type { SessionDict } from "@miniflask/session";
import { and_then, attempt, is_thenable, type MaybePromise, pass_through } from "../data/maybe_promise.ts";
import { RoutingException } from "../routing/routing_exception.ts";
import * as signals from "../setup/signals.ts";
import { BadRequestKeyError, ClientDisconnected, HTTPException } from "../wire/errors.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import type { AppContext } from "./context.ts";
import { propagates, shows_missing_key } from "./error_handling.ts";
import { run_after_request, run_before_view } from "./hook_calls.ts";
import { is_request_context, type RequestContext, remember_context } from "./request_context.ts";
import { Teardown } from "./teardown.ts";

/**
 * A request's journey, in call order. Every step can be overridden in a subclass of Flask. A step is awaited only where
 * it returns a thenable, so a request without asynchronous work is one turn of the one async function here.
 */
export abstract class Journey extends Teardown {
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
      if (ctx.request.body_failure instanceof ClientDisconnected) throw ctx.request.body_failure;
      const answered = this.full_dispatch_request(ctx);
      response = is_thenable(answered) ? await answered : answered;
    } catch (error) {
      failure = error;
      response = await this.handle_exception(ctx, error);
    } finally {
      const popped = this.pop_context(ctx, failure);
      if (is_thenable(popped)) await popped;
    }
    return remember_context(response, ctx);
  }

  /** Makes the context usable: the session first, so that URL converters may use it, then the match. */
  push_context(ctx: AppContext): MaybePromise<void> {
    const announced = signals.appcontext_pushed.send(this, {}, ctx);
    return and_then(announced, () => (is_request_context(ctx) ? this.#open_and_match(ctx) : undefined));
  }

  #open_and_match(ctx: RequestContext): MaybePromise<void> {
    const opened = this.open_session(ctx);
    return is_thenable(opened) ? opened.then(() => this.match_request(ctx)) : this.match_request(ctx);
  }

  open_session(ctx: RequestContext): MaybePromise<void> {
    if (ctx.session !== null) return;
    const opened = this.session_interface.open_session(this, ctx.request);
    const keep = (session: SessionDict | null) => {
      ctx.session = session ?? this.session_interface.make_null_session(this);
    };
    return is_thenable(opened) ? opened.then(keep) : keep(opened);
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
      // A request that another app handed on has that app's match.
      Object.assign(request, { url_rule: null, view_args: null, routing_exception: error });
    }
  }

  /** Only a matched request's body is read; what goes wrong is raised when the view asks for it. */
  read_body({ request }: RequestContext): MaybePromise<void> {
    if (request.url_rule !== null) return request.read_body(this.apply_body_rules(request));
  }

  /** The response of a request whose context is pushed: what a test may call within `ctx.run`. */
  full_dispatch_request(ctx: RequestContext): MaybePromise<Response> {
    this.finish_setup();
    const answer = this.find_answer(ctx);
    if (is_thenable(answer)) return answer.then((known) => this.finalize_request(ctx, known));
    return this.finalize_request(ctx, answer);
  }

  /** What the hooks, the view or an error handler answer. */
  find_answer(ctx: RequestContext): MaybePromise<unknown> {
    try {
      const answer = this.#ask_hooks_and_view(ctx);
      if (!is_thenable(answer)) return answer;
      return Promise.resolve(answer).catch((error: unknown) => this.handle_user_exception(ctx, error));
    } catch (error) {
      return this.handle_user_exception(ctx, error);
    }
  }

  #ask_hooks_and_view(ctx: RequestContext): MaybePromise<unknown> {
    const started = signals.request_started.send(this, {}, ctx);
    const early = and_then(started, () => this.preprocess_request(ctx));
    if (is_thenable(early)) return early.then((answer) => answer ?? this.dispatch_request(ctx));
    return early ?? this.dispatch_request(ctx);
  }

  preprocess_request({ request }: RequestContext): MaybePromise<unknown> {
    const { url_value_preprocessor, before_request } = this.hooks;
    const preprocessors = url_value_preprocessor.inward(request.blueprints);
    return run_before_view(preprocessors, before_request.inward(request.blueprints), request);
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
    const process = () => this.#process_and_announce(ctx, response);
    return from_error_handler ? attempt(process, (error) => this.log_late_error(error, response)) : process();
  }

  #process_and_announce(ctx: RequestContext, response: Response): MaybePromise<Response> {
    const processed = this.process_response(ctx, response);
    if (!signals.request_finished.active) return processed;
    return pass_through(processed, (sent) => signals.request_finished.send(this, { response: sent }, ctx));
  }

  process_response(ctx: RequestContext, response: Response): MaybePromise<Response> {
    const functions = this.hooks.after_request.outward(ctx.request.blueprints);
    const processed = run_after_request(ctx.after_request_functions, functions, response);
    if (is_thenable(processed)) return processed.then((sent) => this.#save_and_pass(ctx, sent));
    return this.#save_and_pass(ctx, processed);
  }

  #save_and_pass(ctx: RequestContext, response: Response): MaybePromise<Response> {
    const saved = this.save_session(ctx, response);
    return is_thenable(saved) ? saved.then(() => response) : response;
  }

  save_session({ session }: RequestContext, response: Response): MaybePromise<void> {
    if (session === null || this.session_interface.is_null_session(session)) return;
    return this.session_interface.save_session(this, session, response);
  }

  /** The 500 for an error that nobody handled. Throws it instead where it is to be propagated. */
  handle_exception(ctx: RequestContext, error: unknown): MaybePromise<Response> {
    if (error instanceof ClientDisconnected && ctx.request.body_failure === error)
      return error.get_response();
    return and_then(signals.got_request_exception.send(this, { exception: error }, ctx), () => {
      if (propagates(this, error)) throw error;
      this.log_exception(ctx, error);
      return and_then<unknown, Response>(this.find_error_page(ctx, error), (answer) =>
        this.finalize_request(ctx, answer, true),
      );
    });
  }

  /** Tears the context down: everything runs, whatever fails on the way. */
  pop_context(ctx: AppContext, failure: unknown): MaybePromise<void> {
    const errors = this.tear_down(ctx, failure);
    return is_thenable(errors) ? errors.then((all) => this.end(ctx, all)) : this.end(ctx, errors);
  }
}

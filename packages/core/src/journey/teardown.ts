import { and_then, collect_errors, is_thenable, type MaybePromise } from "../data/maybe_promise.ts";
import * as signals from "../setup/signals.ts";
import { AppParts } from "./app_parts.ts";
import type { AppContext } from "./context.ts";
import { is_request_context } from "./request_context.ts";

const NO_ERRORS: readonly unknown[] = Object.freeze([]);

/** The end of a context: all functions run, and the errors of those that fail are gathered. */
export abstract class Teardown extends AppParts {
  protected tear_down(ctx: AppContext, failure: unknown): MaybePromise<readonly unknown[]> {
    const errors = this.do_teardown_request(ctx, failure);
    if (is_thenable(errors)) return errors.then((known) => this.#tear_down_app(ctx, failure, known));
    return this.#tear_down_app(ctx, failure, errors);
  }

  #tear_down_app(
    ctx: AppContext,
    failure: unknown,
    known: readonly unknown[],
  ): MaybePromise<readonly unknown[]> {
    const errors = this.do_teardown_appcontext(ctx, failure);
    if (is_thenable(errors)) return errors.then((more) => [...known, ...more]);
    return errors.length === 0 ? known : [...known, ...errors];
  }

  /** Runs the functions of the request's blueprints and of the app, the last registered first; gives their errors. */
  do_teardown_request(ctx: AppContext, failure: unknown): MaybePromise<readonly unknown[]> {
    if (!is_request_context(ctx)) return [];
    const { request_tearing_down } = signals;
    let steps = this.hooks.teardown_request.outward(ctx.request.blueprints);
    if (request_tearing_down.active)
      steps = [...steps, (exc) => request_tearing_down.send(this, { exc }, ctx)];
    if (ctx.holds_files) steps = [...steps, () => ctx.request.close()];
    return collect_errors(steps, failure);
  }

  do_teardown_appcontext(ctx: AppContext, failure: unknown): MaybePromise<readonly unknown[]> {
    const { appcontext_tearing_down } = signals;
    if (this.teardown_appcontext_funcs.length === 0 && !appcontext_tearing_down.active) return NO_ERRORS;
    const steps = this.teardown_appcontext_funcs.toReversed();
    if (appcontext_tearing_down.active) steps.push((exc) => appcontext_tearing_down.send(this, { exc }, ctx));
    return collect_errors(steps, failure);
  }

  /** Marks the context as over, once its functions have run, and tells who asked for it. */
  protected end(ctx: AppContext, errors: readonly unknown[]): MaybePromise<void> {
    ctx.end();
    return and_then(signals.appcontext_popped.send(this, {}, ctx), () => this.report_teardown_errors(errors));
  }
}

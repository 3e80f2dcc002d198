import { AsyncLocalStorage } from "node:async_hooks";
import { and_then, attempt, is_thenable, type MaybePromise } from "../data/maybe_promise.ts";
import type { MapAdapter } from "../routing/map_adapter.ts";
import type { Request } from "../wire/request.ts";
import type { AppGlobals } from "./app_globals.ts";
import { context_over, outside_app } from "./context_error.ts";

/** What a context asks of its app. */
export interface ContextHost {
  readonly name: string;
  readonly app_ctx_globals_class: new (app: { readonly name: string }) => AppGlobals;
  report_error(error: unknown): void;
  push_context(ctx: AppContext): MaybePromise<void>;
  pop_context(ctx: AppContext, error: unknown): MaybePromise<void>;
  create_url_adapter(request: Request | null): MapAdapter | null;
}

type Outcome<T> = { readonly value: Awaited<T> } | { readonly failure: unknown };

/** One stay in a context: the journey's own, or one of code that entered it again, which may outlast the teardown. */
export interface Stay {
  /** Null for code that is in no context: see `run_apart`. */
  readonly ctx: AppContext | null;
  /** Entered again, and not left yet. */
  entered: boolean;
}

// Two copies of this package in one process must agree on whose request it is.
const STORE = Symbol.for("miniflask.context");
const globals = globalThis as { [STORE]?: AsyncLocalStorage<Stay> }; // the registered symbol is only used here
globals[STORE] ??= new AsyncLocalStorage<Stay>();
const storage = globals[STORE];

/** The app that code works for, and its `g` (Flask's `AppContext`). */
export class AppContext<Host extends ContextHost = ContextHost> {
  readonly app: Host;
  /** Null in a context that is for no request. */
  readonly request: Request | null = null;
  #g: AppGlobals | undefined;
  #url_adapter: MapAdapter | null | undefined;
  #phase: "new" | "pushed" | "over" = "new";

  constructor(app: Host) {
    this.app = app;
  }

  /** Whether the teardown is done. The context can be entered again, but nothing it holds is saved any more. */
  get over(): boolean {
    return this.#phase === "over";
  }

  /** What the code that runs here shares; made when it is first used. */
  get g(): AppGlobals {
    this.#g ??= new this.app.app_ctx_globals_class(this.app);
    return this.#g;
  }

  /** Made when it is first needed; null outside a request where SERVER_NAME is not set. */
  get url_adapter(): MapAdapter | null {
    if (this.#url_adapter === undefined) this.#url_adapter = this.app.create_url_adapter(this.request);
    return this.#url_adapter;
  }

  /**
   * Runs `fn` in the context (Python's `with ctx:`). The first time the context is pushed before and torn down after;
   * one that is active already, or over, is only entered.
   */
  run<T>(fn: () => T): T | Promise<Awaited<T>> {
    if (this.#phase !== "new") return this.#enter(fn);
    return this.begin(() => this.#push_and_pop(fn));
  }

  /** Makes this the current context for `journey`, which pushes and pops it itself. */
  begin<T>(journey: (ctx: this) => T): T {
    this.#phase = "pushed";
    return storage.run({ ctx: this, entered: false }, journey, this);
  }

  /** What is done before code runs in a context that is entered by hand. */
  protected push(): MaybePromise<void> {
    return this.app.push_context(this);
  }

  /** Marks the teardown as done: proxies of code that is still running for this context throw from now on. */
  end(): void {
    this.#phase = "over";
  }

  // Synchronous as long as everything it calls is.
  #push_and_pop<T>(fn: () => T): T | Promise<Awaited<T>> {
    const worked = attempt<Outcome<T>>(
      () =>
        and_then(this.push(), () =>
          and_then<unknown, Outcome<T>>(fn(), (value) => ({ value: value as Awaited<T> })),
        ),
      (failure) => ({ failure }),
    );
    const popped = and_then(worked, (outcome) =>
      and_then(this.app.pop_context(this, "failure" in outcome ? outcome.failure : null), () => {
        if ("failure" in outcome) throw outcome.failure;
        return outcome.value;
      }),
    );
    return popped as T | Promise<Awaited<T>>; // where T is no thenable, Awaited<T> is T
  }

  #enter<T>(fn: () => T): T {
    const stay = this.enter();
    let result: T | undefined;
    try {
      result = stay_in(stay, fn);
    } finally {
      if (!is_thenable(result)) leave(stay);
    }
    if (!is_thenable(result)) return result;
    // A thenable is handed on as a promise of the same value, which is what T stands for.
    return Promise.resolve(result).finally(() => leave(stay)) as T;
  }

  /** Enters the context until `leave`, for code that comes and goes, as a stream's steps do. */
  enter(): Stay {
    return { ctx: this, entered: true };
  }
}

export function stay_in<T>(stay: Stay, fn: () => T): T {
  return storage.run(stay, fn);
}

const APART: Stay = { ctx: null, entered: false };

/** Runs `fn` so that `is_app_code` tells what it calls from all other code of the process; in the context it is in, if any. */
export function run_apart<T>(fn: () => T): T {
  return is_app_code() ? fn() : storage.run(APART, fn);
}

/** Whether code runs in a context, or was called by `run_apart`. */
export function is_app_code(): boolean {
  return storage.getStore() !== undefined;
}

export function leave(stay: Stay): void {
  stay.entered = false;
}

/** The context that this code runs in; undefined outside any. Throws when it is over, naming what was used. */
export function find_context(used: string): AppContext | undefined {
  const stay = storage.getStore();
  if (stay === undefined || stay.ctx === null) return undefined;
  if (stay.ctx.over && !stay.entered) throw context_over(used);
  return stay.ctx;
}

/** `find_context`, for what cannot do without one. */
export function current_context(used: string): AppContext {
  const ctx = find_context(used);
  if (ctx === undefined) throw outside_app(used);
  return ctx;
}

/** `find_context`, but a context that is over is none. */
export function peek_context(): AppContext | undefined {
  const stay = storage.getStore();
  if (stay === undefined || stay.ctx === null) return undefined;
  return stay.ctx.over && !stay.entered ? undefined : stay.ctx;
}

/** Whether code runs in a context that is not over (Flask's `has_app_context`). */
export function has_app_context(): boolean {
  return peek_context() !== undefined;
}

import type { SessionDict } from "@miniflask/session";
import { and_then, type MaybePromise } from "../data/maybe_promise.ts";
import type { AfterRequest } from "../setup/hook_functions.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { AppContext, type ContextHost, find_context, peek_context } from "./context.ts";
import { outside_request } from "./context_error.ts";

/** A flashed message: category and text. */
export type FlashedMessage = readonly [category: string, message: unknown];

/** The context of one request, which has the request and its session beside app and `g`. */
export class RequestContext<Host extends ContextHost = ContextHost> extends AppContext<Host> {
  override readonly request: Request;
  /** Null until it is opened, which is the first step of the journey. */
  session: SessionDict | null = null;
  /** Made by `after_this_request`. */
  after_request_functions: AfterRequest[] | null = null;
  /** The messages taken out of the session by `get_flashed_messages`, kept for the rest of the request. */
  flashes: readonly FlashedMessage[] | null = null;

  /** False for a copy, whose end must not close the files of the request it was copied from. */
  readonly owns_request: boolean;

  constructor(app: Host, request: Request, owns_request = true) {
    super(app);
    this.request = request;
    this.owns_request = owns_request;
  }

  /** Outside a journey nobody else reads the body; that of a copy's request was read already. */
  protected override push(): MaybePromise<void> {
    return and_then(super.push(), () => (this.owns_request ? this.request.read_body() : undefined));
  }

  /** The session; a use of it, so the response will vary by cookie. */
  opened_session(): SessionDict {
    if (this.session === null) throw new TypeError("The session has not been opened yet.");
    this.session.accessed = true;
    return this.session;
  }

  /** Whether there are files that end with this context; a copy leaves them to the context it was copied from. */
  get holds_files(): boolean {
    return this.owns_request && this.request.holds_files;
  }

  /** A context of its own for code that may outlast this one; it shares request and session (Flask's `copy`). */
  copy(): RequestContext<Host> {
    const copied = new RequestContext(this.app, this.request, false);
    copied.session = this.session;
    return copied;
  }
}

/** The request's context that this code runs in. Throws outside a request, naming what was used and the cure. */
export function current_request_context(used: string): RequestContext {
  const ctx = find_context(used);
  if (is_request_context(ctx)) return ctx;
  throw outside_request(used);
}

/** Whether code runs in a request that is not over (Flask's `has_request_context`). */
export function has_request_context(): boolean {
  return is_request_context(peek_context());
}

/** Not by instanceof: with two copies of the package in one process the context may be the other's. */
export function is_request_context(ctx: AppContext | undefined): ctx is RequestContext {
  return ctx !== undefined && ctx.request !== null;
}

// A property, because a WeakMap entry for every response costs the garbage collector more than the whole match of a URL.
const CONTEXT: unique symbol = Symbol("miniflask.context");

interface Answer extends Response {
  [CONTEXT]?: RequestContext;
}

/** Remembers which request a response answers, for a test client's `response.context`; returns the response. */
export function remember_context(response: Answer, ctx: RequestContext): Response {
  response[CONTEXT] = ctx;
  return response;
}

/** The context of the request that `response` answers. */
export function context_of(response: Answer): RequestContext | undefined {
  return response[CONTEXT];
}

import type { SessionDict } from "@miniflask/session";
import type { Request } from "../wire/request.ts";
import { AppGlobals } from "./app_globals.ts";
import { current_context, peek_context } from "./context.ts";
import { context_proxy } from "./context_proxy.ts";
import { current_request_context, is_request_context, type RequestContext } from "./request_context.ts";

/** The keys of an app's session: declare them by `declare module "miniflask" { interface SessionData { user_id?: number } }`. */
export interface SessionData {
  // biome-ignore lint/suspicious/noExplicitAny: an undeclared key stays usable, as in Flask
  [key: string]: any;
}

/** The session as views see it: its methods, and its keys as properties. */
export interface Session extends SessionDict, SessionData {}

const active_request = (): RequestContext | undefined => {
  const ctx = peek_context();
  return is_request_context(ctx) ? ctx : undefined;
};

/** The request that is being answered (Flask's `request`). */
export const request: Request = context_proxy<Request>("request", {
  find: () => current_request_context("request").request,
  peek: () => active_request()?.request,
});

/** The session of the request's browser; every use of it makes the response vary by cookie (Flask's `session`). */
export const session: Session = context_proxy<Session>("session", {
  find: () => current_request_context("session").opened_session() as Session, // the names that the app declared are its own promise
  peek: () => (active_request()?.session ?? undefined) as Session | undefined,
});

/** What the functions that work on one request share (Flask's `g`). */
export const g: AppGlobals = context_proxy<AppGlobals>("g", {
  find: () => current_context("g").g,
  peek: () => peek_context()?.g,
  reserves: (key) => key !== "__proto__" && key in AppGlobals.prototype,
  holds: (globals, key) => Object.hasOwn(globals, key),
});

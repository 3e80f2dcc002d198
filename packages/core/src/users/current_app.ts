import type { Flask } from "../edge/app.ts";
import { type AppContext, current_context, peek_context } from "../journey/context.ts";
import { context_proxy } from "../journey/context_proxy.ts";
import { current_request_context, type RequestContext } from "../journey/request_context.ts";

/** The app that the current context is for (Flask's `current_app`). */
export const current_app: Flask = context_proxy<Flask>("current_app", {
  find: () => active_app("current_app").app,
  peek: () => peek_context()?.app as Flask | undefined, // see active_app
});

/** The current context; `used` is the function that needs it, for the error outside any. */
export function active_app(used: string): AppContext<Flask> {
  return current_context(used) as AppContext<Flask>; // Flask alone makes contexts
}

/** The current request's context; `used` is the function that needs it, for the error outside a request. */
export function active_request(used: string): RequestContext<Flask> {
  return current_request_context(used) as RequestContext<Flask>; // Flask alone makes contexts
}

/** Something was used outside the context it belongs to (Flask raises RuntimeError). `proxy` names what was used. */
export class ContextError extends Error {
  readonly proxy: string;

  constructor(proxy: string, message: string) {
    super(message);
    this.name = "ContextError";
    this.proxy = proxy;
  }
}

const CURE =
  "Code beside the views, at a module's top level, runs before any request: move it into a view or a hook. In Node this also " +
  "happens in callbacks that do not inherit the context: an emitter's (req.on, a database pool, a queue) or one made while the " +
  "app was starting. Wrap such a function with copy_current_request_context(fn) inside the request";

/** `request`, `session`, … outside any request. */
export function outside_request(proxy: string): ContextError {
  return new ContextError(
    proxy,
    `Working outside of request context: \`${proxy}\` needs an active HTTP request. What a view streams is made after it has ` +
      `returned: stream_with_context(generator) keeps the context. ${CURE}, or in a test use app.test_request_context().run(fn).`,
  );
}

/** `g`, `current_app`, … outside any app context. */
export function outside_app(proxy: string): ContextError {
  return new ContextError(
    proxy,
    `Working outside of application context: \`${proxy}\` needs the current application. ${CURE}, or set a context up with ` +
      "app.app_context().run(fn).",
  );
}

/** What else its user may have expected of a proxy. */
const LIFETIMES: Readonly<Record<string, string>> = {
  g: "g lives for one request; keep in session, or in a store, what the next one needs. ",
};

/** A callback that outlived its request: acting with that user's session in another's would be a leak. */
export function context_over(proxy: string): ContextError {
  return new ContextError(
    proxy,
    `\`${proxy}\` was used after its request: this callback belongs to a request that has ended. ${LIFETIMES[proxy] ?? ""}Finish the work before the view ` +
      "returns (await it), or wrap the callback with copy_current_request_context(fn) to give it a context of its own.",
  );
}

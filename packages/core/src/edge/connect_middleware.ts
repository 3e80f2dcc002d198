import type { IncomingMessage, NodeListener, ServerResponse } from "./server.ts";

/**
 * Middleware as Connect and Express have it: helmet(), compression(), morgan("tiny") … Its types name Express's own
 * request and response, which are node's with more methods; what is used of those is between it and Express.
 */
export type ConnectMiddleware = (
  // biome-ignore lint/suspicious/noExplicitAny: see above
  req: any,
  // biome-ignore lint/suspicious/noExplicitAny: see above
  res: any,
  next: (error?: unknown) => void,
) => unknown;

/**
 * Puts Connect middleware before an app's listener: `app.request_listener = connect_middleware(helmet())(app.request_listener)`,
 * or with the listener as second argument. It sees sockets only, not the requests of an in-memory test client.
 * An error that it passes on, or throws, is answered with a plain 500. A body that it takes, as parsers of bodies do, is not
 * there for the app.
 */
export function connect_middleware(middleware: ConnectMiddleware): (listener: NodeListener) => NodeListener;
export function connect_middleware(middleware: ConnectMiddleware, listener: NodeListener): NodeListener;
export function connect_middleware(
  middleware: ConnectMiddleware,
  listener?: NodeListener,
): NodeListener | ((listener: NodeListener) => NodeListener) {
  if (listener === undefined) return (inner: NodeListener) => connect_middleware(middleware, inner);
  return (req, res) => run_before(middleware, listener, req, res);
}

async function run_before(
  middleware: ConnectMiddleware,
  listener: NodeListener,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    await call_middleware(middleware, listener, req, res);
  } catch (error) {
    console.error(error);
    if (res.headersSent) res.destroy();
    else res.writeHead(500, ["Content-Length", "0", "Connection", "close"]).end();
  }
}

/**
 * Over when the listener is, or the middleware's own answer. `next()` calls the listener at once, as in Connect: a middleware
 * that listens to the body makes it flow, and the app would miss what came before it listens too.
 */
function call_middleware(
  middleware: ConnectMiddleware,
  listener: NodeListener,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let is_over = false;
    res.once("close", () => {
      is_over = true;
      resolve();
    });
    const next = (error?: unknown) => {
      if (is_over) return;
      is_over = true;
      if (error !== undefined && error !== null) return reject(error);
      try {
        resolve(listener(req, res));
      } catch (thrown) {
        reject(thrown);
      }
    };
    // An async middleware that fails says so by its promise, not by next().
    Promise.resolve(middleware(req, res, next)).catch(reject);
  });
}

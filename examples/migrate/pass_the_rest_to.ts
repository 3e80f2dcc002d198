import type { Flask, Request } from "miniflask";
import { ProxyMiddleware } from "miniflask/middleware";

/**
 * Sends every request for which `app` has no route to another server, method by method: to move a view, add its route
 * here; to move it back, take it out. The client's Host goes along, so that redirects and cookies are this site's.
 */
export function pass_the_rest_to(app: Flask, target: string): void {
  const own = app.handle;
  const legacy = ProxyMiddleware(own, { "/": { target, host: null } });
  app.handle = (request) => (has_route(app, request) ? own(request) : legacy(request));
}

function has_route(app: Flask, request: Request): boolean {
  try {
    return app.request_context(request).url_adapter?.test(null, request.method) ?? false;
  } catch {
    return true; // a Host that is not among TRUSTED_HOSTS: the app refuses it, and Flask is not asked
  }
}

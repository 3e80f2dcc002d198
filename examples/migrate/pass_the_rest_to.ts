import type { Flask } from "miniflask";
import { ProxyMiddleware } from "miniflask/middleware";

/**
 * Sends every request for which `app` has no route to another server, method by method: to move a view, add its route
 * here; to move it back, take it out. The client's Host goes along, so that redirects and cookies are this site's.
 */
export function pass_the_rest_to(app: Flask, target: string): void {
  const own = app.handle;
  const legacy = ProxyMiddleware(own, { "/": { target, host: null } });
  app.handle = (request) => {
    const has_route = app.create_url_adapter(request)?.test(null, request.method) ?? false;
    return has_route ? own(request) : legacy(request);
  };
}

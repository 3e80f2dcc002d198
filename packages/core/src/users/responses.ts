import { find_context } from "../journey/context.ts";
import * as wire from "../wire/errors.ts";
import { redirect as plain_redirect } from "../wire/redirect.ts";
import type { Response } from "../wire/response.ts";
import { active_app } from "./current_app.ts";

/**
 * A response from what a view may return, to change before it is returned: `make_response(body)`,
 * `make_response(body, status)`, `make_response(body, headers)` or `make_response(body, status, headers)`.
 */
export function make_response(...parts: unknown[]): Response {
  const ctx = active_app("make_response");
  if (parts.length === 0) return new ctx.app.response_class();
  return ctx.app.make_response(parts.length === 1 ? parts[0] : parts);
}

/** Sends the client to `location`; the code, in its turn or as `{ code: 303 }`, is 302 unless given. Works without an app, too. */
export function redirect(location: string, options: number | { readonly code?: number } = 302): Response {
  const code = typeof options === "number" ? options : (options.code ?? 302);
  const app = find_context("redirect") && active_app("redirect").app;
  return app === undefined ? plain_redirect(location, code) : app.redirect(location, code);
}

/**
 * Ends the request with an HTTP error: `abort(404)`, `abort(404, "why")`, `abort(404, { description, response })`, or
 * with a finished response: `abort(response)`. An unknown code is an error of its own.
 */
export function abort(code: number | Response, ...rest: unknown[]): never {
  if (find_context("abort") === undefined) return wire.abort(code, ...rest);
  return active_app("abort").app.aborter.abort(code, ...rest);
}

/** A JSON response of one value, or of several as a list; without any, `null` (Flask's `jsonify`). */
export function jsonify(...values: unknown[]): Response {
  return active_app("jsonify").app.json.response(...values);
}

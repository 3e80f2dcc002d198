import { find_context } from "../journey/context.ts";
import { outside_app } from "../journey/context_error.ts";
import type { UrlValues } from "../journey/urls.ts";
import { active_app } from "./current_app.ts";

/**
 * The URL of an endpoint: `url_for("user", { id: 3, _external: true })`. Values that the rule lacks become the query
 * string. `.name` is an endpoint of the current blueprint. Raises BuildError where nothing fits.
 */
export function url_for(endpoint: string, values?: UrlValues): string {
  if (find_context("url_for") === undefined) throw outside_app("url_for");
  return active_app("url_for").app.url_for(endpoint, values);
}

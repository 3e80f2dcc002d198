import type { UrlValues } from "../journey/urls.ts";
import { active_app } from "./current_app.ts";

/**
 * The values of each endpoint's URL, which `miniflask routes --types` writes down for an app:
 * `interface Endpoints { user: PathValues<"/users/<int:id>"> }`. Empty until it has: then any endpoint may be named.
 */
// biome-ignore lint/suspicious/noEmptyInterface: apps add to it
export interface Endpoints {}

/** What follows the endpoint: for a known one its values, for a misspelt one nothing that could be given. */
export type UrlArguments<E extends string> = E extends keyof Endpoints
  ? // biome-ignore lint/complexity/noBannedTypes: asks whether no value is required
    {} extends Endpoints[E]
    ? [values?: Endpoints[E] & UrlValues]
    : [values: Endpoints[E] & UrlValues]
  : IsFree<E> extends true
    ? [values?: UrlValues]
    : [no_such_endpoint: never];

// Without a list of endpoints, for a name that is only known at run time and for one relative to a blueprint.
type IsFree<E extends string> = [keyof Endpoints] extends [never]
  ? true
  : string extends E
    ? true
    : E extends `.${string}`
      ? true
      : false;

/**
 * The URL of an endpoint: `url_for("user", { id: 3, _external: true })`. Values that the rule lacks become the query
 * string. `.name` is an endpoint of the current blueprint. Raises BuildError where nothing fits.
 */
export function url_for<const E extends string>(endpoint: E, ...[values]: UrlArguments<E>): string {
  return active_app("url_for").app.url_for(endpoint, values);
}

import { HTTPException } from "../wire/errors.ts";

/** Marks the errors of routing that are HTTP exceptions as well, since a class has one base only. */
export const IS_ROUTING_EXCEPTION: unique symbol = Symbol("miniflask.routing_exception");

/** What all errors of routing are instances of, RequestRedirect too (Werkzeug). */
export abstract class RoutingException extends Error {
  // Subclasses inherit this method, so `this` may be one of them.
  static override [Symbol.hasInstance](value: unknown): boolean {
    const [asked, is_instance] = [this, super[Symbol.hasInstance](value)];
    return (
      is_instance ||
      (asked === RoutingException && value instanceof HTTPException && IS_ROUTING_EXCEPTION in value)
    );
  }
}

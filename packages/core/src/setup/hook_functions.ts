import type { Response } from "../wire/response.ts";
import type { ViewReturn } from "../wire/view_return.ts";

type Maybe<T> = T | Promise<T>;

/** Runs before the view; a value that a view could return ends the request there. */
// biome-ignore lint/suspicious/noConfusingVoidType: `void` admits the functions that just end, the usual case
export type BeforeRequest = () => Maybe<ViewReturn | undefined | null | void>;

/** Gets the response and returns it, or another. */
export type AfterRequest = (response: Response) => Maybe<Response>;

/** Runs when a context ends, with the error that nobody handled or null. */
export type Teardown = (error: unknown) => unknown;

/** Returns names for every template. Rendering is synchronous, so this is too. */
export type ContextProcessor = () => object & { readonly then?: never };

/** Sees, and may change, the path values before the hooks and the view do. */
export type UrlValuePreprocessor = (
  endpoint: string | null,
  values: Record<string, unknown> | null,
) => unknown;

/** Adds values to those that `url_for` was given. */
export type UrlDefaults = (endpoint: string, values: Record<string, unknown>) => unknown;

/** Answers an error as a view would. */
export type ErrorHandler<E = unknown> = (error: E) => Maybe<ViewReturn>;

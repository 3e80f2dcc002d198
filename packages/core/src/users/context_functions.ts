import { keep_context } from "../journey/keep_context.ts";
import type { AfterRequest } from "../setup/hook_functions.ts";
import { active_request } from "./current_app.ts";

/** Calls `fn` with this request's response, before the after_request functions. Returns `fn`. */
export function after_this_request<F extends AfterRequest>(fn: F): F {
  const ctx = active_request("after_this_request");
  ctx.after_request_functions ??= [];
  ctx.after_request_functions.push(fn);
  return fn;
}

/**
 * Wraps `fn` so that it runs in a copy of this request's context, with the same request and session and a `g` of its
 * own, whenever and from wherever it is called.
 */
export function copy_current_request_context<A extends unknown[], R>(
  fn: (...args: A) => R,
): (...args: A) => R | Promise<Awaited<R>> {
  const ctx = active_request("copy_current_request_context");
  return function in_copied_context(this: unknown, ...args: A) {
    return ctx.copy().run(() => fn.apply(this, args));
  };
}

type Stream<T> = Iterator<T> | AsyncIterator<T>;
type Kept<I> =
  I extends AsyncIterator<infer T>
    ? AsyncIterableIterator<T>
    : I extends Iterator<infer T>
      ? IterableIterator<T>
      : never;

/**
 * Keeps the request's context for a stream that a view returns: each step of the iterator runs inside it. Takes the
 * iterator, or a generator function, which it wraps. The session can be read there; changes come too late to be saved.
 */
export function stream_with_context<A extends unknown[], I extends Stream<unknown>>(
  make: (...args: A) => I,
): (...args: A) => Kept<I>;
export function stream_with_context<I extends Stream<unknown>>(iterator: I): Kept<I>;
export function stream_with_context(
  source: Stream<unknown> | ((...args: unknown[]) => Stream<unknown>),
): unknown {
  if (typeof source === "function") return (...args: unknown[]) => stream_with_context(source(...args));
  if (typeof source?.next !== "function") {
    throw new TypeError(
      "stream_with_context takes an iterator or a generator function: for anything else that can be iterated write " +
        "stream_with_context(Iterator.from(value)), or value[Symbol.asyncIterator]() where it is asynchronous.",
    );
  }
  // The overloads of keep_context tell the two kinds of iterator apart as this function's do.
  return keep_context(active_request("stream_with_context"), source as Iterator<unknown>);
}

import { and_then, attempt, type MaybePromise } from "../data/maybe_promise.ts";
import { type AppContext, leave, stay_in } from "./context.ts";

/**
 * An iterator that runs inside `ctx`, also when the context is over by then. It is one stay from the first step to the
 * last: an async generator that is told to return while it waits ends in the context of the step before.
 */
export function keep_context<T>(ctx: AppContext, iterator: Iterator<T>): IterableIterator<T>;
export function keep_context<T>(ctx: AppContext, iterator: AsyncIterator<T>): AsyncIterableIterator<T>;
export function keep_context<T>(
  ctx: AppContext,
  iterator: Iterator<T> | AsyncIterator<T>,
): IterableIterator<T> | AsyncIterableIterator<T> {
  const stay = ctx.enter();
  const step = (take: () => MaybePromise<IteratorResult<T>>) =>
    attempt(
      () =>
        and_then(stay_in(stay, take), (result) => {
          if (result.done) leave(stay);
          return result;
        }),
      (error) => {
        leave(stay);
        throw error;
      },
    );
  const kept = {
    next: () => step(() => iterator.next()),
    // An iterator that has nothing to close says so by lacking `return`.
    return: (value?: unknown) => step(() => iterator.return?.(value) ?? { done: true, value }),
  };
  const iterable = Symbol.asyncIterator in iterator ? Symbol.asyncIterator : Symbol.iterator;
  // Which of the two it is the overloads say, and no type can.
  return Object.assign(kept, { [iterable]: () => kept }) as unknown as IterableIterator<T>;
}

import type { AppContext } from "./context.ts";

/** An iterator whose every step runs inside `ctx`, also when the context is over by then. */
export function keep_context<T>(ctx: AppContext, iterator: Iterator<T>): IterableIterator<T>;
export function keep_context<T>(ctx: AppContext, iterator: AsyncIterator<T>): AsyncIterableIterator<T>;
export function keep_context<T>(
  ctx: AppContext,
  iterator: Iterator<T> | AsyncIterator<T>,
): IterableIterator<T> | AsyncIterableIterator<T> {
  const kept = {
    next: () => ctx.run(() => iterator.next()),
    // An iterator that has nothing to close says so by lacking `return`.
    return: (value?: unknown) => ctx.run(() => iterator.return?.(value) ?? { done: true, value }),
    [Symbol.iterator]: () => kept,
    [Symbol.asyncIterator]: () => kept,
  };
  if (is_async(iterator)) Reflect.deleteProperty(kept, Symbol.iterator);
  else Reflect.deleteProperty(kept, Symbol.asyncIterator);
  return kept as IterableIterator<T> & AsyncIterableIterator<T>; // the overloads say which of the two it is
}

function is_async(iterator: object): boolean {
  return Symbol.asyncIterator in iterator;
}

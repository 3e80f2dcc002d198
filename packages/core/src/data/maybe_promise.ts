/** What a function returns that may or may not be asynchronous. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Whether `value` has to be awaited. A request whose hooks and view are synchronous must not pay for
 * a turn of the microtask queue at every step, so the journey asks before it awaits.
 */
export function is_thenable<T>(value: MaybePromise<T>): value is Promise<T>;
export function is_thenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T>;
export function is_thenable(value: unknown): boolean {
  return (
    value !== null &&
    (typeof value === "object" || typeof value === "function") &&
    typeof (value as { then?: unknown }).then === "function" // the guard above is what makes the read safe
  );
}

/** `next(value)`, at once where `value` is there already. */
export function and_then<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return is_thenable(value) ? Promise.resolve(value).then(next) : next(value);
}

/** `value`, after `visit` has seen it and what that returned has come. */
export function pass_through<T>(value: MaybePromise<T>, visit: (value: T) => unknown): MaybePromise<T> {
  return and_then(value, (seen) => and_then(visit(seen), () => seen));
}

/** `work()`, with both a throw and a rejection handed to `recover`. */
export function attempt<T>(
  work: () => MaybePromise<T>,
  recover: (error: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  try {
    const value = work();
    return is_thenable(value) ? Promise.resolve(value).catch(recover) : value;
  } catch (error) {
    return recover(error);
  }
}

/** Calls `visit` with each item in turn, awaiting where it returns a thenable; the first defined result ends it. */
export function first_result<I>(
  items: readonly I[],
  visit: (item: I) => unknown,
  start = 0,
): MaybePromise<unknown> {
  for (let at = start; at < items.length; at++) {
    const result = visit(items[at]!);
    if (is_thenable(result)) {
      return Promise.resolve(result).then((value) => value ?? first_result(items, visit, at + 1));
    }
    if (result !== undefined && result !== null) return result;
  }
  return undefined;
}

/** Folds `value` through the items in turn, awaiting where a step returns a thenable. */
export function fold<I, T>(
  items: readonly I[],
  value: T,
  step: (value: T, item: I) => MaybePromise<T>,
  start = 0,
): MaybePromise<T> {
  let current = value;
  for (let at = start; at < items.length; at++) {
    const next = step(current, items[at]!);
    if (is_thenable(next)) return Promise.resolve(next).then((folded) => fold(items, folded, step, at + 1));
    current = next;
  }
  return current;
}

/** Calls every function with `argument` in turn, whatever happens, and gives the errors. */
export function collect_errors<A>(
  functions: readonly ((argument: A) => unknown)[],
  argument: A,
  start = 0,
  errors: unknown[] = [],
): MaybePromise<unknown[]> {
  for (let at = start; at < functions.length; at++) {
    const call = functions[at]!;
    try {
      const result = call(argument);
      if (!is_thenable(result)) continue;
      const keep = (error: unknown) => errors.push(error);
      return Promise.resolve(result)
        .catch(keep)
        .then(() => collect_errors(functions, argument, at + 1, errors));
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}

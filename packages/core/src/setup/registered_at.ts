import { stack_frames } from "../data/stack_frames.ts";

const places = new WeakMap<object, { readonly stack?: string }>();

/** Remembers where an app's author registers `fn`; V8 makes text of it only when it is asked for. */
export function remember_place(fn: object): void {
  if (places.has(fn)) return;
  const place = {};
  Error.captureStackTrace(place);
  places.set(fn, place);
}

/**
 * Puts the place where `fn` was registered on top of the stack of an error about what it returned: by then it has ended,
 * so the stack has no line of the author's.
 */
export function point_to<E>(fn: { readonly name: string } | undefined, error: E): E {
  if (fn === undefined || !(error instanceof Error)) return error;
  const { stack: place } = places.get(fn) ?? {};
  const frame = place && stack_frames({ stack: place, message: "" }).find(({ is_own }) => is_own);
  const { stack = "", message } = error;
  const end = stack.indexOf(message) + message.length;
  if (!frame || end < message.length) return error;
  const line = `\n    at ${fn.name || "(anonymous)"}, registered (${frame.file}:${frame.line}:1)`;
  error.stack = stack.slice(0, end) + line + stack.slice(end);
  return error;
}

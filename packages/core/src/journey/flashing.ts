import { Tuple } from "@miniflask/session";
import { named_arguments } from "../data/call_arguments.ts";
import { message_flashed } from "../setup/signals.ts";
import type { FlashedMessage, RequestContext } from "./request_context.ts";

/** What `get_flashed_messages` takes. */
export interface FlashOptions {
  /** Whether to give pairs of category and message; only messages otherwise. */
  readonly with_categories?: boolean;
  /** Only messages of these categories. */
  readonly category_filter?: readonly string[];
}

const KEY = "_flashes";

/** Keeps `message` for the next request that asks (Flask's `flash`). */
export function flash(ctx: RequestContext, message: unknown, category: string): void {
  const session = ctx.opened_session();
  const flashes: unknown[] = Array.isArray(session.get(KEY)) ? session.get(KEY) : [];
  session.set(KEY, [...flashes, new Tuple(category, message)]);
  if (!message_flashed.active) return;
  // Flashing is synchronous, so an asynchronous receiver runs on by itself; its error must not end the process.
  Promise.resolve(message_flashed.send(ctx.app, { message, category }, ctx)).catch((error: unknown) =>
    ctx.app.report_error(error),
  );
}

/** The options as Python's templates give them too: `get_flashed_messages(true, ["error"])`. */
export function flash_options(...given: readonly unknown[]): FlashOptions {
  const { with_categories, category_filter } = named_arguments(["with_categories", "category_filter"], given);
  return {
    with_categories: Boolean(with_categories),
    ...(Array.isArray(category_filter) ? { category_filter } : {}),
  };
}

/** The flashed messages, taken out of the session once a request (Flask's `get_flashed_messages`). */
export function get_flashed_messages(ctx: RequestContext, options: FlashOptions = {}): unknown[] {
  ctx.flashes ??= take_messages(ctx);
  const { with_categories = false, category_filter = [] } = options;
  const wanted =
    category_filter.length === 0
      ? ctx.flashes
      : ctx.flashes.filter(([category]) => category_filter.includes(category));
  return with_categories ? [...wanted] : wanted.map(([, message]) => message);
}

function take_messages(ctx: RequestContext): readonly FlashedMessage[] {
  const session = ctx.opened_session();
  if (!session.has(KEY)) return [];
  const stored: unknown = session.pop(KEY);
  return Array.isArray(stored) ? stored.filter(is_message) : [];
}

// The session may have been written by another app that shares the key.
function is_message(value: unknown): value is FlashedMessage {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string";
}

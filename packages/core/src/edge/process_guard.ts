import { current_request_context } from "../journey/request_context.ts";
import { exception_message } from "./logging.ts";

/** Where errors that nobody awaited are written. */
export interface ErrorLog {
  error(fields: object, message: string): void;
}

/**
 * Logs what would end the process: a promise that was rejected unheard, or an error thrown by a timer or an event. One
 * request's mistake must not cut off all the others. Returns what takes the guard away again.
 */
export function guard_process(app: { readonly logger: ErrorLog }): () => void {
  const log = (error: unknown) => app.logger.error({ err: error }, unheard_message());
  const outputs = [process.stdout, process.stderr];
  process.on("unhandledRejection", log);
  process.on("uncaughtException", log);
  for (const output of outputs) output.on("error", leave_unread);
  return () => {
    process.off("unhandledRejection", log);
    process.off("uncaughtException", log);
    for (const output of outputs) output.off("error", leave_unread);
  };
}

/** Whoever read the log is gone (`| head`). To log that would fail in the same way, and that again, for ever. */
function leave_unread(): void {}

/** Names the request where the error still knows its own. */
function unheard_message(): string {
  const what = "An error that nobody awaited";
  try {
    return `${what}: ${exception_message(current_request_context("the log").request)}`;
  } catch {
    return what;
  }
}

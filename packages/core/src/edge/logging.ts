import { type DestinationStream, type Logger, pino, stdSerializers } from "pino";
import { escape_controls, log_line } from "./log_line.ts";

/** What a logger has to know of the app it is for. */
export interface LoggingHost {
  readonly name: string;
  readonly debug: boolean;
}

export interface LoggerOptions {
  /** `text` is Flask's line, `json` pino's own; the environment's MINIFLASK_LOG_FORMAT when absent. */
  readonly format?: "text" | "json";
  /** Where lines go; stderr when absent, as in Flask. */
  readonly stream?: DestinationStream;
}

/**
 * The `app.logger` of an app: a pino logger, so `info`, `warn`, `error({ err }, "text")`, `child`. In debug
 * it shows everything, otherwise warnings and errors (Flask's and Python's defaults).
 */
export function create_logger(app: LoggingHost, options: LoggerOptions = {}): Logger {
  const { format = process.env.MINIFLASK_LOG_FORMAT, stream = stderr } = options;
  const level = app.debug ? "debug" : "warn";
  const settings = { name: app.name, level, serializers: { err: serialized } };
  if (format === "json") return pino(settings, stream);
  return pino(settings, { write: (json) => stream.write(log_line(json)) });
}

/** pino's serializer fails for an error that is frozen or fails itself; a log must never keep an answer back. */
function serialized(error: Error): object {
  try {
    return stdSerializers.err(error);
  } catch {
    return { message: "An error that cannot be shown", stack: text_of(error) };
  }
}

function text_of(error: Error): string {
  try {
    return String(error.stack);
  } catch {
    return "An error that cannot be shown";
  }
}

/** The line for an error that no handler took (Flask's `log_exception`). */
export function exception_message(request: { readonly path: string; readonly method: string }): string {
  return `Exception on ${escape_controls(request.path)} [${escape_controls(request.method)}]`;
}

// Looked up at each line: a test or a program may replace process.stderr.
const stderr: DestinationStream = { write: (line) => void process.stderr.write(line) };

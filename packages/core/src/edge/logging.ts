import { type DestinationStream, type Logger, pino } from "pino";
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
  if (format === "json") return pino({ name: app.name, level }, stream);
  return pino({ name: app.name, level }, { write: (json) => stream.write(log_line(json)) });
}

/** The line for an error that no handler took (Flask's `log_exception`). */
export function exception_message(request: { readonly path: string; readonly method: string }): string {
  return `Exception on ${escape_controls(request.path)} [${escape_controls(request.method)}]`;
}

// Looked up at each line: a test or a program may replace process.stderr.
const stderr: DestinationStream = { write: (line) => void process.stderr.write(line) };

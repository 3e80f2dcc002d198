import { file_environment } from "../journey/file_environment.ts";
import type { Response } from "../wire/response.ts";
import * as wire from "../wire/send_file.ts";
import { active_app } from "./current_app.ts";

/**
 * Answers with a file: a path (relative to the app's root path), bytes or a stream. Conditional and range requests are
 * served. Never pass a path that a client made: `send_from_directory` is for that.
 */
export function send_file(file: wire.FileSource, options: wire.SendFileOptions = {}): Promise<Response> {
  const ctx = active_app("send_file");
  const max_age = (path: string | null) => ctx.app.get_send_file_max_age(path);
  return wire.send_file(file, file_environment(ctx.app, ctx), {
    ...options,
    max_age: options.max_age ?? max_age,
  });
}

/** Answers with a file below `directory`, whatever a client wrote in `path`; 404 for one that is not there or outside. */
export function send_from_directory(
  directory: string,
  path: string,
  options: wire.SendFileOptions = {},
): Promise<Response> {
  const ctx = active_app("send_from_directory");
  const max_age = (file: string | null) => ctx.app.get_send_file_max_age(file);
  const environment = file_environment(ctx.app, ctx);
  return wire.send_from_directory(directory, path, environment, {
    ...options,
    max_age: options.max_age ?? max_age,
  });
}

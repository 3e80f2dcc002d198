import { statSync } from "node:fs";
import { NotFound } from "../wire/errors.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { type SendFileOptions, send_file, send_from_directory } from "../wire/send_file.ts";
import type { HandleFunction } from "./readdress.ts";

export interface SharedDataOptions {
  /** Whether browsers may keep the files; true when absent. */
  readonly cache?: boolean;
  /** How long, in seconds; twelve hours when absent. */
  readonly cache_timeout?: number;
  /** Says which files may be served, by their path below the folder. */
  readonly is_allowed?: (filename: string) => boolean;
}

const TWELVE_HOURS = 43_200;

/**
 * Serves files beside an app: `app.handle = SharedDataMiddleware(app.handle, { "/shared": "/srv/shared" })`; a value is a
 * folder or one file. What is not there goes on to the app (werkzeug.middleware.shared_data).
 */
export function SharedDataMiddleware(
  handle: HandleFunction<Response>,
  exports: Readonly<Record<string, string>>,
  options: SharedDataOptions = {},
): HandleFunction<Response> {
  const { cache = true, cache_timeout = TWELVE_HOURS, is_allowed = () => true } = options;
  const file_options: SendFileOptions = { max_age: cache ? cache_timeout : null };
  const shared = Object.entries(exports);
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return handle(request);
    for (const [prefix, path] of shared) {
      const response = await find_shared(request, prefix, path, is_allowed, file_options);
      if (response !== undefined) return response;
    }
    return handle(request);
  };
}

async function find_shared(
  request: Request,
  prefix: string,
  path: string,
  is_allowed: (filename: string) => boolean,
  options: SendFileOptions,
): Promise<Response | undefined> {
  if (request.path === prefix) {
    return is_file(path) && is_allowed(path) ? send_file(path, { request }, options) : undefined;
  }
  const folder = prefix.endsWith("/") ? prefix : `${prefix}/`;
  const name = request.path.slice(folder.length);
  if (!request.path.startsWith(folder) || !is_allowed(name)) return undefined;
  try {
    return await send_from_directory(path, name, { request }, options);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function is_file(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

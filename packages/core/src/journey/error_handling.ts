import { SessionStoreUnavailable } from "@miniflask/session";
import {
  BadRequest,
  BadRequestKeyError,
  type HTTPException,
  InternalServerError,
  ServiceUnavailable,
} from "../wire/errors.ts";

/** The settings that decide whether an error is answered or handed to the caller. */
export interface ErrorSettings {
  readonly debug: boolean;
  readonly testing: boolean;
  readonly config: {
    readonly TRAP_HTTP_EXCEPTIONS: boolean;
    readonly TRAP_BAD_REQUEST_ERRORS: boolean | null;
    readonly PROPAGATE_EXCEPTIONS: boolean | null;
  };
}

/** Whether the settings make an HTTP exception an ordinary error. */
export function is_trapped({ config, debug }: ErrorSettings, error: HTTPException): boolean {
  if (config.TRAP_HTTP_EXCEPTIONS) return true;
  const trap_bad_request = config.TRAP_BAD_REQUEST_ERRORS;
  if (trap_bad_request === null && debug && error instanceof BadRequestKeyError) return true;
  return trap_bad_request === true && error instanceof BadRequest;
}

/** Whether the key that a form lacked may be named to the client. */
export function shows_missing_key({ config, debug }: ErrorSettings): boolean {
  return debug || config.TRAP_BAD_REQUEST_ERRORS === true;
}

/**
 * Whether an unhandled error reaches the caller instead of becoming a 500: unless set, in tests and in debug, where an
 * outage still is none of the program's errors.
 */
export function propagates({ config, debug, testing }: ErrorSettings, error: unknown): boolean {
  return config.PROPAGATE_EXCEPTIONS ?? ((testing || debug) && !(error instanceof SessionStoreUnavailable));
}

/** What an unhandled error is answered with: 503 while the sessions are out of reach, for they come back, else 500. */
export function server_error_for(error: unknown): HTTPException {
  if (error instanceof SessionStoreUnavailable) return new ServiceUnavailable();
  return new InternalServerError(undefined, { original_exception: error });
}

import { decode_session_cookie } from "@miniflask/session";
import { CommandError } from "./command_error.ts";

const DEFAULT_LIFETIME = 31 * 24 * 3600 * 1000;

/** A session cookie taken apart for reading: anybody can do that, since it is signed and not encrypted. */
export function session_text(cookie: string): string {
  const { data, json, compressed, date_signed, parts } = decode(cookie);
  return [
    `Session:    ${JSON.stringify(data, undefined, 2)?.replaceAll("\n", "\n            ")}`,
    `JSON:       ${json}${compressed ? " (compressed in the cookie)" : ""}`,
    `Signed at:  ${date_text(date_signed)}`,
    `Refused:    after ${date_text(new Date(date_signed.getTime() + DEFAULT_LIFETIME))}, where PERMANENT_SESSION_LIFETIME is 31 days as by default`,
    `Signature:  ${parts.signature} (not checked: that takes the SECRET_KEY)`,
  ].join("\n");
}

function decode(cookie: string): ReturnType<typeof decode_session_cookie> {
  try {
    return decode_session_cookie(cookie);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`This is not a session cookie: ${reason}.`);
  }
}

function date_text(date: Date): string {
  return Number.isNaN(date.getTime()) ? "no valid time" : date.toISOString();
}

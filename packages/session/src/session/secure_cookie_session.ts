import { SessionDict } from "./session_dict.ts";

/** A session whose content travels in a signed cookie (flask.sessions.SecureCookieSession). */
export class SecureCookieSession extends SessionDict {
  /** Nothing to do: such a session has no id that somebody could have planted. */
  regenerate(): void {}
}

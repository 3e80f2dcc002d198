import { SecureCookieSession } from "./secure_cookie_session.ts";
import { SessionUnavailable } from "./session_error.ts";

/** The session of an app without SECRET_KEY: reading gives nothing, writing raises SessionUnavailable. */
export class NullSession extends SecureCookieSession {
  override set(): never {
    throw new SessionUnavailable();
  }

  override delete(): never {
    throw new SessionUnavailable();
  }

  override pop(): never {
    throw new SessionUnavailable();
  }

  override popitem(): never {
    throw new SessionUnavailable();
  }

  override setdefault(): never {
    throw new SessionUnavailable();
  }

  override update(): never {
    throw new SessionUnavailable();
  }

  override clear(): never {
    throw new SessionUnavailable();
  }
}

import { SecureCookieSession } from "./secure_cookie_session.ts";
import { SessionUnavailable } from "./session_error.ts";

const REASON: unique symbol = Symbol("miniflask.session.reason");

/** A session that cannot be kept: reading gives nothing, writing raises SessionUnavailable. */
export class NullSession extends SecureCookieSession {
  declare [REASON]: string | undefined;

  /** `reason` is why it cannot be kept; that the app has no SECRET_KEY unless told. */
  constructor(reason?: string) {
    super();
    this[REASON] = reason;
  }

  override set(): never {
    throw new SessionUnavailable(this[REASON]);
  }

  override delete(): never {
    throw new SessionUnavailable(this[REASON]);
  }

  override pop(): never {
    throw new SessionUnavailable(this[REASON]);
  }

  override popitem(): never {
    throw new SessionUnavailable(this[REASON]);
  }

  override setdefault(): never {
    throw new SessionUnavailable(this[REASON]);
  }

  override update(): never {
    throw new SessionUnavailable(this[REASON]);
  }

  override clear(): never {
    throw new SessionUnavailable(this[REASON]);
  }
}

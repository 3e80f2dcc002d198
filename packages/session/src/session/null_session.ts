import { SecureCookieSession } from "./secure_cookie_session.ts";
import { SessionUnavailable } from "./session_error.ts";

/** A session that cannot be kept: reading gives nothing, writing raises SessionUnavailable. */
export class NullSession extends SecureCookieSession {
  readonly #reason: string | undefined;

  /** `reason` is why it cannot be kept; that the app has no SECRET_KEY unless told. */
  constructor(reason?: string) {
    super();
    this.#reason = reason;
  }

  override set(): never {
    throw new SessionUnavailable(this.#reason);
  }

  override delete(): never {
    throw new SessionUnavailable(this.#reason);
  }

  override pop(): never {
    throw new SessionUnavailable(this.#reason);
  }

  override popitem(): never {
    throw new SessionUnavailable(this.#reason);
  }

  override setdefault(): never {
    throw new SessionUnavailable(this.#reason);
  }

  override update(): never {
    throw new SessionUnavailable(this.#reason);
  }

  override clear(): never {
    throw new SessionUnavailable(this.#reason);
  }
}

const NO_KEY =
  "The session is unavailable because no secret key was set.  Set the secret_key on the application to " +
  "something unique and secret. This prints one: node -p \"crypto.randomBytes(32).toString('hex')\"";

/** Raised by writing to a session that cannot be stored, most often since the app has no SECRET_KEY (Flask's RuntimeError). */
export class SessionUnavailable extends Error {
  override readonly name = "RuntimeError";

  constructor(message = NO_KEY) {
    super(message);
  }
}

/** Raised in debug mode for a session that browsers would drop: the whole cookie is over `limit` bytes. */
export class SessionTooLarge extends Error {
  override readonly name = "SessionTooLarge";
  readonly size: number;
  readonly limit: number;
  /** Bytes of JSON by key, largest first. */
  readonly sizes: readonly (readonly [key: string, bytes: number])[];

  constructor(message: string, size: number, limit: number, sizes: SessionTooLarge["sizes"]) {
    super(message);
    this.size = size;
    this.limit = limit;
    this.sizes = sizes;
  }
}

/** Raised while the store of sessions cannot be reached: the request is answered 503, never with an empty session. */
export class SessionStoreUnavailable extends Error {
  override readonly name = "SessionStoreUnavailable";
  /** The HTTP status of the answer (RFC 9110, 15.6.4). */
  readonly code = 503;

  constructor(cause: unknown) {
    super(`the session store cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { BadData, SignatureExpired } from "../itsdangerous/errors.ts";
import type { SecretKeys } from "../itsdangerous/signer.ts";
import { URLSafeTimedSerializer } from "../itsdangerous/url_safe_timed_serializer.ts";
import type { SessionDict } from "../session/session_dict.ts";

export interface CsrfOptions {
  /** The session's key for the raw token (WTF_CSRF_FIELD_NAME); `"csrf_token"` unless told. */
  readonly token_key?: string;
}

export interface ValidateCsrfOptions extends CsrfOptions {
  /** Seconds that a token is good (WTF_CSRF_TIME_LIMIT); 3600 unless told, null for as long as the session. */
  readonly time_limit?: number | null;
}

const DEFAULT_KEY = "csrf_token";
const TIME_LIMIT = 3600;

/** Raised by `validate_csrf`; the messages are Flask-WTF's. */
export class CsrfError extends Error {
  override readonly name = "CSRFError";
}

/**
 * A token for a form or header, signed over a random one that the session keeps (flask_wtf.csrf.generate_csrf).
 * Flask-WTF with the same key accepts it, and the other way round.
 */
export function generate_csrf(
  session: SessionDict,
  secret_key: SecretKeys,
  { token_key = DEFAULT_KEY }: CsrfOptions = {},
): string {
  if (typeof session.get(token_key) !== "string") {
    session.set(token_key, createHash("sha1").update(randomBytes(64)).digest("hex"));
  }
  return csrf_serializer(secret_key).dumps(session.get(token_key));
}

/** Raises CsrfError unless `token` was made for this session, not too long ago (flask_wtf.csrf.validate_csrf). */
export function validate_csrf(
  session: SessionDict,
  token: string | null | undefined,
  secret_key: SecretKeys,
  { token_key = DEFAULT_KEY, time_limit = TIME_LIMIT }: ValidateCsrfOptions = {},
): void {
  if (!token) throw new CsrfError("The CSRF token is missing.");
  const kept: unknown = session.get(token_key);
  if (kept === undefined) throw new CsrfError("The CSRF session token is missing.");
  const sent = read_token(token, secret_key, time_limit);
  if (!same_text(kept, sent)) throw new CsrfError("The CSRF tokens do not match.");
}

function read_token(token: string, secret_key: SecretKeys, max_age: number | null): unknown {
  try {
    return csrf_serializer(secret_key).loads(token, { max_age });
  } catch (error) {
    if (error instanceof SignatureExpired)
      throw new CsrfError("The CSRF token has expired.", { cause: error });
    if (error instanceof BadData) throw new CsrfError("The CSRF token is invalid.", { cause: error });
    throw error;
  }
}

// Not the session's own derivation: Flask-WTF leaves itsdangerous' default.
function csrf_serializer(secret_key: SecretKeys): URLSafeTimedSerializer {
  return new URLSafeTimedSerializer(secret_key, { salt: "wtf-csrf-token" });
}

function same_text(kept: unknown, sent: unknown): boolean {
  if (typeof kept !== "string" || typeof sent !== "string") return false;
  const [left, right] = [Buffer.from(kept, "utf8"), Buffer.from(sent, "utf8")];
  return left.length === right.length && timingSafeEqual(left, right);
}

import type { DigestMethod } from "../itsdangerous/digest.ts";
import type { KeyDerivation } from "../itsdangerous/signer.ts";
import { unpack_url_safe } from "../itsdangerous/url_safe_payload.ts";
import { URLSafeTimedSerializer } from "../itsdangerous/url_safe_timed_serializer.ts";
import { CookieSessionInterface } from "./cookie_session_interface.ts";
import { warn_about_key } from "./cookie_warnings.ts";
import { type SecretKey, type SessionHost, secret_keys } from "./host.ts";
import { same_items } from "./same_items.ts";

/** Sessions in a signed cookie that real Flask reads and writes (flask.sessions.SecureCookieSessionInterface). */
export class SecureCookieSessionInterface extends CookieSessionInterface {
  readonly salt: string = "cookie-session";
  readonly digest_method: DigestMethod = "sha1";
  readonly key_derivation: KeyDerivation = "hmac";
  #signing: { readonly keys: readonly SecretKey[]; readonly serializer: URLSafeTimedSerializer } | undefined;

  /** What signs and verifies the cookie; null without SECRET_KEY. Kept until the keys change, as they are derived once. */
  get_signing_serializer(app: SessionHost): URLSafeTimedSerializer | null {
    const keys = secret_keys(app);
    if (keys === null) return null;
    if (this.#signing === undefined || !same_items(this.#signing.keys, keys)) {
      warn_about_key(app, keys);
      this.#signing = { keys, serializer: this.#make_serializer(keys) };
    }
    return this.#signing.serializer;
  }

  protected override has_key(app: SessionHost): boolean {
    return this.get_signing_serializer(app) !== null;
  }

  protected write_cookie(app: SessionHost, content: Record<string, unknown>): string {
    return this.#signing_of(app).dumps(content);
  }

  protected read_cookie(app: SessionHost, cookie: string, max_age: number | null): unknown {
    return this.#signing_of(app).loads(cookie, { max_age });
  }

  protected override holds_json(cookie: string, json: string): boolean {
    const payload = cookie.slice(0, cookie.indexOf(".", 1));
    return unpack_url_safe(Buffer.from(payload, "latin1")).toString("utf8") === json;
  }

  #signing_of(app: SessionHost): URLSafeTimedSerializer {
    const signing = this.get_signing_serializer(app);
    if (signing === null) throw new TypeError("SECRET_KEY was removed while a request was handled");
    return signing;
  }

  #make_serializer(keys: readonly SecretKey[]): URLSafeTimedSerializer {
    return new URLSafeTimedSerializer(keys, {
      salt: this.salt,
      serializer: this.serializer,
      signer_kwargs: { key_derivation: this.key_derivation, digest_method: this.digest_method },
    });
  }
}

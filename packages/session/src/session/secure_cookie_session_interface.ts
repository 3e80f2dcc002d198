import type { DigestMethod } from "../itsdangerous/digest.ts";
import type { KeyDerivation } from "../itsdangerous/signer.ts";
import type { TimestampSigner } from "../itsdangerous/timestamp_signer.ts";
import { unpack_url_safe } from "../itsdangerous/url_safe_payload.ts";
import { URLSafeTimedSerializer } from "../itsdangerous/url_safe_timed_serializer.ts";
import { CookieSessionInterface } from "./cookie_session_interface.ts";
import { CookieSigner } from "./cookie_signer.ts";
import { warn_about_key, warn_about_secrets } from "./cookie_warnings.ts";
import { is_only_key, type SecretKey, type SessionHost, secret_keys } from "./host.ts";
import { same_items } from "./same_items.ts";

/** Sessions in a signed cookie that real Flask reads and writes (flask.sessions.SecureCookieSessionInterface). */
export class SecureCookieSessionInterface extends CookieSessionInterface {
  readonly salt: string = "cookie-session";
  readonly digest_method: DigestMethod = "sha1";
  readonly key_derivation: KeyDerivation = "hmac";
  #signing: Signing | undefined;

  /** What signs and verifies the cookie; null without SECRET_KEY. Kept until the keys change, as they are derived once. */
  get_signing_serializer(app: SessionHost): URLSafeTimedSerializer | null {
    if (this.#signing !== undefined && is_only_key(app, this.#signing.keys)) return this.#signing.serializer;
    const keys = secret_keys(app);
    if (keys === null) return null;
    if (this.#signing === undefined || !same_items(this.#signing.keys, keys)) {
      warn_about_key(app, keys);
      this.#signing = this.#make_signing(keys);
    }
    return this.#signing.serializer;
  }

  protected override has_key(app: SessionHost): boolean {
    return this.get_signing_serializer(app) !== null;
  }

  protected write_cookie(app: SessionHost, content: Record<string, unknown>): string {
    if (app.debug) warn_about_secrets(app, content);
    const serializer = this.#serializer_of(app);
    const signer = this.#signer_for(serializer);
    return signer === null ? serializer.dumps(content) : signer.write(this.serializer.dumps(content));
  }

  protected read_cookie(app: SessionHost, cookie: string, max_age: number | null): unknown {
    const serializer = this.#serializer_of(app);
    const json = this.#signer_for(serializer)?.read(cookie, max_age) ?? null;
    if (json === null) return serializer.loads(cookie, { max_age });
    try {
      return this.serializer.loads(json);
    } catch {
      return serializer.loads(cookie, { max_age }); // which says what is wrong
    }
  }

  protected override holds_json(cookie: string, json: string): boolean {
    const payload = cookie.slice(0, cookie.indexOf(".", 1));
    return unpack_url_safe(Buffer.from(payload, "latin1")).toString("utf8") === json;
  }

  #serializer_of(app: SessionHost): URLSafeTimedSerializer {
    const serializer = this.get_signing_serializer(app);
    if (serializer === null) throw new TypeError("SECRET_KEY was removed while a request was handled");
    return serializer;
  }

  /** The short way to sign for the serializer that was made here; a subclass may give one that signs otherwise. */
  #signer_for(serializer: URLSafeTimedSerializer): CookieSigner | null {
    return this.#signing?.serializer === serializer ? this.#signing.signer : null;
  }

  #make_signing(keys: readonly SecretKey[]): Signing {
    const serializer = new URLSafeTimedSerializer(keys, {
      salt: this.salt,
      serializer: this.serializer,
      signer_kwargs: { key_derivation: this.key_derivation, digest_method: this.digest_method },
    });
    // The class that a timed serializer signs with unless told otherwise.
    const signer = new CookieSigner(serializer.make_signer() as TimestampSigner);
    return { keys, serializer, signer };
  }
}

interface Signing {
  readonly keys: readonly SecretKey[];
  readonly serializer: URLSafeTimedSerializer;
  readonly signer: CookieSigner;
}

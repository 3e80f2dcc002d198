import type { DigestMethod } from "../itsdangerous/digest.ts";
import { BadPayload, BadSignature } from "../itsdangerous/errors.ts";
import type { KeyDerivation } from "../itsdangerous/signer.ts";
import { unpack_url_safe } from "../itsdangerous/url_safe_payload.ts";
import { URLSafeTimedSerializer } from "../itsdangerous/url_safe_timed_serializer.ts";
import { is_dict } from "../json/is_dict.ts";
import { cookie_size, session_too_large } from "./cookie_size.ts";
import { warn_about_cookie, warn_about_key } from "./cookie_warnings.ts";
import {
  lifetime_seconds,
  type SessionCookieOptions,
  type SessionHost,
  type SessionRequest,
  type SessionResponse,
  secret_keys,
} from "./host.ts";
import { SecureCookieSession } from "./secure_cookie_session.ts";
import { is_empty, may_be_changed_inside, type SessionDict, session_content } from "./session_dict.ts";
import { SessionInterface } from "./session_interface.ts";
import { type TaggedJSONOptions, TaggedJSONSerializer } from "./tagged_json_serializer.ts";

// Browsers keep 4096 bytes of name, value and attributes; Werkzeug leaves three for them to count differently.
const MAX_COOKIE_SIZE = 4093;

/** Sessions in a signed cookie that real Flask reads and writes (flask.sessions.SecureCookieSessionInterface). */
export class SecureCookieSessionInterface extends SessionInterface {
  readonly salt: string = "cookie-session";
  readonly digest_method: DigestMethod = "sha1";
  readonly key_derivation: KeyDerivation = "hmac";
  readonly session_class: new (initial?: Record<string, unknown>) => SecureCookieSession =
    SecureCookieSession;
  readonly serializer: TaggedJSONSerializer;
  // The cookie that a session came from, for telling whether a list or dict inside it was changed.
  readonly #sources = new WeakMap<SessionDict, string>();
  #signing: { readonly keys: readonly unknown[]; readonly serializer: URLSafeTimedSerializer } | undefined;

  constructor(options: TaggedJSONOptions = {}) {
    super();
    this.serializer = new TaggedJSONSerializer(options);
  }

  /** What signs and verifies the cookie; null without SECRET_KEY. Kept until the keys change, as they are derived once. */
  get_signing_serializer(app: SessionHost): URLSafeTimedSerializer | null {
    const keys = secret_keys(app);
    if (keys === null) return null;
    if (this.#signing === undefined || !same_items(this.#signing.keys, keys)) {
      warn_about_key(app, keys[keys.length - 1] as string | Uint8Array); // never empty
      this.#signing = { keys, serializer: this.#make_serializer(keys) };
    }
    return this.#signing.serializer;
  }

  open_session(app: SessionHost, request: SessionRequest): SessionDict | null {
    const signing = this.get_signing_serializer(app);
    if (signing === null) return null;
    warn_about_cookie(app, request, this.get_cookie_domain(app), this.get_cookie_secure(app));
    const cookie = request.cookies.get(this.get_cookie_name(app));
    if (!cookie) return new this.session_class();
    const content = this.#read_cookie(app, signing, cookie);
    const session = new this.session_class(content ?? {});
    if (content !== null) this.#sources.set(session, cookie);
    return session;
  }

  save_session(app: SessionHost, session: SessionDict, response: SessionResponse): void {
    if (session.accessed) response.vary.add("Cookie");
    if (is_empty(session)) this.#delete_cookie(app, session, response);
    else if (this.should_set_cookie(app, session) || this.#is_changed_inside(app, session)) {
      this.#set_cookie(app, session, response);
    }
  }

  #set_cookie(app: SessionHost, session: SessionDict, response: SessionResponse): void {
    const name = this.get_cookie_name(app);
    const content = session_content(session);
    const value = this.#signing_of(app).dumps(content);
    const options = { ...this.get_cookie_options(app), expires: this.get_expiration_time(app, session) };
    this.#check_size(app, name, value, options, content);
    response.set_cookie(name, value, options);
    response.vary.add("Cookie");
  }

  #read_cookie(
    app: SessionHost,
    signing: URLSafeTimedSerializer,
    cookie: string,
  ): Record<string, unknown> | null {
    const name = this.get_cookie_name(app);
    try {
      const content = signing.loads(cookie, { max_age: Math.trunc(lifetime_seconds(app)) });
      if (typeof content === "object" && content !== null && is_dict(content)) return content;
      app.logger?.error(`the ${name} cookie is signed but holds no dict, so the session starts empty`);
    } catch (error) {
      if (error instanceof BadSignature) {
        app.logger?.debug(`the ${name} cookie is ignored: ${error.message}`);
      } else if (error instanceof BadPayload) {
        // Flask answers 500 here; a client that cannot lose its cookie would be locked out.
        app.logger?.error(
          `the ${name} cookie is signed but unreadable, so the session starts empty: ${error.message}`,
        );
      } else throw error;
    }
    return null;
  }

  #delete_cookie(app: SessionHost, session: SessionDict, response: SessionResponse): void {
    if (!session.modified) return;
    response.delete_cookie(this.get_cookie_name(app), this.get_cookie_options(app));
    response.vary.add("Cookie");
  }

  /** Whether the session would be written otherwise than it was read, which Flask does not notice. */
  #is_changed_inside(app: SessionHost, session: SessionDict): boolean {
    const cookie = this.#sources.get(session);
    if (cookie === undefined || !may_be_changed_inside(session)) return false;
    const now = this.serializer.dumps(session_content(session));
    if (now === payload_text(cookie)) return false;
    // Another program may have ordered or escaped the same content differently.
    return now !== this.serializer.dumps(this.#signing_of(app).loads(cookie));
  }

  #signing_of(app: SessionHost): URLSafeTimedSerializer {
    const signing = this.get_signing_serializer(app);
    if (signing === null) throw new TypeError("SECRET_KEY was removed while a request was handled");
    return signing;
  }

  #check_size(
    app: SessionHost,
    name: string,
    value: string,
    options: SessionCookieOptions,
    content: Record<string, unknown>,
  ): void {
    const limit = app.config.MAX_COOKIE_SIZE ?? MAX_COOKIE_SIZE;
    const size = cookie_size(name, value, options);
    if (limit <= 0 || size <= limit) return;
    const error = session_too_large(name, size, limit, content, (part) => this.serializer.dumps(part));
    if (app.debug) throw error;
    app.logger?.warn(error.message);
  }

  #make_serializer(keys: readonly (string | Uint8Array)[]): URLSafeTimedSerializer {
    return new URLSafeTimedSerializer(keys, {
      salt: this.salt,
      serializer: this.serializer,
      signer_kwargs: { key_derivation: this.key_derivation, digest_method: this.digest_method },
    });
  }
}

/** The JSON inside a cookie that was verified before; null where another serializer wrote it. */
function payload_text(cookie: string): string | null {
  const end = cookie.indexOf(".", 1);
  try {
    return unpack_url_safe(Buffer.from(cookie.slice(0, end), "latin1")).toString("utf8");
  } catch {
    return null;
  }
}

function same_items(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

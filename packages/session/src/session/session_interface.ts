import {
  lifetime_seconds,
  type SessionCookieOptions,
  type SessionHost,
  type SessionRequest,
  type SessionResponse,
} from "./host.ts";
import { NullSession } from "./null_session.ts";
import { is_session_of, type SessionDict } from "./session_dict.ts";

/**
 * How an app keeps sessions (flask.sessions.SessionInterface). A subclass opens one at the beginning of a request
 * and saves it at the end; both may be async. Assign an instance to `app.session_interface`.
 */
export abstract class SessionInterface {
  readonly null_session_class: new (reason?: string) => NullSession = NullSession;
  readonly pickle_based: boolean = false;

  /** The session of a request, or null where sessions cannot work, which gives a NullSession. */
  abstract open_session(
    app: SessionHost,
    request: SessionRequest,
  ): SessionDict | null | Promise<SessionDict | null>;
  /** Puts the session into the response. Not called for a null session. */
  abstract save_session(
    app: SessionHost,
    session: SessionDict,
    response: SessionResponse,
  ): void | Promise<void>;

  /** A session that is not saved; `reason` is why, where it is not for want of a key. */
  make_null_session(_app: SessionHost, reason?: string): NullSession {
    return new this.null_session_class(reason);
  }

  is_null_session(value: unknown): boolean {
    return is_session_of(value, this.null_session_class);
  }

  get_cookie_name({ config }: SessionHost): string {
    return config.SESSION_COOKIE_NAME ?? "session";
  }

  /** Null keeps the cookie to the host that set it. */
  get_cookie_domain({ config }: SessionHost): string | null {
    return config.SESSION_COOKIE_DOMAIN ?? null;
  }

  get_cookie_path({ config }: SessionHost): string {
    return config.SESSION_COOKIE_PATH || config.APPLICATION_ROOT || "/";
  }

  get_cookie_httponly({ config }: SessionHost): boolean {
    return config.SESSION_COOKIE_HTTPONLY ?? true;
  }

  get_cookie_secure({ config }: SessionHost): boolean {
    return config.SESSION_COOKIE_SECURE ?? false;
  }

  get_cookie_samesite({ config }: SessionHost): string | null {
    return config.SESSION_COOKIE_SAMESITE ?? null;
  }

  get_cookie_partitioned({ config }: SessionHost): boolean {
    return config.SESSION_COOKIE_PARTITIONED ?? false;
  }

  /** When the cookie of a permanent session ends; null for one that ends with the browser. */
  get_expiration_time(app: SessionHost, session: SessionDict): Date | null {
    return session.permanent ? new Date(Date.now() + lifetime_seconds(app) * 1000) : null;
  }

  /** Whether the cookie goes out: the session was changed, or is permanent and refreshed by each request. */
  should_set_cookie({ config }: SessionHost, session: SessionDict): boolean {
    return session.modified || (session.permanent && (config.SESSION_REFRESH_EACH_REQUEST ?? true));
  }

  /** The attributes that the cookie is set and deleted with. */
  get_cookie_options(app: SessionHost): SessionCookieOptions {
    return {
      httponly: this.get_cookie_httponly(app),
      domain: this.get_cookie_domain(app),
      path: this.get_cookie_path(app),
      secure: this.get_cookie_secure(app),
      partitioned: this.get_cookie_partitioned(app),
      samesite: this.get_cookie_samesite(app),
    };
  }
}

import { BadPayload, BadSignature } from "../itsdangerous/errors.ts";
import { is_dict } from "../json/is_dict.ts";
import { cookie_size, session_too_large } from "./cookie_size.ts";
import { warn_about_cookie, why_ignored } from "./cookie_warnings.ts";
import {
  lifetime_seconds,
  type SessionCookieOptions,
  type SessionHost,
  type SessionRequest,
  type SessionResponse,
  secret_keys,
} from "./host.ts";
import { SecureCookieSession } from "./secure_cookie_session.ts";
import {
  IS_EMPTY,
  may_be_changed_inside,
  type SessionDict,
  session_content,
  set_source,
  source_of,
} from "./session_dict.ts";
import { SessionInterface } from "./session_interface.ts";
import { type TaggedJSONOptions, TaggedJSONSerializer } from "./tagged_json_serializer.ts";

// Browsers keep 4096 bytes of name, value and attributes; Werkzeug leaves three for them to count differently.
const MAX_COOKIE_SIZE = 4093;

type Content = Record<string, unknown>;

/** When sessions that travel whole in a cookie are read, written and deleted; a subclass says in which form. */
export abstract class CookieSessionInterface extends SessionInterface {
  readonly session_class: new (initial?: Content) => SecureCookieSession = SecureCookieSession;
  readonly serializer: TaggedJSONSerializer;

  constructor(options: TaggedJSONOptions = {}) {
    super();
    this.serializer = new TaggedJSONSerializer(options);
  }

  /** The cookie's value for a session's content. Called only where the app has a key. */
  protected abstract write_cookie(app: SessionHost, content: Content): string;

  /** The content of a cookie, of any age when `max_age` is null. Raises BadSignature or BadPayload. */
  protected abstract read_cookie(app: SessionHost, cookie: string, max_age: number | null): unknown;

  /** Whether a cookie, read before, certainly holds this JSON; false only costs time. */
  protected holds_json(_cookie: string, _json: string): boolean {
    return false;
  }

  /** Whether the app has a key, so that sessions can be stored. */
  protected has_key(app: SessionHost): boolean {
    return secret_keys(app) !== null;
  }

  open_session(app: SessionHost, request: SessionRequest): SessionDict | null {
    if (!this.has_key(app)) return null;
    if (app.debug) this.#warn_about_cookie(app, request);
    const cookie = request.cookies.get(this.get_cookie_name(app));
    if (!cookie) return new this.session_class();
    const content = this.#content_of(app, cookie);
    if (content === null) return new this.session_class();
    const session = new this.session_class(content);
    set_source(session, cookie);
    return session;
  }

  save_session(app: SessionHost, session: SessionDict, response: SessionResponse): void {
    if (session.accessed) response.vary.add("Cookie");
    if (session[IS_EMPTY]()) this.#delete_cookie(app, session, response);
    else if (this.should_set_cookie(app, session) || this.#is_changed_inside(app, session)) {
      this.#set_cookie(app, session, response);
    }
  }

  #warn_about_cookie(app: SessionHost, request: SessionRequest): void {
    warn_about_cookie(app, request, {
      domain: this.get_cookie_domain(app),
      secure: this.get_cookie_secure(app),
      samesite: this.get_cookie_samesite(app),
    });
  }

  #content_of(app: SessionHost, cookie: string): Content | null {
    const name = this.get_cookie_name(app);
    try {
      const content = this.read_cookie(app, cookie, Math.trunc(lifetime_seconds(app)));
      if (typeof content === "object" && content !== null && is_dict(content)) return content;
      app.logger?.error(`the ${name} cookie is genuine but holds no dict, so the session starts empty`);
    } catch (error) {
      if (error instanceof BadSignature) {
        app.logger?.debug(`the ${name} cookie is ignored: ${why_ignored(app, error)}`);
      } else if (error instanceof BadPayload) {
        // Flask answers 500 here; a client that cannot lose its cookie would be locked out.
        app.logger?.error(
          `the ${name} cookie is genuine but unreadable, so the session starts empty: ${error.message}`,
        );
      } else throw error;
    }
    return null;
  }

  #set_cookie(app: SessionHost, session: SessionDict, response: SessionResponse): void {
    const name = this.get_cookie_name(app);
    const content = session_content(session);
    const value = this.write_cookie(app, content);
    const options = { ...this.get_cookie_options(app), expires: this.get_expiration_time(app, session) };
    this.#check_size(app, name, value, options, content);
    response.set_cookie(name, value, options);
    if (!session.accessed) response.vary.add("Cookie");
  }

  #delete_cookie(app: SessionHost, session: SessionDict, response: SessionResponse): void {
    if (!session.modified) return;
    response.delete_cookie(this.get_cookie_name(app), this.get_cookie_options(app));
    if (!session.accessed) response.vary.add("Cookie");
  }

  /** Whether the session would be written otherwise than it was read, which Flask does not notice. */
  #is_changed_inside(app: SessionHost, session: SessionDict): boolean {
    const cookie = source_of(session);
    if (cookie === null || !may_be_changed_inside(session)) return false;
    const now = this.serializer.dumps(session_content(session));
    if (this.holds_json(cookie, now)) return false;
    // Another program may have ordered or escaped the same content differently.
    return now !== this.serializer.dumps(this.read_cookie(app, cookie, null));
  }

  #check_size(
    app: SessionHost,
    name: string,
    value: string,
    options: SessionCookieOptions,
    content: Content,
  ): void {
    const limit = app.config.MAX_COOKIE_SIZE ?? MAX_COOKIE_SIZE;
    const size = cookie_size(name, value, options);
    if (limit <= 0 || size <= limit) return;
    const error = session_too_large(name, size, limit, content, (part) => this.serializer.dumps(part));
    if (app.debug) throw error;
    app.logger?.warn(error.message);
  }
}

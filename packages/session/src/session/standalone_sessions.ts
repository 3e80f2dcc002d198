import { cookie_header, find_cookie } from "./cookie_header.ts";
import type {
  SessionConfig,
  SessionCookieOptions,
  SessionHost,
  SessionLogger,
  SessionResponse,
} from "./host.ts";
import { SecureCookieSessionInterface } from "./secure_cookie_session_interface.ts";
import type { SessionDict } from "./session_dict.ts";
import type { SessionInterface } from "./session_interface.ts";

export interface StandaloneOptions {
  /** Which kind of session; Flask's signed cookie unless told. */
  readonly session_interface?: SessionInterface;
  readonly logger?: SessionLogger;
}

/**
 * Flask's sessions for any other framework, over the headers `Cookie` and `Set-Cookie`:
 * `const session = await sessions.open(req.headers.cookie)`, then `await sessions.save(session)` for the headers.
 */
export class StandaloneSessions {
  readonly #host: SessionHost;
  readonly #interface: SessionInterface;

  /** `config` holds Flask's keys, at least SECRET_KEY: without it, sessions can be read but not written. */
  constructor(config: SessionConfig, { session_interface, logger }: StandaloneOptions = {}) {
    this.#host = logger === undefined ? { config } : { config, logger };
    this.#interface = session_interface ?? new SecureCookieSessionInterface();
  }

  async open(cookie_header: string | null | undefined): Promise<SessionDict> {
    const cookies = { get: (name: string) => find_cookie(cookie_header ?? "", name) };
    const session = await this.#interface.open_session(this.#host, { cookies });
    return session ?? this.#interface.make_null_session(this.#host);
  }

  /** The values of the `Set-Cookie` headers to send: none where nothing changed. */
  async save(session: SessionDict): Promise<string[]> {
    if (this.#interface.is_null_session(session)) return [];
    const response = new CookieCollector();
    await this.#interface.save_session(this.#host, session, response);
    return response.headers;
  }
}

class CookieCollector implements SessionResponse {
  readonly headers: string[] = [];
  readonly vary = { add: () => {} };

  set_cookie(key: string, value: string, options: SessionCookieOptions): void {
    this.headers.push(cookie_header(key, value, options));
  }

  delete_cookie(key: string, options: SessionCookieOptions): void {
    this.headers.push(cookie_header(key, "", { ...options, expires: new Date(0) }));
  }
}

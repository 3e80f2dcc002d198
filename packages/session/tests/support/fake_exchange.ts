import type {
  SessionCookieOptions,
  SessionHost,
  SessionLogger,
  SessionRequest,
  SessionResponse,
} from "@miniflask/session";

/** A request that carries the given cookies. */
export class FakeRequest implements SessionRequest {
  readonly cookies: Map<string, string>;

  constructor(cookies: Record<string, string> = {}) {
    this.cookies = new Map(Object.entries(cookies));
  }
}

/** A response that remembers which cookies were set and deleted. */
export class FakeResponse implements SessionResponse {
  readonly cookies = new Map<string, { value: string; options: SessionCookieOptions }>();
  readonly deleted = new Map<string, SessionCookieOptions>();
  readonly vary = new Set<string>();

  set_cookie(key: string, value: string, options: SessionCookieOptions): void {
    this.cookies.set(key, { value, options });
  }

  delete_cookie(key: string, options: SessionCookieOptions): void {
    this.deleted.set(key, options);
  }
}

/** An app whose log lines can be read back. */
export class FakeApp implements SessionHost {
  readonly lines: [level: string, message: string][] = [];
  readonly config: SessionHost["config"];
  readonly debug: boolean;

  constructor(config: SessionHost["config"] = {}, { debug = false } = {}) {
    this.config = { SECRET_KEY: "sixteen bytes or more", ...config };
    this.debug = debug;
  }

  readonly logger: SessionLogger = {
    debug: (message) => this.lines.push(["debug", message]),
    warn: (message) => this.lines.push(["warn", message]),
    error: (message) => this.lines.push(["error", message]),
  };
}

import { type BadSignature, SignatureExpired } from "../itsdangerous/errors.ts";
import { domain_matches, is_local_hostname } from "./cookie_place.ts";
import { lifetime_seconds, type SecretKey, type SessionHost, type SessionRequest } from "./host.ts";

const told = new WeakMap<SessionHost, Set<string>>();
const SHORT_KEY_BYTES = 16;

/** The settings of the session cookie that a browser may refuse it for. */
export interface CookieRules {
  readonly domain: string | null;
  readonly secure: boolean;
  readonly samesite: string | null;
}

/** Tells, once each, about settings with which the browser will not keep the cookie. */
export function warn_about_cookie(
  app: SessionHost,
  request: SessionRequest,
  { domain, secure, samesite }: CookieRules,
): void {
  if (domain === null && !secure && samesite === null) return;
  if (samesite?.toLowerCase() === "none" && !secure) {
    warn_once(
      app,
      "SESSION_COOKIE_SAMESITE is None without SESSION_COOKIE_SECURE, so browsers refuse the session cookie: set both",
    );
  }
  const hostname = hostname_of(request);
  if (hostname === undefined) return;
  if (domain !== null && !domain_matches(hostname, domain)) {
    warn_once(
      app,
      `SESSION_COOKIE_DOMAIN is ${domain}, so browsers refuse the session cookie at ${JSON.stringify(hostname)}`,
    );
  }
  if (secure && request.scheme === "http" && !is_local_hostname(hostname)) {
    warn_once(app, "SESSION_COOKIE_SECURE is set, so browsers refuse the session cookie over http");
  }
}

/** Tells a production app once that its key can be guessed. */
export function warn_about_key(app: SessionHost, keys: readonly SecretKey[]): void {
  if (app.debug || Buffer.byteLength(keys.at(-1) ?? "") >= SHORT_KEY_BYTES) return;
  warn_once(
    app,
    `SECRET_KEY is shorter than ${SHORT_KEY_BYTES} bytes: whoever guesses it can sign any session`,
  );
}

// A CSRF token is made to be seen by the one it belongs to.
const SECRET_WORD = /passw|secret|token|credit|card_|api_?key|private/i;
const NO_SECRET = /csrf/i;

/** Tells, once for each key, that what looks like a secret goes to the browser readable. */
export function warn_about_secrets(app: SessionHost, content: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(content)) {
    if (!SECRET_WORD.test(key) || NO_SECRET.test(key)) continue;
    warn_once(
      app,
      `session[${JSON.stringify(key)}] goes into a cookie that is signed, not encrypted: its owner can read it. Keep secrets on ` +
        "the server (ServerSideSessionInterface), or use EncryptedCookieSessionInterface",
    );
  }
}

/** Why a cookie is ignored, with the cause that is likely where it was no attack. */
export function why_ignored(app: SessionHost, error: BadSignature): string {
  if (error instanceof SignatureExpired) {
    return (
      `${error.message}. PERMANENT_SESSION_LIFETIME (${Math.trunc(lifetime_seconds(app))} s) is the age limit of every session, ` +
      "whether it is permanent or not"
    );
  }
  return (
    `${error.message}. If nobody tampered with it, it was signed with another SECRET_KEY: one that is made anew at each start ends ` +
    "all sessions. Make one with `miniflask secret` and keep it; list the old ones in SECRET_KEY_FALLBACKS"
  );
}

/** A host that the app does not trust raises when it is read; refusing it is for whoever matches the request. */
function hostname_of(request: SessionRequest): string | undefined {
  try {
    return request.host?.replace(/:\d+$/, "").toLowerCase();
  } catch {
    return undefined;
  }
}

function warn_once(app: SessionHost, message: string): void {
  const messages = told.get(app) ?? new Set();
  if (messages.has(message)) return;
  told.set(app, messages.add(message));
  app.logger?.warn(message);
}

import type { SecretKey, SessionHost, SessionRequest } from "./host.ts";

const told = new WeakMap<SessionHost, Set<string>>();
const SHORT_KEY_BYTES = 16;

/** Tells, once each and only in debug mode, about settings with which the browser will not keep the cookie. */
export function warn_about_cookie(
  app: SessionHost,
  request: SessionRequest,
  domain: string | null,
  secure: boolean,
): void {
  if (!app.debug || (domain === null && !secure)) return;
  const hostname = hostname_of(request);
  if (hostname === undefined) return;
  if (domain !== null && !domain_matches(hostname, domain)) {
    warn_once(
      app,
      `SESSION_COOKIE_DOMAIN is ${domain}, so browsers refuse the session cookie at ${JSON.stringify(hostname)}`,
    );
  }
  if (secure && request.scheme === "http" && !is_local(hostname)) {
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

/** RFC 6265, 5.1.3; a leading dot means nothing. */
function domain_matches(hostname: string, domain: string): boolean {
  const suffix = domain.replace(/^\./, "").replace(/:\d+$/, "").toLowerCase();
  return hostname === suffix || hostname.endsWith(`.${suffix}`);
}

function is_local(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "127.0.0.1" ||
    hostname === "[::1]"
  );
}

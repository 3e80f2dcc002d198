export type SecretKey = string | Uint8Array;

/** Seconds, or whatever knows how many it lasts, as core's timedelta does. */
export type Duration = number | { total_seconds(): number };

/** The part of an app's config that sessions read; what is absent has Flask's default. */
export interface SessionConfig {
  readonly SECRET_KEY?: SecretKey | null;
  readonly SECRET_KEY_FALLBACKS?: readonly SecretKey[] | null;
  readonly SESSION_COOKIE_NAME?: string;
  readonly SESSION_COOKIE_DOMAIN?: string | null;
  readonly SESSION_COOKIE_PATH?: string | null;
  readonly SESSION_COOKIE_HTTPONLY?: boolean;
  readonly SESSION_COOKIE_SECURE?: boolean;
  readonly SESSION_COOKIE_PARTITIONED?: boolean;
  readonly SESSION_COOKIE_SAMESITE?: string | null;
  readonly SESSION_REFRESH_EACH_REQUEST?: boolean;
  readonly PERMANENT_SESSION_LIFETIME?: Duration;
  readonly APPLICATION_ROOT?: string;
  readonly MAX_COOKIE_SIZE?: number;
}

export interface SessionLogger {
  debug(message: string): unknown;
  warn(message: string): unknown;
  error(message: string): unknown;
}

/** The app, as far as sessions need one. */
export interface SessionHost {
  readonly config: SessionConfig;
  readonly secret_key?: SecretKey | null;
  readonly debug?: boolean;
  readonly logger?: SessionLogger;
}

/** The request, as far as sessions read it. `host` and `scheme` serve only warnings in debug mode. */
export interface SessionRequest {
  readonly cookies: { get(name: string): string | undefined };
  readonly host?: string;
  readonly scheme?: string;
}

export interface SessionCookieOptions {
  readonly expires?: Date | null;
  readonly httponly: boolean;
  readonly domain: string | null;
  readonly path: string;
  readonly secure: boolean;
  readonly partitioned: boolean;
  readonly samesite: string | null;
}

/** The response, as far as sessions write it. */
export interface SessionResponse {
  set_cookie(key: string, value: string, options: SessionCookieOptions): void;
  delete_cookie(key: string, options: SessionCookieOptions): void;
  readonly vary: { add(value: string): unknown };
}

const DAYS_31 = 31 * 24 * 60 * 60;

/** PERMANENT_SESSION_LIFETIME in seconds, 31 days unless told. */
export function lifetime_seconds({ config }: SessionHost): number {
  const lifetime = config.PERMANENT_SESSION_LIFETIME ?? DAYS_31;
  return typeof lifetime === "number" ? lifetime : lifetime.total_seconds();
}

/** The secrets from the oldest to the one that signs, or null where the app has none (an empty one is none). */
export function secret_keys({ config, secret_key = config.SECRET_KEY }: SessionHost): SecretKey[] | null {
  if (!is_key(secret_key)) return null;
  const fallbacks = config.SECRET_KEY_FALLBACKS;
  if (!fallbacks || fallbacks.length === 0) return [secret_key];
  // An empty fallback, as from an unset variable, would let everybody sign.
  return [...fallbacks.filter(is_key), secret_key];
}

/** Whether the app's only secret is the one in `keys`, as with most apps: asked several times a request. */
export function is_only_key(
  { config, secret_key = config.SECRET_KEY }: SessionHost,
  keys: readonly SecretKey[],
): boolean {
  return keys.length === 1 && keys[0] === secret_key && !config.SECRET_KEY_FALLBACKS?.length;
}

function is_key(key: SecretKey | null | undefined): key is SecretKey {
  return key !== null && key !== undefined && key.length > 0;
}

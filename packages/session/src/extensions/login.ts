import { createHash } from "node:crypto";
import { bytes_repr } from "../python/bytes_repr.ts";
import { make_float } from "../python/float.ts";
import type { Duration, SecretKey, SessionHost, SessionRequest, SessionResponse } from "../session/host.ts";
import { secret_keys } from "../session/host.ts";
import { IS_EMPTY, type SessionDict } from "../session/session_dict.ts";
import { decode_cookie, encode_cookie } from "./remember_token.ts";

const YEAR = 365 * 24 * 60 * 60;
const SESSION_KEYS = ["_user_id", "_remember", "_remember_seconds", "_id", "_fresh", "next"];

/** Flask-Login's settings, under its names. */
export interface LoginConfig {
  readonly REMEMBER_COOKIE_NAME?: string;
  readonly REMEMBER_COOKIE_DURATION?: Duration;
  readonly REMEMBER_COOKIE_DOMAIN?: string | null;
  readonly REMEMBER_COOKIE_PATH?: string;
  readonly REMEMBER_COOKIE_SECURE?: boolean;
  readonly REMEMBER_COOKIE_HTTPONLY?: boolean;
  readonly REMEMBER_COOKIE_SAMESITE?: string | null;
  readonly REMEMBER_COOKIE_REFRESH_EACH_REQUEST?: boolean;
  readonly SESSION_PROTECTION?: "basic" | "strong" | null;
}

export interface LoginHost extends SessionHost {
  readonly config: SessionHost["config"] & LoginConfig;
}

/** Who the browser is, as far as Flask-Login tells browsers apart. */
export interface LoginClient {
  readonly remote_addr: string | null;
  readonly headers: { get(name: string): string | null | undefined };
}

export interface LoginUserOptions {
  /** Also sets the remember cookie, which outlives the session. */
  readonly remember?: boolean;
  /** How long that cookie lives; REMEMBER_COOKIE_DURATION unless told. */
  readonly duration?: Duration;
  /** False for a log-in that was not by password just now. */
  readonly fresh?: boolean;
}

/** Writes a log-in into the session as Flask-Login's `login_user` does, so that its `current_user` is this user. */
export function login_user(
  session: SessionDict,
  user_id: string,
  client: LoginClient,
  { remember = false, duration, fresh = true }: LoginUserOptions = {},
): void {
  session.update({ _user_id: user_id, _fresh: fresh, _id: session_identifier(client) });
  if (!remember) return;
  session.set("_remember", "set");
  if (duration !== undefined) session.set("_remember_seconds", make_float(seconds_of(duration)));
}

/** Takes a log-in out of the session, and has the remember cookie deleted (flask_login.logout_user). */
export function logout_user(app: LoginHost, session: SessionDict, request: SessionRequest): void {
  for (const key of ["_user_id", "_fresh", "_id"]) session.pop(key);
  if (request.cookies.get(remember_name(app)) === undefined) return;
  session.set("_remember", "clear");
  session.pop("_remember_seconds");
}

/**
 * The id of the user who is logged in, by the session or else by the remember cookie, or null. A session that
 * another browser presents loses its freshness, or with SESSION_PROTECTION "strong" its log-in.
 */
export function load_user_id(
  app: LoginHost,
  session: SessionDict,
  request: SessionRequest & LoginClient,
): string | null {
  if (fails_protection(app, session, request)) return null;
  const user_id: unknown = session.get("_user_id");
  if (typeof user_id === "string") return user_id;
  const cookie = request.cookies.get(remember_name(app));
  if (cookie === undefined || session.get("_remember") === "clear") return null;
  return remembered_user(app, session, cookie);
}

/** Whether the user logged in by password in this session (flask_login.login_fresh). */
export function login_fresh(session: SessionDict): boolean {
  return session.get("_fresh") === true;
}

/** Marks the session as fresh after a password was asked for again (flask_login.confirm_login). */
export function confirm_login(session: SessionDict, client: LoginClient): void {
  session.update({ _fresh: true, _id: session_identifier(client) });
}

/** Sets or deletes the remember cookie, as a log-in or log-out asked for; to be called after each request. */
export function update_remember_cookie(
  app: LoginHost,
  session: SessionDict,
  response: SessionResponse,
): void {
  if (app.config.REMEMBER_COOKIE_REFRESH_EACH_REQUEST) session.setdefault("_remember", "set");
  if (!session.has("_remember")) return;
  const operation = session.pop("_remember");
  const options = remember_options(app);
  if (operation === "clear") response.delete_cookie(remember_name(app), options);
  if (operation !== "set" || !session.has("_user_id")) return;
  const seconds = session.get("_remember_seconds") ?? app.config.REMEMBER_COOKIE_DURATION ?? YEAR;
  const expires = new Date(Date.now() + seconds_of(seconds) * 1000);
  const value = encode_cookie(String(session.get("_user_id")), signing_key(app));
  response.set_cookie(remember_name(app), value, { ...options, expires });
}

/** SHA-512 over address and browser: what Flask-Login keeps as `_id`. Both stand there as Python prints bytes. */
export function session_identifier({ remote_addr, headers }: LoginClient): string {
  const forwarded = headers.get("X-Forwarded-For") ?? remote_addr;
  const address = forwarded?.split(",", 1)[0]?.trim();
  const base = `${bytes_text(address)}|${bytes_text(headers.get("User-Agent"))}`;
  return createHash("sha512").update(base, "utf8").digest("hex");
}

function bytes_text(text: string | null | undefined): string {
  return text === null || text === undefined ? "None" : bytes_repr(Buffer.from(text, "utf8"));
}

/** Whether the log-in must be dropped: another browser shows the session, and protection is "strong". */
function fails_protection(app: LoginHost, session: SessionDict, client: LoginClient): boolean {
  const { SESSION_PROTECTION: mode = "basic" } = app.config;
  if (mode !== "basic" && mode !== "strong") return false;
  if (session[IS_EMPTY]() || session.get("_id") === session_identifier(client)) return false;
  if (mode === "basic" || session.permanent) {
    if (session.get("_fresh") !== false) session.set("_fresh", false);
    return false;
  }
  for (const key of SESSION_KEYS) session.pop(key);
  session.set("_remember", "clear");
  return true;
}

function remembered_user(app: LoginHost, session: SessionDict, cookie: string): string | null {
  for (const key of (secret_keys(app) ?? []).reverse()) {
    const user_id = decode_cookie(cookie, key);
    if (user_id === null) continue;
    session.update({ _user_id: user_id, _fresh: false });
    return user_id;
  }
  return null;
}

function remember_name({ config }: LoginHost): string {
  return config.REMEMBER_COOKIE_NAME ?? "remember_token";
}

function remember_options({ config }: LoginHost) {
  return {
    httponly: config.REMEMBER_COOKIE_HTTPONLY ?? true,
    domain: config.REMEMBER_COOKIE_DOMAIN ?? null,
    path: config.REMEMBER_COOKIE_PATH ?? "/",
    secure: config.REMEMBER_COOKIE_SECURE ?? false,
    partitioned: false,
    samesite: config.REMEMBER_COOKIE_SAMESITE ?? null,
  };
}

function signing_key(app: LoginHost): SecretKey {
  const key = secret_keys(app)?.at(-1);
  if (key === undefined) throw new TypeError("SECRET_KEY must be set, since the remember cookie is signed");
  return key;
}

/** A duration in seconds; from the session it may be a Float, as Python wrote it. */
function seconds_of(duration: Duration | { valueOf(): unknown }): number {
  if (typeof duration === "object" && "total_seconds" in duration) return duration.total_seconds();
  return Number(duration);
}

import { escape as escape_html, Markup } from "@miniflask/jinja";
import * as tokens from "@miniflask/session";
import { g, session } from "../journey/proxies.ts";
import { SetupError } from "../setup/setup_error.ts";
import { active_app } from "./current_app.ts";

type Key = string | Uint8Array;

/**
 * This session's token, for the form field `csrf_token` or the header X-CSRFToken; one for a whole request
 * (flask_wtf.csrf.generate_csrf). In templates it is `csrf_token()`.
 */
export function generate_csrf(secret_key?: Key | null, token_key?: string | null): string {
  const field = field_name(token_key);
  if (typeof g.get(field) !== "string") {
    g[field] = tokens.generate_csrf(session, signing_key(secret_key), { token_key: field });
  }
  return g[field];
}

/** Raises CsrfError, whose message is Flask-WTF's, unless `token` is good for this session (flask_wtf.csrf.validate_csrf). */
export function validate_csrf(
  token: string | null | undefined,
  secret_key?: Key | null,
  time_limit?: number | null,
  token_key?: string | null,
): void {
  const { config } = active_app("validate_csrf").app;
  const options = {
    token_key: field_name(token_key),
    time_limit: time_limit ?? seconds_of(config.get("WTF_CSRF_TIME_LIMIT", 3600)),
  };
  tokens.validate_csrf(session, token, signing_key(secret_key), options);
}

/** `<meta name="csrf-token" content="…">` for scripts that send the token as a header (flask_wtf.csrf.csrf_meta_tag). */
export function csrf_meta_tag(name?: string | null): Markup {
  const { config } = active_app("csrf_meta_tag").app;
  const meta_name = name ?? String(config.get("WTF_CSRF_META_NAME", "csrf-token"));
  return new Markup(`<meta name="${escape_html(meta_name)}" content="${escape_html(generate_csrf())}">`);
}

function field_name(token_key: string | null | undefined): string {
  const { config } = active_app("generate_csrf").app;
  return token_key ?? String(config.get("WTF_CSRF_FIELD_NAME") ?? "csrf_token");
}

function seconds_of(limit: unknown): number | null {
  if (limit === null || typeof limit === "number") return limit;
  throw new TypeError(
    "WTF_CSRF_TIME_LIMIT is a number of seconds, or null for as long as the session lasts.",
  );
}

function signing_key(secret_key: Key | null | undefined): Key {
  const { app } = active_app("generate_csrf");
  const key = secret_key ?? app.config.WTF_CSRF_SECRET_KEY ?? app.secret_key;
  if (key === null || key.length === 0)
    throw new SetupError("A secret key is required to use CSRF: set app.secret_key or WTF_CSRF_SECRET_KEY.");
  return key;
}

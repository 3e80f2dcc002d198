import {
  Blueprint,
  current_app,
  flash,
  redirect,
  render_template,
  request,
  session,
  url_for,
  type ViewReturn,
} from "miniflask";
import { session_serializer, take_apart } from "./cookie_parts.ts";

export const session_page = new Blueprint("session", import.meta.url);

session_page.get("", function show() {
  const key = request.args.get("key");
  // get: undefined (Python's None) for a key that is not there.
  const found = key === undefined ? null : { key, value: session.get(key), is_there: key in session };
  return show_page({ found });
});

session_page.post("/set", function set_value() {
  const typed = {
    key: read_key(),
    value: request.form.get("value", ""),
    kind: request.form.get("kind", "text"),
  };
  const { value, errors } = check(typed);
  if (Object.keys(errors).length > 0) return [show_page({ typed, errors }), 400];

  // session[key] = value does the same, except for keys such as "items", which are the session's own methods.
  session.set(typed.key, value);
  flash(`Set ${typed.key}.`, "success");
  return redirect(url_for(".show"));
});

session_page.post("/pop", function pop_value() {
  const key = read_key();
  if (!(key in session)) return say_missing(key);
  const value = session.pop(key); // Takes the value out and hands it over.
  flash(`Popped ${key}. It held ${as_text(value)}`, "success");
  return redirect(url_for(".show"));
});

session_page.post("/delete", function delete_value() {
  const key = read_key();
  if (!(key in session)) return say_missing(key);
  delete session[key]; // Python: del session[key]
  flash(`Deleted ${key}.`, "success");
  return redirect(url_for(".show"));
});

session_page.post("/clear", function clear() {
  session.clear(); // Everything, so the login too. The message below starts a new session.
  flash("Cleared the session.", "success");
  return redirect(url_for(".show"));
});

session_page.post("/permanent", function toggle_permanent() {
  session.permanent = !session.permanent; // Kept in the session itself, as `_permanent`.
  flash(
    session.permanent ? "The session is permanent now." : "The session ends with the browser now.",
    "success",
  );
  return redirect(url_for(".show"));
});

interface PageContent {
  readonly found?: unknown;
  readonly typed?: unknown;
  readonly errors?: Record<string, string>;
}

function show_page({ found = null, typed = EMPTY_FORM, errors = {} }: PageContent): string {
  const cookie = request.cookies.get(current_app.config.SESSION_COOKIE_NAME);
  return render_template("session.html", {
    found,
    typed,
    errors,
    values: held_values(),
    permanent: session.permanent,
    lifetime: days(current_app.permanent_session_lifetime.total_seconds()),
    cookie: cookie === undefined ? null : take_apart(cookie),
  });
}

/** All but the flashed messages: the layout takes those out of the session before this page's own part is rendered. */
function held_values() {
  const items = [...session.items()].filter(([key]) => key !== "_flashes");
  return items.map(([key, value]) => ({ key, value, kind: kind_of(value) }));
}

function days(seconds: number): string {
  return `${Math.round((seconds / SECONDS_A_DAY) * 10) / 10} days`;
}

const SECONDS_A_DAY = 24 * 60 * 60;
const EMPTY_FORM = { key: "", value: "", kind: "text" };

/** Browsers drop a cookie over 4096 bytes, name and attributes included, without a word. */
const COOKIE_MAX = 3500;

function cookie_size_with(key: string, value: unknown): number {
  return session_serializer()?.dumps(Object.fromEntries([...session.items(), [key, value]])).length ?? 0;
}

function read_key(): string {
  return String(request.form["key"]).trim(); // A form without it: 400, as in Flask.
}

interface TypedValue {
  readonly key: string;
  readonly value: string;
  readonly kind: string;
}

const KEY_MAX = 50;
const VALUE_MAX = 1000;

function check({ key, value, kind }: TypedValue): { value: unknown; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  if (key === "" || key.length > KEY_MAX) errors.key = `Use 1 to ${KEY_MAX} characters.`;
  // Whoever could set user_id would choose whose account to be in: never let a visitor name a key that the server trusts.
  if (key === "user_id" || key.startsWith("_"))
    errors.key = "Only the server sets user_id and keys that begin with _.";
  if (value.length > VALUE_MAX) errors.value = `Use at most ${VALUE_MAX} characters.`;
  const converted = convert(value, kind);
  if (converted === undefined) errors.value ??= kind === "number" ? "Write a number." : "This is not JSON.";
  else if (cookie_size_with(key, converted) > COOKIE_MAX)
    errors.value ??= "A browser would not keep a cookie of that size.";
  return { value: converted, errors };
}

/** The value in the chosen kind; undefined when it is none. */
function convert(value: string, kind: string): unknown {
  if (kind === "text") return value;
  if (kind === "number") return /^[-+]?\d{1,15}(\.\d{1,15})?$/.test(value.trim()) ? Number(value) : undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function say_missing(key: string): ViewReturn {
  flash(`There is no ${key} in the session.`, "error");
  return redirect(url_for(".show"));
}

const KINDS = new Map([
  ["string", "text"],
  ["number", "number"],
  ["boolean", "true or false"],
]);

function kind_of(value: unknown): string {
  if (value === null) return "nothing";
  return KINDS.get(typeof value) ?? (Array.isArray(value) ? "list" : "object");
}

/** Room for a popped value in the flashed message, which travels in the cookie too. */
const SHOWN_MAX = 200;

function as_text(value: unknown): string {
  const text =
    JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? String(part) : part)) ?? String(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}

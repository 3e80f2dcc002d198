import {
  Blueprint,
  flash,
  g,
  redirect,
  render_template,
  request,
  session,
  url_for,
  type ViewReturn,
  wraps,
} from "miniflask";
import { check_password_hash, generate_password_hash } from "miniflask/security";
import { get_database, type User } from "./database.ts";

declare module "miniflask" {
  interface SessionData {
    /** Who is logged in. All that the cookie needs to hold: the rest is looked up. */
    user_id?: number;
  }
  interface G {
    user?: User | null;
  }
}

export const auth = new Blueprint("auth", import.meta.url);

/** before_request: puts the visitor's user, or null, into `g`, where views and templates find it. */
export function load_user(): undefined {
  if (request.endpoint === "static") return; // The style sheet is the same for everybody.
  const id: unknown = session.get("user_id");
  g.user = typeof id === "number" ? get_database().find(id) : null;
}

/** Wraps a view so that only a logged-in user gets in; `wraps` keeps the view's name, which is its endpoint. */
export function login_required<F extends (...args: never[]) => ViewReturn | Promise<ViewReturn>>(view: F): F {
  return wraps(view, (...args) => (g.user ? view(...args) : send_to_login()));
}

function send_to_login(): ViewReturn {
  flash("Log in to see that page.", "error");
  // After the login the visitor comes back here; a form that was sent is not sent again.
  const next = request.method === "GET" ? path_of_request() : undefined;
  return redirect(url_for("auth.login", { next }));
}

// One address, two methods: GET shows the form, POST handles it.
auth.route("/register", { methods: ["GET", "POST"] }, function register() {
  return request.method === "POST" ? handle_registration() : show_form("register.html");
});

auth.route("/login", { methods: ["GET", "POST"] }, function login() {
  return request.method === "POST" ? handle_login() : show_form("login.html");
});

// POST only: a link or an image with this address, anywhere on the web, must not log anybody out.
auth.post("/logout", function logout() {
  session.clear();
  flash("You are logged out.", "success");
  return redirect(url_for("index"));
});

/** The other spelling: decorators, read from the bottom up as in Python. They stand on static methods. */
export class Account {
  @auth.get("/profile")
  @login_required
  static profile(): string {
    const [method, salt = ""] = g.user?.password_hash.split("$") ?? [];
    return render_template("profile.html", { method, salt_length: salt.length });
  }
}

type Texts = Readonly<Record<string, unknown>>;

/** A form as it was typed, with what to mend; a password is never sent back. `next` goes on to the page's links. */
function show_form(template: string, typed: Texts = {}, errors: Texts = {}): string {
  return render_template(template, { typed, errors, next: safe_next() ?? null });
}

async function handle_registration(): Promise<ViewReturn> {
  const username = read_username();
  const password = request.form.get("password", "");
  const errors = registration_errors(username, password);
  if (Object.keys(errors).length > 0) return [show_form("register.html", { username }, errors), 400];

  const user = get_database().add(username, await generate_password_hash(password));
  if (!user) return [show_form("register.html", { username }, { username: "This name is taken." }), 400];

  flash(`Welcome, ${user.username}. Your account is ready: log in.`, "success");
  // Redirect after POST: reloading the next page cannot send the form a second time.
  return redirect(url_for("auth.login", { next: safe_next() }));
}

async function handle_login(): Promise<ViewReturn> {
  const username = read_username();
  const remember = "remember" in request.form;
  const user = await user_with_password(username, request.form.get("password", ""));
  // One message for both cases: it does not tell a stranger which names exist.
  if (!user)
    return [show_form("login.html", { username, remember }, { form: "Wrong name or password." }), 400];

  session.clear(); // Nothing that was in the session before the login is trusted after it.
  session.user_id = user.id;
  session.permanent = remember; // Permanent: the cookie outlives the browser, for PERMANENT_SESSION_LIFETIME.
  flash(`Hello, ${user.username}. You are logged in.`, "success");
  return redirect(safe_next() ?? url_for("index"));
}

/** Letters of any script, digits, and . _ - inside one line. */
const USERNAME = /^[\p{L}\p{M}\p{N}._-]{2,30}$/u;
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 200;

function registration_errors(username: string, password: string): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!USERNAME.test(username))
    errors.username = "Use 2 to 30 letters, digits, dots, hyphens or underscores.";
  if (password.length < PASSWORD_MIN) errors.password = `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) errors.password = `Use at most ${PASSWORD_MAX} characters.`;
  return errors;
}

/** A form without the field at all is a bad request: `form["username"]` answers 400 by itself, as in Flask. */
function read_username(): string {
  return String(request.form["username"]).trim().normalize("NFC");
}

/** Fits no password, and takes as long to check as a real one. */
const NOBODYS_HASH = `scrypt:32768:8:1$${"x".repeat(16)}$${"0".repeat(128)}`;

/** The user, when the password is right. An unknown name costs the same time, so the clock tells nobody which names exist. */
async function user_with_password(username: string, password: string): Promise<User | null> {
  const user = get_database().find_by_name(username);
  const fits = await check_password_hash(user?.password_hash ?? NOBODYS_HASH, password);
  return fits ? user : null;
}

/** `request.full_path` ends in "?" when there is no query, as in Werkzeug. */
function path_of_request(): string {
  return request.full_path.replace(/\?$/, "");
}

/**
 * Where to go after the login: `?next=`, when it is a path of this site. "//evil.example", "/\evil.example" and a path
 * with a line feed or tab in it (which browsers drop) lead elsewhere, so they count as absent.
 */
function safe_next(): string | undefined {
  const next = request.args.get("next", "");
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next) ? next : undefined;
}

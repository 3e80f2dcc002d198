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
import { get_db, is_integrity_error } from "./db.ts";

export interface User {
  readonly id: number;
  readonly username: string;
  /** `method$salt$hash`. */
  readonly password: string;
}

declare module "miniflask" {
  interface G {
    /** Who is logged in. */
    user?: User | null;
  }
  interface SessionData {
    user_id?: number;
  }
}

export const auth = new Blueprint("auth", import.meta.url, { url_prefix: "/auth" });

/** Sends visitors who are not logged in to the login page. */
export function login_required<F extends (...args: never[]) => ViewReturn | Promise<ViewReturn>>(view: F): F {
  return wraps(view, (...args) => (g.user ? view(...args) : redirect(url_for("auth.login"))));
}

// Before every request of the app, not only of this blueprint: each page shows the user's name.
auth.before_app_request(function load_logged_in_user() {
  const { user_id } = session;
  g.user = user_id === undefined ? null : find_user("SELECT * FROM user WHERE id = ?", user_id);
});

auth.route("/register", { methods: ["GET", "POST"] }, async function register() {
  if (request.method === "POST") {
    const username = String(request.form["username"]);
    const password = String(request.form["password"]);
    const error = missing(username, password) ?? (await add_user(username, password));
    if (error === null) return redirect(url_for("auth.login"));
    flash(error);
  }
  return render_template("auth/register.html");
});

auth.route("/login", { methods: ["GET", "POST"] }, async function login() {
  if (request.method === "POST") {
    const password = String(request.form["password"]);
    const user = find_user("SELECT * FROM user WHERE username = ?", String(request.form["username"]));
    if (user === null) flash("Incorrect username.");
    else if (!(await check_password_hash(user.password, password))) flash("Incorrect password.");
    else {
      session.clear(); // Nothing of what a stranger did before is kept.
      session.user_id = user.id;
      return redirect(url_for("index"));
    }
  }
  return render_template("auth/login.html");
});

auth.route("/logout", function logout() {
  session.clear();
  return redirect(url_for("index"));
});

function missing(username: string, password: string): string | null {
  if (username === "") return "Username is required.";
  return password === "" ? "Password is required." : null;
}

/** Null when the user was added. That a name is taken the table says: asking first would leave a gap for a second request. */
async function add_user(username: string, password: string): Promise<string | null> {
  const hash = await generate_password_hash(password);
  try {
    get_db().prepare("INSERT INTO user (username, password) VALUES (?, ?)").run(username, hash);
    return null;
  } catch (error) {
    if (!is_integrity_error(error)) throw error;
    return `User ${username} is already registered.`;
  }
}

function find_user(query: string, key: number | string): User | null {
  const row = get_db().prepare(query).get(key);
  if (row === undefined) return null;
  return { id: Number(row.id), username: String(row.username), password: String(row.password) };
}

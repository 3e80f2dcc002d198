import { join } from "node:path";
import { Flask, g, HTTPException, type Response, render_template, timedelta } from "miniflask";
import { auth, load_user } from "./auth.ts";
import { cookies_page } from "./cookies_page.ts";
import { refuse_other_origins } from "./csrf.ts";
import { close_database, create_tables } from "./database.ts";
import { secret_key } from "./secret_key.ts";
import { session_page } from "./session_page.ts";

declare module "miniflask" {
  interface Config {
    /** Path of the SQLite file that holds the users. */
    DATABASE?: string;
  }
}

export interface DemoOptions {
  /** Path of the SQLite file; `users.sqlite` beside this file when absent. */
  readonly database?: string;
  /** Key that signs the session cookie; from the environment or `.env` when absent. */
  readonly secret_key?: string;
}

/** The application factory: `miniflask run` finds it by its name, and every test makes an app of its own. */
export function create_app(options: DemoOptions = {}): Flask {
  const app = new Flask(import.meta.url); // Flask(__name__): templates/ and static/ are looked for beside this file.
  app.secret_key = options.secret_key ?? secret_key(app.root_path);
  app.config.DATABASE = options.database ?? process.env.DATABASE ?? join(app.root_path, "users.sqlite");
  app.config.PERMANENT_SESSION_LIFETIME = timedelta({ days: 14 }); // How long "remember me" remembers.
  app.config.SESSION_COOKIE_SAMESITE = "Lax"; // Other sites' forms come without the cookie: a second wall beside csrf.ts.

  create_tables(app.config.DATABASE);
  add_hooks(app);
  add_pages(app);
  return app;
}

/** What runs around every view. */
function add_hooks(app: Flask): void {
  app.before_request(load_user); // First, so that even a refused request gets a page with the user's name.
  app.before_request(refuse_other_origins); // A hook that answers (here: abort(403)) keeps the view from running.
  app.context_processor(() => ({ user: g.get("user") ?? null })); // Every template gets `user`.
  app.after_request(add_security_headers); // Gets each response on its way out, error pages too.
  app.teardown_appcontext(close_database); // Runs when the request is over, however it ended.
}

function add_pages(app: Flask): void {
  // Python's `@app.route("/")` above a function is this call: route() returns a decorator, which takes the view.
  app.route("/")(function index() {
    return render_template("index.html");
  });

  // A blueprint is a group of views made before there is an app; its name becomes part of the endpoint ("auth.login").
  app.register_blueprint(auth);
  app.register_blueprint(cookies_page, { url_prefix: "/cookies" });
  app.register_blueprint(session_page, { url_prefix: "/session" });

  // One handler for the whole family: 400, 403, 404, 405, … and 500, which wraps what a view threw.
  app.errorhandler(HTTPException, function error_page(error: HTTPException) {
    const response = error.get_response(); // Keeps what belongs to the status, such as Allow on a 405.
    const { status_code: code } = response;
    const { name, description } = error;
    response.set_data(render_template("error.html", { code, name, description, advice: ADVICE.get(code) }));
    return response;
  });
}

const ADVICE = new Map([
  [400, "Something that the page needs is missing or cannot be read. Go back, and send the form again."],
  [403, "The request came from another site. Open the page here and send the form from it."],
  [404, "Check the address, or start again from the home page."],
  [405, "The page exists, but not for this kind of request. Open it with a link or send its form."],
  [413, "What you sent is larger than this site takes."],
  [500, "The fault is ours. The server has written down what happened."],
]);

/** The pages use nothing from elsewhere, so browsers are told to load nothing from elsewhere. */
function add_security_headers(response: Response): Response {
  response.headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  // After logging out, the browser's Back button must not bring the profile back.
  if (g.get("user")) response.headers.set("Cache-Control", "no-store");
  return response;
}

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

import {
  abort,
  escape as escape_html,
  Flask,
  flash,
  get_flashed_messages,
  jsonify,
  Markup,
  make_response,
  redirect,
  render_template,
  request,
  session,
  url_for,
} from "miniflask";
import { secure_filename } from "miniflask/utils";

export const app = new Flask(import.meta.url);
app.secret_key = Buffer.from('_5#y2L"F4Q8z\n\xec]/', "latin1");
export const log: string[] = [];
const saved: Record<string, string> = {};

app.route("/")(function index() {
  if ("username" in session) return `Logged in as ${session["username"]}`;
  return "You are not logged in";
});

function hello({ name = null }: { name?: string | null }) {
  return render_template("hello.html", { person: name });
}
app.route("/hello/<name>")(hello);
app.route("/hello/")(hello);

app.route("/escape/<name>")(function escaped({ name }) {
  return `Hello, ${escape_html(name)}!`;
});

app.route("/post/<int:post_id>")(function show_post({ post_id }) {
  return `Post ${post_id}`;
});

app.route("/path/<path:subpath>")(function show_subpath({ subpath }) {
  return `Subpath ${escape_html(subpath)}`;
});

app.route("/projects/")(function projects() {
  return "The project page";
});

app.route("/about")(function about() {
  return "The about page";
});

app.get("/login")(function login_get() {
  return show_the_login_form();
});

app.post("/login")(function login_post() {
  return do_the_login();
});

function show_the_login_form(error: string | null = null) {
  return render_template("login.html", { error });
}

function do_the_login() {
  if (request.form["username"] === "admin" && request.form.get("password") === "secret") {
    session["username"] = request.form["username"];
    flash("You were successfully logged in");
    return redirect(url_for("index"));
  }
  return show_the_login_form("Invalid username/password");
}

app.route("/logout")(function logout() {
  session.pop("username", null);
  return redirect(url_for("index"));
});

app.route("/search")(function search() {
  const searchword = request.args.get("key", "");
  return "strict" in request.args ? searchword + request.args["strict"] : searchword;
});

app.route("/upload", { methods: ["GET", "POST"] })(async function upload_file() {
  if (request.method === "POST") {
    const file = request.files["the_file"]!;
    saved[secure_filename(file.filename!)] = (await file.read()).toString();
    return Object.entries(saved)
      .map(([k, v]) => `${k}=${v}`)
      .join(", ");
  }
  return "send one";
});

app.route("/cookies")(function cookies() {
  const username = request.cookies.get("username");
  const resp = make_response(render_template("hello.html", { person: username }));
  resp.set_cookie("username", "the username");
  return resp;
});

app.route("/redirect")(function redirect_index() {
  return redirect(url_for("forbidden"));
});

app.route("/forbidden")(function forbidden() {
  abort(401);
});

app.errorhandler(404)(function page_not_found(_error) {
  return [render_template("page_not_found.html"), 404];
});

app.errorhandler(405)(function not_found(_error) {
  const resp = make_response(render_template("page_not_found.html"), 405);
  resp.headers["X-Something"] = "A value";
  return resp;
});

app.route("/me")(function me_api() {
  return { username: "me", theme: null, image: url_for("static", { filename: "me.png" }) };
});

app.route("/users")(function users_api() {
  return jsonify([{ id: 1 }, { id: 2 }]);
});

app.route("/markup")(function markup() {
  return (
    String(new Markup(`<strong>Hello ${escape_html("<blink>hacker</blink>")}!</strong>`)) +
    String(Markup.escape("<b>")) +
    new Markup("<em>Marked up</em> &raquo; HTML").striptags()
  );
});

export function urls() {
  return app
    .test_request_context()
    .run(() => [
      url_for("index"),
      url_for("login_get"),
      url_for("login_get", { next: "/" }),
      url_for("hello", { name: "John Doe" }),
      url_for("static", { filename: "style.css" }),
    ]);
}

export function simulated() {
  return app
    .test_request_context("/hello", { method: "POST" })
    .run(() => [request.path === "/hello", request.method === "POST"]);
}

export function messages() {
  return app.test_request_context().run(() => {
    flash("a");
    flash("b", "error");
    return [get_flashed_messages({ with_categories: true })];
  });
}

import {
  Blueprint,
  Flask,
  flash,
  g,
  type PathValues,
  redirect,
  render_template_string,
  request,
  session,
  url_for,
  type ViewReturn,
  wraps,
} from "miniflask";
export const app = new Flask(import.meta.url);
app.secret_key = "d";
const auth = new Blueprint("auth", import.meta.url, { url_prefix: "/auth" });
const USERS: Record<string, { name: string; pw: string }> = {};
function login_required<V>(view: (values: V) => ViewReturn) {
  return wraps(view, (values: V) => {
    if (!g.user) {
      flash("log in first");
      return redirect(url_for("auth.login", { next: request.full_path }));
    }
    return view(values);
  });
}
app.before_request(function load() {
  g.user = USERS[session.get("uid")] ?? null;
});
auth.route("/register", { methods: ["GET", "POST"] }, function register() {
  if (request.method === "POST") {
    const name = request.form["username"]!;
    let error: string | null = null;
    if (!name) error = "Username is required.";
    else if (name in USERS) error = `User ${name} is already registered.`;
    if (error === null) {
      USERS[name] = { name, pw: request.form["password"]! };
      return redirect(url_for("auth.login"));
    }
    flash(error);
  }
  return render_template_string(
    "{% for m in get_flashed_messages() %}<p>{{ m }}</p>{% endfor %}register {{ request.form['username'] }}",
  );
});
auth.route("/login", { methods: ["GET", "POST"] }, function login() {
  if (request.method === "POST") {
    const u = USERS[request.form["username"]!];
    if (u && u.pw === request.form["password"]) {
      session.clear();
      session.uid = u.name;
      return redirect(request.args.get("next") || url_for("home"));
    }
    flash("bad");
  }
  return render_template_string("{{ get_flashed_messages()|join(',') }} login {{ g.user }}");
});
auth.route("/logout", function logout() {
  session.clear();
  return redirect(url_for("home"));
});
app.route("/", function home() {
  return `home ${g.user ? g.user.name : "anon"}`;
});
class Pages {
  @app.route("/secret/<int:n>")
  @login_required
  static secret({ n }: PathValues<"/secret/<int:n>">): ViewReturn {
    return `secret ${n} ${g.user.name} ${request.endpoint}`;
  }
}
void Pages;
app.register_blueprint(auth);

import {
  abort,
  after_this_request,
  Flask,
  flash,
  g,
  make_response,
  redirect,
  render_template_string,
  request,
  session,
  url_for,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "state";

class RuntimeError extends Error {}

app.before_request(function visit() {
  session.visits = session.get("visits", 0) + 1;
  g.trail = [request.path];
  after_this_request(function mark(response) {
    g.trail.push("after_this");
    const parts: string[] = g.trail.map((part: string) => part.replaceAll("/", ""));
    response.set_cookie("trail", parts.join("-"));
    return response;
  });
  if (request.args.get("stop") === "before") {
    flash("stopped before", "error");
    abort(403);
  }
});

app.get("/", function index() {
  return render_template_string(
    "{% for c, m in get_flashed_messages(true) %}[{{ c }}: {{ m }}]{% endfor %}{{ session.visits }} {{ g.trail }}",
  );
});

app.get("/boom", function boom() {
  flash("before <boom>");
  session.boom = true;
  throw new RuntimeError("boom");
});

app.get("/gone", function gone() {
  flash("gone", "info");
  session.pop("boom", null);
  session.modified = true;
  abort(410);
});

app.get("/clear", function clear() {
  session.clear();
  abort(400);
});

app.errorhandler(RuntimeError, function failed(error) {
  g.trail.push("handler");
  flash(`handled ${error.message}`);
  return redirect(url_for("index", { why: error.message }));
});

app.errorhandler(410, function was_gone(error) {
  const page = render_template_string("{{ e.name }} {{ get_flashed_messages() }} {{ session.visits }}", {
    e: error,
  });
  const response = make_response(page, 410);
  response.set_cookie("gone", "yes", { max_age: 10 });
  return response;
});

app.teardown_request(function teardown(error) {
  log.push(`${g.trail.join("|")} ${session.get("visits") ?? "None"} ${error ?? "None"}`);
});

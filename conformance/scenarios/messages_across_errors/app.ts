import {
  abort,
  escape as escape_html,
  Flask,
  flash,
  get_flashed_messages,
  jsonify,
  Markup,
  redirect,
  render_template,
  render_template_string,
  request,
  session,
  url_for,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "messages";

app.context_processor(() => ({ flash_count: session.get("_flashes", []).length }));

app.get("/flash/<category>", function put({ category }) {
  for (const text of request.args.getlist("m"))
    flash(category === "html" ? new Markup(`<b>${escape_html(text)}</b>`) : text, category);
  const then = request.args.get("then");
  if (then === "abort") abort(409);
  if (then === "read") return jsonify(get_flashed_messages({ category_filter: [category] }));
  return redirect(url_for("show"));
});

app.get("/show", function show() {
  return render_template("messages.html");
});

app.get("/only/<category>", function only({ category }) {
  const source = "{{ get_flashed_messages(category_filter=[c]) }}{{ get_flashed_messages(true) }}";
  return render_template_string(source, { c: category });
});

app.get("/json", function as_json() {
  return jsonify(get_flashed_messages({ with_categories: true }));
});

app.errorhandler(409, (error) => [render_template("messages.html", { error }), error.code!]);

app.errorhandler(404, function missing() {
  flash("missing", "error");
  return redirect(url_for("show"));
});

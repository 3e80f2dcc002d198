import {
  Flask,
  flash,
  get_flashed_messages,
  redirect,
  render_template_string,
  session,
  url_for,
} from "miniflask";
import { Tuple } from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "flash values";
const PAGE =
  "{% for c, m in get_flashed_messages(with_categories=true) %}{{ c }}:{{ m }}|{% else %}none{% endfor %}";

app.get("/values", function values() {
  flash(7);
  flash({ a: [1, null] }, "dict");
  flash(new Tuple("t", 1), "tuple");
  flash(["l"], "list");
  flash(null);
  return "flashed";
});

app.get("/many", function many() {
  for (const number of [0, 1, 2, 3, 4]) flash(`message ${number}`, number % 2 ? "odd" : "even");
  return "flashed";
});

app.get("/show", function show() {
  return render_template_string(PAGE);
});

app.get("/redirect", function go() {
  flash("one");
  session.x = 1;
  return redirect(url_for("show"));
});

app.get("/both", function both() {
  flash("for b");
  return render_template_string(`${PAGE}{{ get_flashed_messages() }}`);
});

app.get("/peek", function peek() {
  flash("peeked");
  const count = session.get("_flashes", []).length;
  const found = get_flashed_messages({ category_filter: ["nothing"] });
  return `${count} ${found.length} ${"_flashes" in session ? "True" : "False"}`;
});

app.get("/in-error", function in_error() {
  flash("before the error");
  throw new Error("broken");
});

import { Flask, g, get_template_attribute, Markup, render_template, request, session } from "miniflask";
import { TemplateNotFound } from "miniflask/jinja";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "t";
app.jinja_env.trim_blocks = true;
app.context_processor(function inject() {
  return { site: "<Site>", user: "cp", fn: (x: number, { y = 2 }: { y?: number } = {}) => `${x}-${y}` };
});
app.template_filter()(function double(x: number) {
  return x * 2;
});
app.template_filter("rev")((s: string) => [...s].reverse().join(""));
app.template_test("big")((n: number) => n > 100);
app.template_global()(function shout(s: string, { times = 1 }: { times?: number } = {}) {
  return s.toUpperCase() + "!".repeat(times);
});
class Thing {
  name = "thing";
  items = [3, 1, 2];
  hello({ who = "x" }: { who?: string } = {}) {
    return `hello ${who}`;
  }
  __html__() {
    return "<thing/>";
  }
}
app.route("/page/<name>", function page({ name }) {
  session.s = 1;
  g.val = "gval";
  return render_template(name, {
    thing: new Thing(),
    rows: [
      { n: 1, t: "a<b" },
      { n: 2, t: null },
    ],
    user: request.args.get("user", "view"),
    d: { k: "v", items: 1 },
    n: null,
    f: 1.5,
    yes: true,
    html: new Markup("<i>"),
  });
});
app.route("/first", function first() {
  return render_template(["nope.html", "child.html"], { rows: [], d: {}, thing: null });
});
app.route("/attr", function attr() {
  const m = get_template_attribute("macros.html", "field") as (name: string, o: object) => string;
  return m("a<b", { type: "text" });
});
app.route("/missing", function missing() {
  try {
    return render_template("nope.html");
  } catch (e) {
    if (e instanceof TemplateNotFound) return `not found ${e.template_name}`;
    throw e;
  }
});

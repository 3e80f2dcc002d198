import { escape as escaped_text, Flask, Markup, render_template, render_template_string } from "miniflask";
import { ChoiceLoader, DictLoader, StrictUndefined, Undefined, UndefinedError } from "miniflask/jinja";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.jinja_env.trim_blocks = true;
app.jinja_env.lstrip_blocks = true;
app.jinja_env.globals["version"] = "1.2";
Object.assign(app.jinja_env.globals, { add: (a: number, b: number) => a + b });
app.jinja_env.filters["dots"] = (s: string) => [...s].join(".");
app.jinja_env.tests["odd3"] = (n: number) => n % 3 === 1;
app.jinja_env.add_extension("jinja2.ext.do");
app.jinja_env.add_extension("jinja2.ext.loopcontrols");
app.jinja_loader = new ChoiceLoader([
  new DictLoader({
    "mem.html": "mem {{ x }}",
    "child.html": "{% extends 'base.html' %}{% block b %}c{{ super() }}{% endblock %}",
  }),
  app.jinja_loader!,
]);
app.route("/mem", function mem() {
  return render_template("mem.html", { x: "<1>" }) + render_template("child.html");
});
app.route("/blocks", function blocks() {
  return render_template_string(
    "<ul>\n  {% for i in [1, 2, 3, 4] %}\n    {% if i == 2 %}{% continue %}{% endif %}\n  <li>{{ i }}</li>\n  {% if i == 3 %}{% break %}{% endif %}\n  {% endfor %}\n</ul>\n{% set l = [] %}{% do l.append(1) %}{{ l }} {{ version }} {{ add(1, 2) }} {{ 'abc'|dots }} {{ 4 is odd3 }}",
  );
});
app.route("/strict", function strict() {
  app.jinja_env.undefined = StrictUndefined;
  try {
    return render_template_string("{{ nope }}");
  } catch (e) {
    if (e instanceof UndefinedError) return e.message;
    throw e;
  } finally {
    app.jinja_env.undefined = Undefined;
  }
});
app.route("/lax", function lax() {
  return render_template_string("[{{ nope2 }}]");
});
app.route("/err/<int:i>", function err({ i }) {
  try {
    return render_template_string(
      [
        "{{ a.b.c }}",
        "{% if %}",
        "{{ x",
        "{% endfor %}",
        "{{ 1|nofilter }}",
        "{% include 'none.html' %}",
        "{{ nofunc() }}",
        "{{ 1 is notest }}",
        "{{ none.x.y }}",
      ][i]!,
    );
  } catch (e) {
    return (e as Error).message;
  }
});
app.route("/markup", function markup() {
  return new Markup("<b>hi</b>");
});
app.route("/escaped", function escaped() {
  return escaped_text("<x>");
});
app.route("/markup_tuple", function markup_tuple() {
  return [new Markup("<b>hi</b>"), 201];
});
app.route("/auto", function auto() {
  return (
    render_template_string("{% autoescape false %}{{ '<b>' }}{% endautoescape %}{{ '<b>' }}") +
    render_template("a.txt", { v: "<" }) +
    render_template("a.svg", { v: "<" }) +
    render_template("a.HTML", { v: "<" })
  );
});

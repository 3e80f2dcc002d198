import {
  Blueprint,
  before_render_template,
  Flask,
  g,
  render_template,
  render_template_string,
  session,
  template_rendered,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp", template_folder: "bp_templates" });
const child = new Blueprint("child", import.meta.url, { url_prefix: "/child" });

const name_of = (template: object) => (template as { name: string | null }).name ?? "string";
const word = (value: unknown) => (value ? "True" : "False");

before_render_template.connect((_sender, { template, context }) => {
  log.push(`before ${name_of(template)} ${word("value" in context)}`);
}, app);

template_rendered.connect((_sender, { template }) => {
  log.push(`rendered ${name_of(template)}`);
}, app);

app.context_processor(function app_processor() {
  log.push("app processor");
  return { value: "app", app_value: 1 };
});

bp.context_processor(function bp_processor() {
  log.push("bp processor");
  return { value: "bp", bp_value: 2 };
});

child.context_processor(function child_processor() {
  log.push("child processor");
  return { value: "child", child_value: 3 };
});

bp.app_context_processor(function everywhere() {
  return { everywhere: "yes" };
});

app.get("/globals", { endpoint: "globals_" }, function globals() {
  g.user = "ann";
  return render_template_string(
    "{{ request.args.q }} {{ g.user }} {{ config.SECRET_KEY }} {{ url_for('globals_', x=1) }} " +
      "{{ url_for('static', filename='s.css') }} {{ get_flashed_messages()|length }} {{ g.nothing is defined }}",
  );
});

app.get("/session", function with_session() {
  session.user = "<ann>";
  return render_template_string(
    "{{ session.user }} {{ session['user'] }} {{ session.get('x', 'none') }} {{ 'user' in session }}",
  );
});

const winner = () =>
  `${render_template("winner.html")}|${render_template("winner.html", { value: "explicit" })}`;
app.get("/winner", { endpoint: "winner" }, winner);
bp.get("/winner", { endpoint: "winner" }, winner);
child.get("/winner", { endpoint: "winner" }, winner);

bp.get("/own", function own() {
  return render_template("own.html");
});

bp.get("/shadowed", function shadowed() {
  return render_template("shadowed.html");
});

bp.register_blueprint(child);
app.register_blueprint(bp);

export function reload() {
  log.push(word(app.jinja_env.auto_reload));
  app.debug = true;
  log.push(word(app.jinja_env.auto_reload));
  app.config.TEMPLATES_AUTO_RELOAD = false;
  const fresh = new Flask("fresh");
  fresh.config.TEMPLATES_AUTO_RELOAD = true;
  log.push(word(fresh.jinja_env.auto_reload));
}

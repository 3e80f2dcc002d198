import { current_app, Flask, jsonify, render_template_string } from "miniflask";

class Base {
  static TEST_KEY = "foo";
  static DEBUG = false;
  static lower = 1;
}
class Prod extends Base {
  static SECRET_KEY = "config";
  static override TEST_KEY = "bar";
}
class Settings {
  INSTANCE_KEY = "i";
  hidden = "no";
  get DATABASE_URI() {
    return "mysql://" + this.INSTANCE_KEY;
  }
}
export const app = new Flask(import.meta.url);
app.config.from_object(Prod);
app.config.from_object(new Settings());
app.config.from_mapping({ FROM_MAPPING: 1, skip: 2 }, { FROM_KW: 2 });
app.config.from_mapping([["PAIR_KEY", "p"]]);

app.route("/")(function index() {
  const c = current_app.config;
  return jsonify({
    TEST_KEY: c["TEST_KEY"],
    SECRET: app.secret_key,
    inst: c["INSTANCE_KEY"],
    db: c["DATABASE_URI"],
    m: c["FROM_MAPPING"],
    kw: c["FROM_KW"],
    pair: c["PAIR_KEY"],
    skip: "skip" in c,
    lower: "lower" in c,
    hidden: c.get("hidden", "none"),
  });
});

app.route("/ns")(function ns() {
  app.config["FOO_OPTION_1"] = "foo option 1";
  app.config["FOO_OPTION_2"] = "foo option 2";
  app.config["BAR_STUFF_1"] = "bar stuff 1";
  app.config["BAR_STUFF_2"] = "bar stuff 2";
  return jsonify({
    a: app.config.get_namespace("FOO_"),
    b: app.config.get_namespace("BAR_", { lowercase: false }),
    c: app.config.get_namespace("FOO_", { trim_namespace: false }),
    d: app.config.get_namespace("BAR_", { lowercase: false, trim_namespace: false }),
  });
});

app.route("/dict")(function d() {
  const c = app.config;
  const out: unknown[] = [];
  out.push(c.setdefault("NEW_ONE", 5));
  out.push(c.setdefault("NEW_ONE", 6));
  out.push(c.pop("NEW_ONE"));
  out.push(c.pop("NEW_ONE", "gone"));
  c.update({ A_KEY: 1, b_key: 2 });
  out.push("b_key" in c);
  out.push(c["b_key"]);
  delete c["A_KEY"];
  out.push("A_KEY" in c);
  out.push(Object.keys(c).length > 20);
  out.push(
    Object.keys(c)
      .filter((k) => k.startsWith("SESSION_COOKIE"))
      .sort(),
  );
  out.push(
    [...c.items()]
      .filter(([k, v]) => k.startsWith("MAX_FORM") && v)
      .map(([k]) => k)
      .sort(),
  );
  return jsonify(out);
});

app.route("/tmpl")(function tmpl() {
  return render_template_string(
    "{{ config.TEST_KEY }} {{ config['SECRET_KEY'] }} {{ config.get('NOPE', 'dflt') }} {{ 'TEST_KEY' in config }} {{ config|length > 20 }} {{ config.NOPE is defined }} {% for k in config if k == 'TEST_KEY' %}{{ k }}{% endfor %} {% for k, v in config.items() if k == 'TEST_KEY' %}{{ k }}={{ v }}{% endfor %} {{ config.keys()|select('eq', 'TEST_KEY')|list }}",
  );
});

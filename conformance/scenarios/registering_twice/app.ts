import { Blueprint, Flask, g, Response, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

const note = (label: string) => {
  log.push(label);
};

function twice() {
  note("twice");
}

// biome-ignore lint/suspicious/noExplicitAny: one function for hooks of every kind
function shared(...args: any[]): any {
  note(`shared ${args.length}`);
  return args[0] instanceof Response ? args[0] : undefined;
}
// biome-ignore lint/suspicious/noExplicitAny: a view that answers nothing, which the types refuse
const view = twice as any;

const same = [
  app.before_request(twice) === twice,
  app.before_request(twice) === twice,
  bp.before_request(twice) === twice,
  bp.before_app_request(twice) === twice,
  app.after_request(shared) === shared,
  app.teardown_request(shared) === shared,
  app.teardown_appcontext(shared) === shared,
  app.url_value_preprocessor(shared) === shared,
  bp.app_url_value_preprocessor(shared) === shared,
  app.errorhandler(404)(shared) === shared,
  app.template_filter("f")(shared) === shared,
  app.endpoint("e")(twice) === twice,
  app.get("/x")(view) === twice,
];
log.push(`[${same.map((value) => (value ? "True" : "False")).join(", ")}]`);

app.register_error_handler(404, () => ["first", 404]);
app.errorhandler(404)(() => ["second", 404]);

const one = ({ n = 1 }: { n?: number }) => `${request.endpoint} ${n} ${request.method}`;
bp.route("/one", { endpoint: "one" }, one);
app.route("/three/<int:n>", { endpoint: "one", methods: ["POST", "GET"] }, one);
app.route("/two", { endpoint: "other", defaults: { n: 2 } }, one);
app.route("/one", { endpoint: "one" }, one);

app.template_filter("dup")(() => "one");
app.template_filter("dup")(() => "two");

app.jinja_env.globals.from_env = "env";
app.add_url_rule("/alone", "alone");
app.view_functions["alone"] = () => "alone";
app.add_url_rule("/replaced", "replaced", () => "old");
app.view_functions["replaced"] = () => "new";
app.add_url_rule("/no-view", "no_view");
app.register_blueprint(bp);

app.get("/filter", function filter_view() {
  return app.jinja_env.from_string("{{ 'x'|dup }} {{ from_env }}").render();
});

const list = (values: Iterable<unknown>) => `[${[...values].map((value) => `'${value}'`).join(", ")}]`;

app.get("/globals", function globals_view() {
  g.a = 1;
  g.b = [1];
  delete g.a;
  const before = `${g.get("a") ?? "None"} ${"b" in g ? "True" : "False"} ${list(g)}`;
  return `${before} [${g.pop("b")}] ${JSON.stringify(g.setdefault("c", {}))} ${list(g)}`;
});

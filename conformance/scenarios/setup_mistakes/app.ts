import { Blueprint, Flask, MethodView, View } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/", function index() {
  return "index";
});

function view() {
  return "view";
}

function other() {
  return "other";
}

class Page extends View {}

class Empty extends MethodView {}

function attempt(label: string, action: () => unknown) {
  try {
    action();
    log.push(`${label}: fine`);
  } catch {
    log.push(`${label}: refused`);
  }
}

/** What the types refuse, JavaScript lets through. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
const loose = (value: unknown) => value as any;

export function before_the_first_request() {
  const made = new Flask("made");
  const bp = new Blueprint("bp", "made");
  attempt("rule without slash", () => made.add_url_rule("x", "x", view));
  attempt("empty rule", () => made.add_url_rule("", "empty", view));
  attempt("unfinished variable", () => made.add_url_rule("/<x", "unfinished", view));
  attempt("unknown converter", () => made.add_url_rule("/<nope:x>", "unknown", view));
  attempt("variable twice", () => made.add_url_rule("/<x>/<x>", "twice", view));
  attempt("bad argument", () => made.add_url_rule("/<int(max=):x>", "bad_argument", view));
  attempt("methods as text", () => made.add_url_rule("/m", "m", view, { methods: loose("POST") }));
  attempt("get with methods", () => made.get("/g", loose({ methods: ["POST"] }))(view));
  attempt("same endpoint, same view", () => {
    made.add_url_rule("/s", "s", view);
    made.add_url_rule("/s2", "s", view);
  });
  attempt("same endpoint, other view", () => made.add_url_rule("/s3", "s", other));
  attempt("static taken", () => made.add_url_rule("/static2", "static", other));
  attempt("same rule twice", () => {
    made.add_url_rule("/r", "r1", view);
    made.add_url_rule("/r", "r2", other);
  });
  attempt("lower methods", () => made.add_url_rule("/low", "low", view, { methods: ["post", "Put"] }));
  attempt("endpoint without view", () => made.add_url_rule("/later", "later"));
  attempt("neither", () => made.add_url_rule("/neither"));
  attempt("dotted endpoint of app", () => made.add_url_rule("/dot", "a.b", view));
  attempt("dotted endpoint of blueprint", () => bp.add_url_rule("/dot", "a.b", view));
  attempt("handler for 999", () => made.register_error_handler(999, view));
  attempt("handler for 200", () => made.register_error_handler(200, view));
  attempt("handler for text", () => made.register_error_handler(loose("404"), view));
  attempt("handler for an instance", () => made.register_error_handler(loose(new Error("x")), view));
  attempt("handler for no error", () => made.register_error_handler(loose(Map), view));
  attempt("blueprint handler for 500", () => bp.register_error_handler(500, view));
  attempt("blueprint on itself", () => bp.register_blueprint(bp));
  attempt("register", () => made.register_blueprint(bp));
  attempt("register again", () => made.register_blueprint(bp));
  attempt("register again renamed", () => made.register_blueprint(bp, { name: "bp2" }));
  attempt("other of the same name", () => made.register_blueprint(new Blueprint("bp", "made")));
  attempt("name with a dot", () => made.register_blueprint(new Blueprint("x", "made"), { name: "x.y" }));
  attempt("route of a registered blueprint", () => bp.get("/late")(view));
  attempt("hook of a registered blueprint", () => bp.before_request(view));
  attempt("app hook of a registered blueprint", () => bp.before_app_request(view));
  attempt("record of a registered blueprint", () => bp.record(view));
  attempt("handler of a registered blueprint", () => bp.app_errorhandler(404)(view));
  attempt("nested in a registered blueprint", () => bp.register_blueprint(new Blueprint("n", "made")));
  attempt("view class without dispatch", () =>
    made.add_url_rule("/page", { view_func: Page.as_view("page") }),
  );
  attempt("method view without methods", () =>
    made.add_url_rule("/nothing", { view_func: Empty.as_view("nothing") }),
  );
  attempt("instance path", () => new Flask("x", { instance_path: "relative" }));
  attempt("names", () => log.push(Object.keys(made.view_functions).sort().join(" ")));
  attempt("blueprints", () => log.push(Object.keys(made.blueprints).join(" ")));
  attempt("dotted name of a blueprint", () => new Blueprint("a.b", "made"));
}

export async function after_the_first_request() {
  const made = new Flask("made");
  made.testing = true;
  const bp = new Blueprint("bp", "made");
  made.add_url_rule("/", "index", view);
  log.push((await made.test_client().get("/")).text);
  attempt("route", () => made.get("/late")(view));
  attempt("add_url_rule", () => made.add_url_rule("/late", "late", view));
  attempt("endpoint", () => made.endpoint("late")(view));
  for (const name of [
    "before_request",
    "after_request",
    "teardown_request",
    "teardown_appcontext",
    "context_processor",
    "url_value_preprocessor",
    "url_defaults",
    "shell_context_processor",
  ] as const)
    attempt(name, () => loose(made[name])(view));
  for (const name of ["template_filter", "template_test", "template_global"] as const) {
    attempt(name, () => made[name]("n")(view));
    attempt(`add_${name}`, () => made[`add_${name}`](view, "n"));
  }
  attempt("errorhandler", () => made.errorhandler(404)(view));
  attempt("register_error_handler", () => made.register_error_handler(404, view));
  attempt("register_blueprint", () => made.register_blueprint(bp));
  attempt("view_functions", () => Object.assign(made.view_functions, { index: other }));
  log.push((await made.test_client().get("/")).text);
  attempt("config", () => made.config.update({ TESTING: false }));
  attempt("command", () => made.cli.command("x")(view));
  attempt("jinja filter", () => Object.assign(made.jinja_env.filters, { n: view }));
}

export async function after_an_error() {
  const made = new Flask("made");
  made.testing = true;
  await made.test_client().get("/nothing");
  attempt("route after a 404", () => made.get("/late")(view));
  const fresh = new Flask("fresh");
  const ctx = fresh.test_request_context("/");
  await ctx.run(async () => {
    attempt("route in a context", () => fresh.get("/late")(view));
    await fresh.preprocess_request(ctx);
    attempt("route after preprocess", () =>
      fresh.get("/later", function later() {
        return "";
      }),
    );
    await fresh.full_dispatch_request(ctx);
    attempt("route after dispatch", () => fresh.get("/latest")(view));
  });
}

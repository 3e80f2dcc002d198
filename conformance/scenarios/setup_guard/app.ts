import { Blueprint, Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url);

const index = app.get("/", function index() {
  return "index";
});

function attempt(what: string, action: () => unknown) {
  try {
    action();
    log.push(`${what}: fine`);
  } catch {
    log.push(`${what}: error`);
  }
}

// What the types refuse has to be an error at run time, too.
// biome-ignore lint/suspicious/noExplicitAny: see above
const untyped = (value: unknown) => value as any;

export function at_setup() {
  attempt("second function for an endpoint", () => app.add_url_rule("/x", "index", () => "x"));
  attempt("same function again", () => app.add_url_rule("/again", "index", index));
  attempt("rule without a slash", () => app.add_url_rule("x", "x", () => "x"));
  attempt("methods as text", () => app.add_url_rule("/m", "m", () => "m", { methods: untyped("GET") }));
  attempt("methods with a shortcut", () => app.get("/n", untyped({ methods: ["POST"] })));
  attempt("register", () => app.register_blueprint(bp));
  attempt("register again", () => app.register_blueprint(bp));
  attempt("register under another name", () => app.register_blueprint(bp, { name: "other" }));
  attempt("other blueprint of that name", () => app.register_blueprint(new Blueprint("bp", import.meta.url)));
  attempt("blueprint with a dot", () => new Blueprint("a.b", import.meta.url));
  attempt("blueprint without a name", () => new Blueprint("", import.meta.url));
  attempt("route on a registered blueprint", () => bp.add_url_rule("/late", "late", () => "late"));
  attempt("hook on a registered blueprint", () => bp.before_request(() => {}));
  attempt("code without a class", () => app.register_error_handler(999, () => "e"));
  attempt("handler for an instance", () => app.register_error_handler(untyped(new Error("x")), () => "e"));
  attempt("blueprint in itself", () => {
    const own = new Blueprint("self", import.meta.url);
    own.register_blueprint(own);
  });
}

export function after_first_request() {
  attempt("route", () => app.add_url_rule("/late", "late", () => "late"));
  attempt("before_request", () => app.before_request(() => {}));
  attempt("after_request", () => app.after_request((response) => response));
  attempt("teardown_appcontext", () => app.teardown_appcontext(() => {}));
  attempt("context_processor", () => app.context_processor(() => ({})));
  attempt("errorhandler", () => app.register_error_handler(404, () => "e"));
  attempt("template_filter", () => app.add_template_filter(String, "f"));
  attempt("register_blueprint", () => app.register_blueprint(new Blueprint("late", import.meta.url)));
  attempt("shell_context_processor", () => app.shell_context_processor(() => ({})));
}

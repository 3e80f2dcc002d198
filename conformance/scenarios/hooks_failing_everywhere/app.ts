import { abort, Blueprint, Flask, render_template_string, request } from "miniflask";
import type { InternalServerError } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.logger.level = "silent";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
const inner = new Blueprint("inner", import.meta.url, { url_prefix: "/inner" });

class Stop extends Error {}

const where = (name: string) => request.args.get("fail") === name;

function point(name: string): string | undefined {
  log.push(name);
  if (where(name)) throw new Stop(name);
  if (request.args.get("abort") === name) abort(418);
  return request.args.get("answer") === name ? `answer of ${name}` : undefined;
}

const text = (error: unknown) => (error instanceof Error ? error.message : "None");

app.url_value_preprocessor(() => {
  point("app values");
});
bp.url_value_preprocessor(() => {
  point("bp values");
});
app.before_request(() => point("app before"));
bp.before_request(() => point("bp before"));
inner.before_request(() => point("inner before"));
bp.before_app_request(() => point("everywhere before"));

const tagged = (name: string, tag: string) => (response: import("miniflask").Response) => {
  point(name);
  response.headers.add("X-After", tag);
  return response;
};
app.after_request(tagged("app after", "app"));
bp.after_request(tagged("bp after", "bp"));
inner.after_request(tagged("inner after", "inner"));
inner.after_app_request(tagged("everywhere after", "everywhere"));

app.teardown_request((error) => {
  log.push(`app teardown ${text(error)}`);
});
bp.teardown_request((error) => {
  log.push(`bp teardown ${text(error)}`);
});
inner.teardown_app_request((error) => {
  log.push(`inner app teardown ${text(error)}`);
});

app.context_processor(() => {
  point("app context");
  return { a: "app", b: "app", c: "app" };
});
bp.context_processor(() => {
  point("bp context");
  return { b: "bp", c: "bp" };
});
inner.app_context_processor(() => ({ a: "inner app", d: "inner app" }));

bp.url_defaults(() => {
  point("bp defaults");
});

bp.errorhandler(Stop)((error) => {
  log.push(`bp handles ${error.message}`);
  if (where("bp after") || where("everywhere after")) return ["handled late", 500];
  return [`bp handled ${error.message}`, 400];
});

app.errorhandler(418)(() => {
  log.push("teapot");
  return ["teapot", 418];
});

app.errorhandler(500)((error) => {
  const { original_exception } = error as InternalServerError;
  log.push(`500 ${text(original_exception)}`);
  return [`broken ${text(original_exception)}`, 500];
});

function page() {
  point("view");
  return render_template_string("{{ a }} {{ b }} {{ c }} {{ d }} {{ url_for('bp.page') }}", { c: "view" });
}

for (const owner of [app, bp, inner]) owner.add_url_rule("/page", "page", page);
bp.register_blueprint(inner);
app.register_blueprint(bp);

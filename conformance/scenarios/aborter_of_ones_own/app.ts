import { abort, Flask, type RequestContext, type Response, render_template_string } from "miniflask";
import { Aborter, Conflict } from "miniflask/exceptions";

export const log: string[] = [];

class Closed extends Conflict {
  override code = 499;
  override description = "The client went away.";
}
class MyAborter extends Aborter {}

class SuppressedFlask extends Flask {
  override log_exception(_ctx: RequestContext, exc: unknown) {
    log.push(`suppressed ${(exc as Error).message.slice(0, 12).toLowerCase()}`);
  }
  override handle_user_exception(ctx: RequestContext, e: Error) {
    log.push(`user exception ${e.message.slice(0, 12).toLowerCase()}`);
    return super.handle_user_exception(ctx, e);
  }
  override make_response(rv: unknown) {
    log.push("make_response");
    if (typeof rv === "number") return super.make_response(String(rv));
    return super.make_response(rv);
  }
  override make_default_options_response(ctx: RequestContext) {
    const r = super.make_default_options_response(ctx);
    r.headers["X-Mine"] = "1";
    return r;
  }
  override inject_url_defaults(endpoint: string, values: Record<string, unknown>) {
    log.push(`inject ${endpoint}`);
    super.inject_url_defaults(endpoint, values);
  }
  override async process_response(ctx: RequestContext, response: Response) {
    log.push("process");
    response = await super.process_response(ctx, response);
    response.headers["Server"] = "mine";
    return response;
  }
  override select_jinja_autoescape() {
    return false;
  }
  override make_aborter() {
    return new MyAborter({ extra: { 499: Closed } });
  }
}

export const app = new SuppressedFlask(import.meta.url);

app.route("/")(function index() {
  throw new Error("test");
});
app.route("/int")(function number() {
  return 42 as never;
});
app.route("/abort/<int:code>")(function ab({ code }) {
  abort(code);
});
app.route("/redirect")(function red() {
  return app.redirect("/ü");
});
app.route("/url")(function url() {
  return app.url_for("ab", { code: 3 });
});
app.route("/page")(function page() {
  return render_template_string("{{ '<b>' }}");
});

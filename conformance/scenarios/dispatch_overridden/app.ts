import { Flask, jsonify, make_response, Response, request } from "miniflask";
export const log: string[] = [];
class MyResponse extends Response {
  static override readonly default_mimetype = "text/plain";
}
class MyFlask extends Flask {
  override response_class = MyResponse;
  override log_exception(_ctx: never, error: unknown) {
    log.push(`log_exception ${(error as Error).message}`);
  }
  override make_default_options_response(ctx: never) {
    const rv = super.make_default_options_response(ctx);
    rv.headers["X-Options"] = "mine";
    return rv;
  }
  override dispatch_request(ctx: never) {
    log.push(`dispatch ${request.path}`);
    return super.dispatch_request(ctx);
  }
  override handle_http_exception(ctx: never, error: never) {
    log.push(`http ${(error as { code: number }).code}`);
    return super.handle_http_exception(ctx, error);
  }
  override process_response(ctx: never, response: never) {
    log.push(`process ${(response as Response).status_code}`);
    return super.process_response(ctx, response);
  }
}
export const app = new MyFlask(import.meta.url);
app.route("/", function index() {
  return "plain";
});
app.route("/boom", function boom() {
  throw new Error("boom");
});
app.route("/json", function js() {
  return jsonify({ a: 1, b: [true, null] });
});
app.route("/made", function made() {
  return make_response("made", 202, [
    ["X-A", "1"],
    ["X-A", "2"],
  ]);
});
app.route("/type", function type_() {
  return make_response("x").constructor.name;
});

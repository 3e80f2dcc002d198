import { abort, Blueprint, Flask, make_response, Response, request } from "miniflask";
import { WWWAuthenticate } from "miniflask/datastructures";
import {
  Forbidden,
  HTTPException,
  InternalServerError,
  MethodNotAllowed,
  NotFound,
  RequestedRangeNotSatisfiable,
  TooManyRequests,
  Unauthorized,
} from "miniflask/exceptions";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
const child = new Blueprint("child", import.meta.url, { url_prefix: "/child" });
class AppError extends Error {}
class SubError extends AppError {}
class Custom extends NotFound {
  override description = "custom nf";
}
class Teapot extends HTTPException {
  override code = 418;
  override description = "short & stout <b>";
}
app.errorhandler(AppError)(function app_error(e) {
  return [`app_error ${e.message}`, 500];
});
bp.errorhandler(AppError)(function bp_error(e) {
  return `bp_error ${e.message}`;
});
child.errorhandler(SubError)(function child_sub(e) {
  return [`child_sub ${e.message}`, 501];
});
app.errorhandler(404)(function nf(e) {
  return [`404 ${e.constructor.name} ${e.description}`, 404];
});
bp.errorhandler(HTTPException)(function bp_http(e) {
  return [`bp_http ${e.code} ${e.name}`, e.code!];
});
app.errorhandler(Forbidden)(function forb(e) {
  return [{ code: e.code, name: e.name, desc: e.description }, 403];
});
app.errorhandler(InternalServerError)(function ise(e) {
  log.push(e.original_exception ? "True" : "False");
  return [`500 ${(e.original_exception as Error | undefined)?.message ?? "None"}`, 500];
});
function routes(on: Flask | Blueprint) {
  on.route(
    "/raise/<any(app, sub, key, custom, tea, forb, resp):what>",
    function raise_({ what }: { what: string }): string {
      throw (
        {
          app: new AppError("a"),
          sub: new SubError("s"),
          key: new Error("k"),
          custom: new Custom(),
          tea: new Teapot(),
          forb: new Forbidden("no"),
          resp: new HTTPException({ response: new Response("own", { status: 409 }) }),
        } as Record<string, Error>
      )[what]!;
    },
  );
  on.route("/abort/<int:code>", function abort_({ code }: { code: number }) {
    return abort(code);
  });
  on.route("/abortd/<int:code>", function abortd({ code }: { code: number }) {
    return abort(code, { description: "why <b>\nline" });
  });
}
routes(app);
routes(bp);
routes(child);
bp.register_blueprint(child);
app.register_blueprint(bp);
app.route("/abort_resp", function abort_resp() {
  return abort(make_response("from response", 410, { "X-A": "1" }));
});
app.route("/handler_fails", function hf() {
  return abort(402);
});
app.route("/retry", function retry(): string {
  throw new TooManyRequests({ retry_after: 30 });
});
app.route("/unauth", function unauth(): string {
  throw new Unauthorized({ www_authenticate: new WWWAuthenticate("basic", { realm: "x" }) });
});
app.route("/range", function range_(): string {
  throw new RequestedRangeNotSatisfiable({ length: 50 });
});
app.route("/mna", function mna(): string {
  throw new MethodNotAllowed({ valid_methods: ["GET", "PUT"] });
});
app.route("/key", function key() {
  return request.args["k"]!;
});
export function setup(app: Flask) {
  for (const [x, name] of [
    [799, "ValueError"],
    [new Forbidden("x"), "TypeError"],
    [String, "ValueError"],
    ["404", "TypeError"],
  ] as const) {
    try {
      app.register_error_handler(x as never, () => "");
    } catch (e) {
      log.push(e instanceof Error ? name : "?");
    }
  }
}

import {
  abort,
  Blueprint,
  Flask,
  g,
  HTTPException,
  json,
  jsonify,
  make_response,
  redirect,
  request,
  session,
} from "miniflask";
import { WWWAuthenticate } from "miniflask/datastructures";
import { InternalServerError, UnprocessableEntity } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "errors";
const api = new Blueprint("api", import.meta.url, { url_prefix: "/api" });

class ZeroDivisionError extends Error {}

function problem(error: HTTPException) {
  const response = error.get_response();
  const body = { status: error.code, title: error.name, detail: error.description, path: request.path };
  response.data = json.dumps(body, { indent: 1 });
  response.content_type = "application/problem+json";
  return response;
}

api.register_error_handler(HTTPException, problem);

function by_path(error: HTTPException) {
  if (request.path.startsWith("/api/")) return problem(error);
  return error;
}
app.errorhandler(404, by_path);
app.errorhandler(405, by_path);

app.errorhandler(InternalServerError, function broken(error) {
  const original = error.original_exception as Error;
  log.push(`500 ${original.constructor.name} ${error}`);
  return make_response(jsonify({ error: original.message }), error.code ?? 500);
});

app.before_request(function start() {
  g.steps = ["start"];
});

app.after_request(function end(response) {
  g.steps.push(response.status);
  response.headers["X-Steps"] = g.steps.join("; ");
  return response;
});

api.get("/item/<int:n>", function item({ n }) {
  g.steps.push("view");
  session.seen = n;
  if (n === 0) abort(404, "no <item>");
  if (n === 1) abort(make_response("made", 410, { "X-Made": "yes" }));
  if (n === 2) abort(redirect("/elsewhere", 307));
  if (n === 3)
    abort(401, {
      www_authenticate: [
        new WWWAuthenticate("basic", { realm: "a" }),
        new WWWAuthenticate("digest", { nonce: "n", realm: "b" }),
      ],
    });
  if (n === 4) abort(503, { retry_after: new Date("2026-05-04T03:02:01Z") });
  if (n === 5) throw new UnprocessableEntity({ description: null });
  if (n === 6) throw new ZeroDivisionError("six");
  if (n === 7) return { seven: [7, 7.5, null] };
  if (n === 8) abort(413);
  if (n === 9) throw new HTTPException("no code", make_response("its own", 203));
  if (n === 10) throw new HTTPException("no code");
  return null as unknown as string;
});

app.register_blueprint(api);

import { Flask, HTTPException, jsonify, make_response, render_template_string, request } from "miniflask";
import {
  InternalServerError,
  NotAcceptable,
  PreconditionFailed,
  UnsupportedMediaType,
} from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

function wants_json() {
  const { accept_mimetypes } = request;
  const best = accept_mimetypes.best_match(["application/json", "text/html"]);
  return (
    best === "application/json" && accept_mimetypes.quality(best) > accept_mimetypes.quality("text/html")
  );
}

function negotiate(error: HTTPException) {
  const best = request.accept_mimetypes.best_match(["application/json", "text/html"]);
  log.push(`${best ?? "None"} ${wants_json() ? "True" : "False"}`);
  if (wants_json()) return [jsonify({ code: error.code, error: error.name }), error.code!] as const;
  const page = render_template_string("<h1>{{ e.code }} {{ e.name }}</h1>{{ e.description|safe }}", {
    e: error,
  });
  return [page, error.code!, { "X-Error": error.name }] as const;
}

app.errorhandler(HTTPException, negotiate);

app.errorhandler(Error, (error) =>
  negotiate(error instanceof HTTPException ? error : new InternalServerError({ original_exception: error })),
);

app.get("/", function index() {
  const best = request.accept_mimetypes.best_match(["text/html", "application/json", "text/plain"]);
  if (!best) throw new NotAcceptable();
  const response = make_response(best);
  response.vary.add("Accept");
  return response;
});

app.put("/doc", function put_doc() {
  if (!request.is_json) throw new UnsupportedMediaType("json only");
  if (!request.if_match.contains("abc") && !request.if_match.star_tag) throw new PreconditionFailed();
  return ["", 204];
});

app.get("/doc", function get_doc() {
  const response = make_response({ a: 1 });
  response.set_etag("abc");
  response.cache_control.max_age = 5;
  response.cache_control.private = true;
  return response.make_conditional(request);
});

app.get("/lang", function lang() {
  const { accept_languages } = request;
  const values = [...accept_languages.values()].map((value) => `'${value}'`).join(", ");
  return `${accept_languages.best_match(["de", "en-GB", "fr"]) ?? "None"} ${accept_languages.best ?? "None"} [${values}]`;
});

app.get("/zero", function zero() {
  throw new RangeError("division by zero");
});

import { abort, after_this_request, Blueprint, Flask, jsonify, request, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
app.logger.level = "silent";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

const mark = (name: string) => {
  after_this_request((response) => {
    log.push(`after ${name} ${response.status_code}`);
    response.headers.add("X-Mark", name);
    return response;
  });
};

app.url_value_preprocessor(() => mark("values"));

app.before_request(() => {
  mark("before");
  return request.args.get("early") ? ["early", 203] : undefined;
});

app.after_request((response) => {
  log.push("after_request");
  mark("too late");
  if (request.args.get("swap"))
    return app.make_response([`swapped ${response.get_data({ as_text: true })}`, 201]);
  return response;
});

app.get("/", function index() {
  mark("view");
  return "index";
});

bp.get("/fail", function fail() {
  mark("failing view");
  throw new Error("failed");
});

bp.get("/abort", function stop() {
  mark("aborting view");
  return abort(409);
});

app.errorhandler(409)(() => {
  mark("handler");
  return ["conflict", 409];
});

app.errorhandler(500)(() => {
  mark("500");
  session.broken = true;
  return ["broken", 500];
});

app.get("/replaces", function replaces() {
  after_this_request((response) => jsonify({ replaced: response.get_data({ as_text: true }) }));
  after_this_request((response) => {
    response.headers["X-Saw"] = response.mimetype ?? "";
    return response;
  });
  return "original";
});

app.get("/raises", function raises() {
  after_this_request(() => {
    throw new Error("in after_this_request");
  });
  return "fine so far";
});

app.get("/cookie", function cookie() {
  after_this_request((response) => {
    response.set_cookie("seen", "yes", { max_age: 60 });
    session.from_after = 1;
    return response;
  });
  return "cookie";
});

app.register_blueprint(bp);

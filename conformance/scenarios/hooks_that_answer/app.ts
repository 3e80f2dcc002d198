import {
  after_this_request,
  Blueprint,
  Flask,
  g,
  jsonify,
  make_response,
  Response,
  redirect,
  request,
  session,
} from "miniflask";
import { Unauthorized } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "hooks that answer";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

app.before_request(function first() {
  log.push("first");
  switch (request.args.get("first")) {
    case "text":
      return "early";
    case "empty":
      return "";
    case "dict":
      return [{ early: true }, 418] as const;
    case "response":
      return new Response("early response", 299, { "X-Early": "1" });
    case "redirect":
      return redirect("/elsewhere");
    case "generator":
      return ["a", "b"].values();
    case "error":
      return new Unauthorized("returned") as unknown as Response;
    case "raise":
      throw new Unauthorized("raised");
    default:
      return undefined;
  }
});

app.before_request(function second() {
  log.push("second");
  g.second = true;
});

bp.before_request(function of_bp() {
  log.push("of_bp");
  return request.args.get("bp") ? jsonify({ early: "bp" }) : undefined;
});

app.after_request(function replace(response) {
  log.push(`replace ${response.status_code} ${g.get("second") ? "True" : "None"}`);
  const kind = request.args.get("after");
  if (kind === "new") return make_response("replaced", 202, { "X-Old": String(response.status_code) });
  if (kind === "data") {
    response.set_data(response.get_data({ as_text: true }).toUpperCase());
    response.headers.add("X-Multi", "1");
    response.headers.add("X-Multi", "2");
  }
  if (kind === "status") response.status = "499 Own Reason";
  if (kind === "cookie") {
    session.after = true;
    response.set_cookie("c", "v");
    response.delete_cookie("d");
  }
  return response;
});

bp.after_request(function of_bp_after(response) {
  log.push("of_bp_after");
  response.headers["X-Bp"] = "yes";
  after_this_request((late) => {
    log.push("never");
    return late;
  });
  return response;
});

function index() {
  after_this_request((response) => {
    log.push("mark");
    response.headers["X-Mark"] = "1";
    return response;
  });
  after_this_request((response) => {
    log.push("mark again");
    response.headers["X-Mark"] += "2";
    return response;
  });
  return "index";
}
app.get("/", index);
bp.get("/", index);

app.errorhandler(401, (error) => [`401 ${error.description}`, 401, { "WWW-Authenticate": "Own" }]);

app.register_blueprint(bp);

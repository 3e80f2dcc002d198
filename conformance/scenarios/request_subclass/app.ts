import { Flask, jsonify, Request, Response, request } from "miniflask";
import { UnprocessableEntity } from "miniflask/exceptions";

export const log: string[] = [];

class OwnRequest extends Request {
  get user() {
    return this.headers.get("X-User", "nobody");
  }

  override on_json_loading_failed(error: unknown): never {
    log.push(`json failed ${error === null ? "False" : "True"}`);
    throw new UnprocessableEntity("broken JSON");
  }
}

class OwnResponse extends Response {
  static override readonly default_status = 203;
  static override readonly default_mimetype = "text/plain";

  override set_cookie(key: string, value = "", options: { samesite?: "Lax" } = {}) {
    super.set_cookie(key, value, { samesite: "Strict", ...options });
  }
}

export const app = new Flask(import.meta.url);
app.request_class = OwnRequest;
app.response_class = OwnResponse;

app.post("/json", function json() {
  return jsonify(request.get_json());
});

app.get("/user", function user() {
  return (request as OwnRequest).user;
});

app.get("/response", function response() {
  const made = app.make_response("made");
  made.set_cookie("a", "1");
  made.set_cookie("b", "2", { samesite: "Lax" });
  return made;
});

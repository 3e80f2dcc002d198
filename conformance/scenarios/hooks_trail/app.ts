import { abort, after_this_request, Blueprint, Flask, g, request, session } from "miniflask";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k1";
const outer = new Blueprint("outer", import.meta.url, { url_prefix: "/outer" });
const inner = new Blueprint("inner", import.meta.url, { url_prefix: "/inner" });
const list = (names: readonly string[]) => `[${names.map((n) => `'${n}'`).join(", ")}]`;

function hooks(on: Flask | Blueprint, name: string) {
  on.before_request(function before() {
    log.push(`before ${name} ${request.endpoint ?? "None"} ${list(request.blueprints)}`);
  });
  on.after_request(function after(response) {
    log.push(`after ${name} ${response.status}`);
    response.headers.add("X-Trail", name);
    return response;
  });
  on.teardown_request(function teardown(exc) {
    log.push(
      `teardown ${name} ${exc ? ((exc as Error).message === "bad luck" ? "RuntimeError" : (exc as Error).name) : "None"}`,
    );
  });
}

hooks(app, "app");
hooks(outer, "outer");
hooks(inner, "inner");

app.before_request(function early() {
  if ("stop" in request.args) return "";
  if (request.args.get("session")) session.from_before = true;
  return undefined;
});

app.teardown_appcontext(function done(exc) {
  log.push(`appcontext ${exc ? "False" : "True"}`);
});

inner.route("/<int:n>", function show({ n }) {
  after_this_request((response) => {
    log.push("this 1");
    response.headers["X-This"] = "1";
    return response;
  });
  after_this_request((response) => {
    log.push("this 2");
    return response;
  });
  if (n === 0) return abort(418);
  if (n === 13) throw new Error("bad luck");
  g.n = n;
  return `${n} ${g.get("n")} ${g.get("missing", "none")}`;
});

app.after_request(function late(response) {
  session.seen = session.get("seen", 0) + 1;
  return response;
});

outer.register_blueprint(inner);
app.register_blueprint(outer);

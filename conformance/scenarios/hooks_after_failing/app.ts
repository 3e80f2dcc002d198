import { Flask, g, request, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.after_request(function outer(response) {
  log.push(`outer ${response.status_code}`);
  return response;
});

app.after_request(function failing(response) {
  log.push(`failing ${response.status_code}`);
  if (request.path === "/once" && !("failed" in g)) {
    g.failed = true;
    throw new Error("after failed");
  }
  if (request.path === "/always") throw new Error("after failed");
  if (request.path === "/none" && response.status_code === 200)
    return undefined as unknown as typeof response;
  return response;
});

app.errorhandler(500)((error) => {
  log.push(`handler ${error.code}`);
  if (request.path === "/fail") throw new Error("handler failed");
  return ["sorry", 500];
});

app.teardown_request((error) => {
  log.push(`teardown ${error === null ? "none" : "error"}`);
});

function index() {
  session.seen = true;
  return "view";
}
app.get("/once", index);
app.get("/always", { endpoint: "always" }, index);
app.get("/none", { endpoint: "none" }, index);

app.get("/fail", function fail() {
  throw new Error("view failed");
});

export function setup() {
  app.config.PROPAGATE_EXCEPTIONS = false;
}

import { abort, Flask, request, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.after_request((response) => {
  if (request.path === "/after") session.after = 1;
  return response;
});

app.teardown_request(() => {
  if (request.path === "/teardown") session.late = 1;
});

const index = () => "ok";
app.get("/after", { endpoint: "index" }, index);
app.get("/teardown", { endpoint: "teardown" }, index);

app.get("/fail", function fail() {
  session.before_failure = 1;
  throw new Error("broken");
});

app.get("/abort", function stop() {
  session.before_abort = 1;
  return abort(401);
});

app.get("/show", function show() {
  return Object.keys(session).join(",");
});

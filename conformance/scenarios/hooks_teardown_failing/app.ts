import { Flask, request } from "miniflask";

class LookupError extends Error {}

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.testing = true;

const text = (error: unknown) => (error instanceof Error ? error.message : "none");

app.teardown_appcontext((error) => {
  log.push(`teardown_appcontext ${text(error)}`);
});

app.teardown_request((error) => {
  log.push(`teardown last ${text(error)}`);
});

app.teardown_request(() => {
  if (request.path === "/fail-in-teardown") throw new Error("teardown failed");
});

app.errorhandler(LookupError, () => ["handled", 500]);

const ok = () => "ok";
app.get("/ok", { endpoint: "ok" }, ok);
app.get("/fail-in-teardown", { endpoint: "other" }, ok);

app.get("/fail", function fail() {
  throw new Error("view failed");
});

app.get("/handled", function lookup() {
  throw new LookupError("not found");
});

import { abort, Flask, got_request_exception, HTTPException, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

got_request_exception.connect((_sender, { exception }) => {
  const name = exception instanceof HTTPException ? exception.constructor.name : "Runtime";
  log.push(`signal ${name.replace("Error", "")}`);
}, app);

app.teardown_request((error) => {
  log.push(`teardown ${error === null ? "none" : "error"}`);
});

app.get("/fail", function fail() {
  throw new Error("broken");
});

app.get("/key", function key() {
  return request.args["missing"]!;
});

app.get("/abort", function stop() {
  return abort(403);
});

app.get("/bad", function bad() {
  return abort(400);
});

export function testing() {
  app.testing = true;
}

export function not_propagated() {
  app.config.PROPAGATE_EXCEPTIONS = false;
}

export function trap_http() {
  app.config.PROPAGATE_EXCEPTIONS = true;
  app.config.TRAP_HTTP_EXCEPTIONS = true;
}

export function trap_bad_requests() {
  app.config.TRAP_HTTP_EXCEPTIONS = false;
  app.config.TRAP_BAD_REQUEST_ERRORS = true;
}

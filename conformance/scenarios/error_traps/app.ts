import { abort, Flask, request } from "miniflask";
import { BadRequest } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.logger.level = "silent";

class ZeroDivisionError extends Error {}

app.teardown_request((error) => {
  log.push(`teardown ${error instanceof Error ? error.constructor.name : "None"}`);
});

app.post("/key", function key() {
  return request.form["missing"] as string;
});

app.get("/abort/<int:code>", function stop({ code }) {
  return abort(code);
});

app.get("/fail", function fail() {
  throw new ZeroDivisionError("by zero");
});

app.errorhandler(ZeroDivisionError)((error) => {
  if (app.config["SKIP"]) throw error;
  return [`handled ${error.message}`, 500];
});

app.errorhandler(BadRequest)((error) => {
  log.push("bad request handler");
  return [`bad ${error.description}`, 400];
});

const setter = (values: Record<string, unknown>) => () => {
  app.config.update({
    TRAP_HTTP_EXCEPTIONS: false,
    TRAP_BAD_REQUEST_ERRORS: null,
    PROPAGATE_EXCEPTIONS: null,
    DEBUG: false,
    TESTING: false,
    SKIP: false,
    ...values,
  });
};

export const trap_all = setter({ TRAP_HTTP_EXCEPTIONS: true });
export const trap_all_propagate = setter({ TRAP_HTTP_EXCEPTIONS: true, PROPAGATE_EXCEPTIONS: true });
export const trap_bad = setter({ TRAP_BAD_REQUEST_ERRORS: true });
export const debug = setter({ DEBUG: true });
export const debug_no_trap = setter({ DEBUG: true, TRAP_BAD_REQUEST_ERRORS: false });
export const testing = setter({ TESTING: true, SKIP: true });
export const testing_no_propagate = setter({ TESTING: true, PROPAGATE_EXCEPTIONS: false, SKIP: true });
export const propagate = setter({ PROPAGATE_EXCEPTIONS: true, SKIP: true });
export const plain = setter({});

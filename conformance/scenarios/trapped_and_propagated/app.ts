import { abort, Blueprint, Flask, HTTPException, request } from "miniflask";
import { Forbidden, type InternalServerError } from "miniflask/exceptions";

export const log: string[] = [];
class ValueError extends Error {}

function make_app() {
  const app = new Flask(import.meta.url);
  const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
  const key = () => request.args["k"]!;
  app.get("/key", { endpoint: "key" }, key);
  bp.get("/key", { endpoint: "key" }, key);
  app.get("/bad", function bad() {
    return abort(400, "bad");
  });
  app.get("/forbidden", function forbidden() {
    return abort(403);
  });
  app.get("/plain", function plain() {
    throw new ValueError("plain");
  });
  bp.errorhandler(400, (error) => [`bp ${error.constructor.name}`, 400]);
  app.errorhandler(Forbidden, () => ["handled 403", 403]);
  app.errorhandler(500, (error) => {
    const { original_exception } = error as InternalServerError;
    return [`500 ${original_exception instanceof Error ? original_exception.message : "None"}`, 500];
  });
  app.teardown_request((error) => {
    log.push(`teardown ${error ? (error as object).constructor.name : "None"}`);
  });
  app.register_blueprint(bp);
  return app;
}

async function ask(config: Record<string, boolean> = {}) {
  const app = make_app();
  app.config.update(config);
  const client = app.test_client();
  const items = Object.entries(config).sort();
  log.push(`[${items.map(([name, value]) => `('${name}', ${value ? "True" : "False"})`).join(", ")}]`);
  for (const path of ["/key", "/bp/key", "/bad", "/forbidden", "/plain", "/nothing"]) {
    try {
      const { status_code, text } = await client.get(path);
      const start = text.slice(0, 12).replaceAll("\n", "\\n");
      log.push(`${path} ${status_code} ${text.includes("KeyError") ? "True" : "False"} '${start}'`);
    } catch (error) {
      if (error instanceof HTTPException) log.push(`${path} raised ${error.constructor.name} ${error.code}`);
      else if (error instanceof ValueError) log.push(`${path} raised ValueError ${error.message}`);
      else throw error;
    }
  }
}

export async function all_of_them() {
  await ask();
  await ask({ TESTING: true });
  await ask({ DEBUG: true });
  await ask({ DEBUG: true, TRAP_BAD_REQUEST_ERRORS: false });
  await ask({ TRAP_BAD_REQUEST_ERRORS: true });
  await ask({ TRAP_HTTP_EXCEPTIONS: true });
  await ask({ TRAP_HTTP_EXCEPTIONS: true, PROPAGATE_EXCEPTIONS: true });
  await ask({ TESTING: true, PROPAGATE_EXCEPTIONS: false });
  await ask({ DEBUG: true, TRAP_HTTP_EXCEPTIONS: true, PROPAGATE_EXCEPTIONS: false });
}

export const app = make_app();

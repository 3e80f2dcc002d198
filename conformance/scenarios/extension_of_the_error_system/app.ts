import {
  abort,
  Blueprint,
  current_app,
  Flask,
  got_request_exception,
  HTTPException,
  request,
  request_finished,
} from "miniflask";
import { InternalServerError } from "miniflask/exceptions";

export const log: string[] = [];

class PermissionError extends Error {}
class ValueError extends Error {}

class Problems {
  readonly counts = new Map<number, number>();

  init_app(app: Flask) {
    app.config.setdefault("PROBLEMS_PREFIX", "urn:problem:");
    app.extensions["problems"] = this;
    app.register_error_handler(HTTPException, (error) => this.http(error));
    app.register_error_handler(Error, (error) => this.unexpected(error));
    got_request_exception.connect((_sender, { exception }) => {
      log.push(`reported ${(exception as Error).message} ${request.path}`);
    }, app);
    request_finished.connect((_sender, { response }) => {
      this.counts.set(response.status_code, (this.counts.get(response.status_code) ?? 0) + 1);
    }, app);
  }

  http(error: HTTPException) {
    const type = current_app.config["PROBLEMS_PREFIX"] + error.name.toLowerCase().replaceAll(" ", "-");
    const body: Record<string, unknown> = { type, status: error.code };
    if (error.description !== (error.constructor as typeof HTTPException).description)
      body["detail"] = error.description;
    const response = error.get_response();
    response.set_data(current_app.json.dumps(body));
    response.mimetype = "application/problem+json";
    return response;
  }

  unexpected(error: Error) {
    log.push(`unexpected ${error.constructor.name} ${error.message}`);
    if (error instanceof PermissionError) return this.http(new InternalServerError("no permission"));
    throw error;
  }
}

const problems = new Problems();
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

bp.errorhandler(404, () => ["the blueprint's own", 404]);

bp.get("/missing", function missing() {
  return abort(404);
});

export function create_app() {
  const app = new Flask(import.meta.url);
  problems.init_app(app);
  app.register_blueprint(bp);

  app.get("/fail/<kind>", function fail({ kind }) {
    throw kind === "permission" ? new PermissionError(`${kind} failed`) : new ValueError(`${kind} failed`);
  });

  app.get("/stop/<int:code>", function stop({ code }) {
    return abort(app.aborter.mapping.has(code) ? code : 404, { description: request.args.get("why") });
  });

  app.get("/counts", function counts() {
    return Object.fromEntries(problems.counts);
  });

  return app;
}

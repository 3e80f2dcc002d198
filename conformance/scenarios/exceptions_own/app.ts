import { abort, Flask, HTTPException, jsonify, Response, request } from "miniflask";
import {
  BadRequest,
  InternalServerError,
  MethodNotAllowed,
  NotFound,
  TooManyRequests,
} from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Short extends HTTPException {
  static override readonly code = 418;
  override get_description() {
    return "<p>own description</p>";
  }
}

class JsonError extends BadRequest {
  override get_body() {
    return '{"error": "json"}';
  }
  override get_headers(): [string, string][] {
    return [
      ["Content-Type", "application/json"],
      ["X-Error", "1"],
    ];
  }
}

class Quota extends TooManyRequests {
  static override readonly description = "slow down";
}

class NoCode extends HTTPException {
  override get_response() {
    return new Response("no code at all", 209);
  }
}

class LookupError extends Error {}

app.get("/teapot", function teapot() {
  throw new Short();
});

app.get("/json", function json() {
  throw new JsonError();
});

app.get("/quota", function quota() {
  throw new Quota({ retry_after: 5 });
});

app.get("/handled", function handled() {
  throw new LookupError("x");
});

app.get("/nested", function nested() {
  try {
    return abort(404);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return abort(400, `was ${error.code}`);
  }
});

app.get("/response", function response() {
  return abort(new Response("given", 402, { "X-Given": "yes" }));
});

app.get("/no-code", function no_code() {
  throw new NoCode();
});

app.get("/described", function described() {
  const error = new BadRequest("first");
  error.description = "changed";
  throw error;
});

app.get("/chained", function chained() {
  throw new Error("outer", { cause: "'inner'" });
});

app.errorhandler(LookupError, () => {
  throw new Quota("from a handler");
});

app.errorhandler(MethodNotAllowed, (error) => {
  const response = error.get_response();
  response.data = `allowed: ${[...(error.valid_methods ?? [])].sort().join(", ")}`;
  return response;
});

app.errorhandler(404)((error) => {
  const response = jsonify({ error: error.name, path: request.path });
  response.status_code = error.code ?? 0;
  return response;
});

app.errorhandler(InternalServerError, (error) => {
  const original = error.original_exception as Error;
  return [`${error.code} ${original.message} ${original.cause ?? "None"}`, 500];
});

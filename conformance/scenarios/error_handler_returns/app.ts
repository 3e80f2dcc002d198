import {
  abort,
  Flask,
  HTTPException,
  jsonify,
  make_response,
  Response,
  redirect,
  request,
  session,
  url_for,
} from "miniflask";
import {
  BadRequest,
  Conflict,
  Gone,
  ImATeapot,
  InternalServerError,
  type MethodNotAllowed,
  NotFound,
  TooManyRequests,
  Unauthorized,
} from "miniflask/exceptions";
import { BuildError } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
app.logger.level = "silent";

class Api extends Error {
  readonly status: number;
  readonly extra: object;
  constructor(message: string, status = 400, extra: object = {}) {
    super(message);
    this.status = status;
    this.extra = extra;
  }
}

class OwnPage extends Conflict {
  override get_body() {
    return `<b>${this.description}</b>`;
  }
  override get_headers(): [string, string][] {
    return [
      ["Content-Type", "text/x-own"],
      ["X-Own", "1"],
    ];
  }
}

app.errorhandler(Api)((error) => [jsonify({ error: error.message, ...error.extra }), error.status]);

app.errorhandler(404)(async (error) => {
  session.missing = request.path;
  const response = error.get_response();
  response.headers["X-Async"] = "yes";
  return response;
});

app.errorhandler(BuildError)((error) => {
  const names = Object.keys(error.values)
    .sort()
    .map((name) => `'${name}'`);
  return [`no ${error.endpoint} [${names.join(", ")}]`, 500];
});

app.errorhandler(Gone)(() => redirect(url_for("ok")));

app.errorhandler(405)((error) => {
  const methods = [...((error as MethodNotAllowed).valid_methods ?? [])].sort();
  return [
    `${error.description} [${methods.map((name) => `'${name}'`).join(", ")}]`,
    405,
    { Allow: methods.join(", ") },
  ];
});

app.errorhandler(429)((error) => error as unknown as Response);

app.errorhandler(InternalServerError)((error) => {
  const original = error.original_exception as Error | null | undefined;
  log.push(`internal ${original?.message ?? "None"}`);
  return [{ original: original?.message ?? null, code: error.code }, 500];
});

app.get("/ok", function ok() {
  return "ok";
});

const kinds: Record<string, () => unknown> = {
  api: () => {
    throw new Api("bad", 422, { field: "name" });
  },
  own: () => {
    throw new OwnPage("mine & yours");
  },
  build: () => url_for("nowhere", { a: 1, b: 2 }),
  gone: () => abort(410),
  slow: () => {
    throw new TooManyRequests("slow down", { retry_after: 30 });
  },
  unauthorized: () => {
    throw new Unauthorized("who?");
  },
  internal: () => {
    throw new InternalServerError("explicit");
  },
  wrapped: () => {
    throw new InternalServerError("wrapping", { original_exception: new Error("'k'") });
  },
  response: () => abort(new Response("given", 409, { "X-Given": "1" })),
  "with-response": () => {
    throw new BadRequest({ response: make_response("with", 402) });
  },
  teapot: () => abort(418, "short"),
  missing: () => {
    throw new NotFound("not here");
  },
  markup: () => {
    throw new BadRequest("<i>not html</i>\nsecond line");
  },
  codeless: () => {
    throw new HTTPException("no code");
  },
  "codeless-response": () => {
    throw new HTTPException({ response: new Response("codeless given", 207) });
  },
  returned: () => new NotFound("returned"),
  "returned-tuple": () => [new ImATeapot("short"), 299, { "X-T": "t" }],
};

app.get("/raise/<kind>", function fail({ kind }) {
  const make = kinds[kind];
  if (make === undefined) throw new Error("plain");
  return make() as string;
});

app.post("/only-post", function only_post() {
  return "posted";
});

import { Flask, jsonify, Response, redirect, stream_template_string, url_for } from "miniflask";
import { Forbidden, Gone, type InternalServerError, NotFound } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Kind extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(kind);
    this.kind = kind;
  }
}

app.get("/<kind>", function raiser({ kind }) {
  throw new Kind(kind);
});

const answers: Record<string, (error: Kind) => unknown> = {
  text: () => "text",
  tuple: () => ["tuple", 418, { "X-T": "1" }],
  headers: () => [
    "headers",
    [
      ["X-A", "1"],
      ["X-A", "2"],
    ],
  ],
  dict: ({ kind }) => [{ kind }, 409],
  bytes: () => [Buffer.from([0, 0xff]), 400],
  stream: () => [["0,", "1,", "2,"].values(), 202],
  template: (e) => [stream_template_string("{{ request.path }} {{ e.kind }}", { e }), 203],
  redirect: () => redirect(url_for("raiser", { kind: "text" })),
  response: () => new Response("response", 299, null, { mimetype: "text/x" }),
  http: () => new Gone("returned, not raised"),
  "http-tuple": () => [new NotFound("in a tuple"), 410],
  raise: () => {
    throw new Forbidden("raised in a handler");
  },
  "raise-own": () => {
    throw new Kind("again");
  },
  list: ({ kind }) => jsonify([kind]),
  empty: () => "",
  status: () => ["s", "299 Odd Thing"],
};

app.errorhandler(Kind, function handle(error) {
  log.push(`handling ${error.kind}`);
  return answers[error.kind]?.(error) as string;
});

app.errorhandler(403, () => ["never for an error that was raised in a handler", 403]);

app.errorhandler(500, (error) => {
  const original = (error as InternalServerError).original_exception as object;
  return [`500 for ${original.constructor.name}`, 500];
});

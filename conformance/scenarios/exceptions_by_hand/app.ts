import { abort, Flask, HTTPException, Markup } from "miniflask";
import * as exceptions from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const none = (value: unknown) => value ?? "None";

function show(error: HTTPException) {
  log.push(`${none(error.code)} ${error.name} | ${none(error.description)} | ${error}`);
  log.push(error.get_description());
  log.push(error.get_body());
  log.push(
    `[${error
      .get_headers()
      .map(([name, value]) => `('${name}', '${value}')`)
      .join(", ")}]`,
  );
  const response = error.get_response();
  const same = response.get_data({ as_text: true }) === error.get_body();
  const length = response.headers.get("Content-Length");
  log.push(`${response.status} ${response.mimetype} ${none(length)} ${same ? "True" : "False"}`);
}

class Plain extends HTTPException {}

class Odd extends HTTPException {
  static override readonly code = 499;
  static override readonly description = "line one\nline <two>";
}

class Named extends HTTPException {
  static override readonly code = 404;
  override get name() {
    return "Nowhere & Never";
  }
}

class Text extends exceptions.Conflict {
  override get_headers(): [string, string][] {
    return [
      ["Content-Type", "text/plain"],
      ["X-Why", String(this.description)],
    ];
  }
  override get_body() {
    return `${this.code}: ${this.description}`;
  }
}

export function base() {
  show(new HTTPException());
  show(new HTTPException("why"));
  show(new Plain());
  show(new Odd());
  show(new Odd("other"));
  show(new Text(Buffer.from("bäd").toString("latin1")));
}

export function named() {
  show(new Named());
}

export function built_in() {
  show(new exceptions.MethodNotAllowed());
  show(new exceptions.MethodNotAllowed(["GET"], "no such method"));
  show(new exceptions.RequestedRangeNotSatisfiable(10, "items", "too far"));
  show(new exceptions.RequestedRangeNotSatisfiable());
  show(new exceptions.Unauthorized("who"));
  show(new exceptions.TooManyRequests("slowly", { retry_after: 0 }));
  show(new exceptions.TooManyRequests({ retry_after: 3 }));
  show(new exceptions.InternalServerError({ original_exception: new Error("inner") }));
  show(new exceptions.BadRequest(new Markup("<i>as it is</i>\nnext")));
  show(new exceptions.BadRequestKeyError());
  show(new exceptions.BadRequestKeyError("a\"b'c"));
  show(new exceptions.SecurityError("host"));
}

export function changed() {
  const error = new exceptions.NotFound("one");
  error.description = "two";
  error.code = 410;
  show(error);
  error.description = null;
  show(error);
}

app.errorhandler(HTTPException, function handler(error) {
  log.push(`handler ${error.constructor.name} ${none(error.code)}`);
  return error;
});

const classes: Record<string, new (description: string) => HTTPException> = {
  plain: Plain,
  odd: Odd,
  named: Named,
  text: Text,
  security: exceptions.SecurityError,
  gone: exceptions.ClientDisconnected,
};

app.get("/raise/<name>", function raise_it({ name }) {
  throw new classes[name]!("of the view");
});

app.get("/abort/<int:code>", function abort_it({ code }) {
  abort(code);
});

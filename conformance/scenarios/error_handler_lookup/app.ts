import { abort, Blueprint, Flask, HTTPException } from "miniflask";
import { BadRequest, Forbidden, InternalServerError, NotFound } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const outer = new Blueprint("outer", import.meta.url, { url_prefix: "/outer" });
const inner = new Blueprint("inner", import.meta.url, { url_prefix: "/inner" });

class Base extends Error {}
class Middle extends Base {}
class Leaf extends Middle {}
class Missing extends NotFound {
  static override readonly description: string = "own missing";
}
class Odd extends HTTPException {
  static override readonly code = 419;
  static override readonly description = "odd";
}
class Recoded extends BadRequest {
  constructor() {
    super("recoded");
    this.code = 422;
  }
}
class ValueError extends Error {}

const answer = (label: string, status: number) => (error: Error) => {
  log.push(`${label} ${error.message}`);
  return [label, status] as const;
};

app.register_error_handler(Base, answer("app Base", 501));
app.register_error_handler(404, answer("app 404", 404));
app.register_error_handler(HTTPException, answer("app HTTPException", 499));
app.register_error_handler(Forbidden, answer("app Forbidden", 403));
app.register_error_handler(422, answer("app 422", 422));
app.register_error_handler(Odd, answer("app Odd", 419));
outer.register_error_handler(Middle, answer("outer Middle", 502));
outer.register_error_handler(NotFound, answer("outer NotFound", 404));
outer.register_error_handler(HTTPException, answer("outer HTTPException", 498));
inner.register_error_handler(Error, answer("inner Exception", 503));
inner.register_error_handler(404, answer("inner 404", 404));
inner.register_error_handler(Missing, answer("inner Missing", 404));

const errors: Record<string, () => Error> = {
  base: () => new Base("b"),
  middle: () => new Middle("m"),
  leaf: () => new Leaf("l"),
  missing: () => new Missing(),
  odd: () => new Odd(),
  recoded: () => new Recoded(),
  value: () => new ValueError("v"),
  internal: () => new InternalServerError("i"),
  changed: () => Object.assign(new Forbidden("changed"), { code: 404 }),
};

const fail = ({ kind }: { kind: string }): never => {
  throw errors[kind]?.();
};
const stop = ({ code }: { code: number }) => abort(code);

for (const owner of [app, outer, inner]) {
  owner.add_url_rule("/fail/<kind>", "fail", fail);
  owner.add_url_rule("/stop/<int:code>", "stop", stop);
}

inner.get("/again", function again() {
  return abort(412);
});

app.errorhandler(410)(() => abort(404));
app.errorhandler(409)(() => {
  throw new Leaf("in handler");
});
outer.errorhandler(500)((error) => {
  log.push(`outer 500 ${(error as InternalServerError).original_exception?.constructor.name ?? "NoneType"}`);
  return ["outer 500", 500];
});

outer.register_blueprint(inner);
app.register_blueprint(outer);

import { abort, Blueprint, Flask, HTTPException, request } from "miniflask";
import { BadRequest, NotFound } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const outer = new Blueprint("outer", import.meta.url, { url_prefix: "/outer" });
const inner = new Blueprint("inner", import.meta.url, { url_prefix: "/inner" });
const errors = new Blueprint("errors", import.meta.url);

class ShopError extends Error {
  readonly status: number = 400;
  readonly extra: { item: string };
  constructor(message: string, extra: { item: string }) {
    super(message);
    this.extra = extra;
  }
}

class SoldOut extends ShopError {
  override readonly status: number = 409;
}
class VerySoldOut extends SoldOut {}

class MyBad extends BadRequest {
  static override readonly description = "my bad";
}

class ZeroDivisionError extends Error {}

const KINDS: Record<string, typeof ShopError> = { shop: ShopError, sold: SoldOut, very: VerySoldOut };

function view({ kind }: { kind: string }): string {
  if (kind === "bad") throw new MyBad();
  if (kind === "404") throw new NotFound(`nothing at ${request.path}`);
  if (kind === "http") abort(418);
  if (kind === "zero") throw new ZeroDivisionError("integer division or modulo by zero");
  const error_class = KINDS[kind] ?? abort(501);
  throw new error_class(`${kind} failed`, { item: kind });
}

for (const owner of [app, outer, inner]) owner.add_url_rule("/v/<kind>", "view", view);

errors.app_errorhandler(ShopError, function shop(error) {
  log.push(`shop ${error.constructor.name} {'item': '${error.extra.item}'}`);
  return [{ message: error.message }, error.status];
});

outer.errorhandler(SoldOut, function outer_sold(error) {
  log.push("outer sold");
  return [`outer: ${error.message}`, error.status];
});

inner.errorhandler(ShopError, function inner_shop(error) {
  log.push("inner shop");
  return [`inner: ${error.message}`, error.status];
});

inner.errorhandler(400, (error) => [`inner 400 ${error.description}`, 400]);
outer.errorhandler(404, (error) => [`outer 404 ${error.description}`, 404]);
app.errorhandler(BadRequest, (error) => [`app bad ${error.name} ${error.description}`, 400]);

app.errorhandler(Error, function anything(error) {
  if (error instanceof HTTPException) return error;
  log.push(`anything ${error.constructor.name}`);
  return ["anything", 500];
});

app.teardown_request((error) => {
  log.push(`teardown ${error instanceof Error ? error.message : "None"}`);
});

outer.register_blueprint(inner);
outer.register_blueprint(inner, { name: "again", url_prefix: "/again" });
app.register_blueprint(outer);
app.register_blueprint(errors);
app.register_blueprint(inner, { name: "alone", url_prefix: "/alone" });

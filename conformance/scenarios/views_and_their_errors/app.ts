import { abort, Flask, HTTPException, jsonify, MethodView, request, View, wraps } from "miniflask";
import { MethodNotAllowed } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class LookupError extends Error {}
class RuntimeError extends Error {}
type AnyView = (values: Record<string, unknown>) => unknown;

function loud(view: AnyView) {
  return wraps(view, function wrapped(values: Record<string, unknown>) {
    log.push(`loud ${view.name} ${request.method}`);
    if (request.args.get("deny")) abort(403, "denied by a decorator");
    return view(values);
  });
}

class Base extends MethodView {
  static override decorators = [loud];

  override dispatch_request(values: Record<string, unknown>) {
    log.push("dispatch");
    try {
      return super.dispatch_request(values);
    } catch (error) {
      if (!(error instanceof LookupError)) throw error;
      log.push(`lookup ${error.message}`);
      return abort(404, "found nothing");
    }
  }
}

const things: Record<string, unknown> = { a: 1 };

class Thing extends Base {
  readonly kind: string;
  constructor(kind: string) {
    super();
    this.kind = kind;
    log.push(`made ${kind}`);
  }
  get({ name }: { name: string }) {
    if (!(name in things)) throw new LookupError(name);
    return { kind: this.kind, value: things[name] };
  }
  put({ name }: { name: string }) {
    const data = request.get_json();
    things[name] = data?.constructor === Object && "value" in data ? data.value : null;
    return ["", 204] as const;
  }
  delete() {
    throw new RuntimeError("cannot delete");
  }
}

class Quiet extends View {
  static override methods = ["GET", "POST"];
  static override init_every_request = false;
  static override provide_automatic_options = false;
  count = 0;

  constructor() {
    super();
    log.push("made quiet");
  }
  override dispatch_request(values: Record<string, unknown>) {
    this.count++;
    if (request.method === "POST") throw new MethodNotAllowed(["GET"], "not really");
    return `${this.count} [${Object.keys(values)
      .map((name) => `'${name}'`)
      .join(", ")}]`;
  }
}

class Nothing extends View {}

class HeadOnly extends MethodView {
  head() {
    return ["", 200, { "X-Head": "own" }] as const;
  }
  get() {
    return "got";
  }
}

app.add_url_rule("/thing/<name>", { view_func: Thing.as_view("thing", "plain") });
app.add_url_rule("/other/<name>", { view_func: Thing.as_view("other", "other"), defaults: {} });
app.add_url_rule("/quiet", { view_func: Quiet.as_view("quiet") });
app.add_url_rule("/quiet/<x>", { view_func: app.view_functions["quiet"]! });
app.add_url_rule("/nothing", { view_func: Nothing.as_view("nothing") });
app.add_url_rule("/head", { view_func: HeadOnly.as_view("head") });

app.errorhandler(HTTPException, (error) => [
  jsonify({ code: error.code, description: error.description }),
  error.code!,
  error.get_headers().filter(([name]) => name !== "Content-Type"),
]);

app.errorhandler(RuntimeError, (error) => [`runtime ${error.message}`, 500]);

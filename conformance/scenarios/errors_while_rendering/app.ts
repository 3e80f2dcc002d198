import {
  abort,
  Blueprint,
  Flask,
  has_request_context,
  render_template,
  render_template_string,
  request,
} from "miniflask";
import { type InternalServerError, NotFound } from "miniflask/exceptions";
import { BaseConverter, ValidationError } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

class Broken extends Error {}

class Even extends BaseConverter {
  override regex = "\\d+";

  override to_python(value: string) {
    const number = Number(value);
    if (number % 2) throw new ValidationError();
    if (number === 44) throw new Broken("in to_python");
    if (number === 66) throw new NotFound("converter says no");
    return number;
  }
  override to_url(value: unknown) {
    if (value === 88) throw new Broken("in to_url");
    return String(value);
  }
}

app.url_map.converters["even"] = Even;

app.url_defaults((endpoint, values) => {
  if (has_request_context() && request.args.get("defaults")) throw new Broken("in url_defaults");
  if (endpoint === "index") values["lang"] ??= "en";
});

app.context_processor(function names() {
  const wanted = request.args.get("processor");
  if (wanted === "abort") abort(409, "from a processor");
  if (wanted) throw new Broken("in a processor");
  return { fail };
});

function fail(code?: number) {
  if (code) abort(code, "from a template");
  throw new Broken("called by a template");
}

app.template_filter(function explode(value: unknown) {
  throw new Broken(`filter ${value}`);
});

app.template_test("bad")((value: unknown) => {
  throw new Broken(`test ${value}`);
});

function even({ n }: { n: unknown }) {
  return render_template_string("{{ n }} {{ url_for('even', n=n + 2) }} {{ url_for('index') }}", { n });
}
app.get("/even/<even:n>", even);
bp.get("/even/<even:n>", even);

app.get("/", function index() {
  return render_template("page.html", { what: request.args.get("what") ?? null });
});

app.errorhandler(Broken, function broken(error) {
  log.push(`broken ${error.message}`);
  return [render_template("error.html", { error: error.message }), 500];
});

for (const code of [404, 409])
  app.errorhandler(code, (error) => [render_template("error.html", { error }), error.code!]);

app.errorhandler(500, function last(error) {
  const original = (error as InternalServerError).original_exception as Error;
  log.push(`last ${original.constructor.name} ${original.message}`);
  return ["last resort", 500];
});

bp.errorhandler(Broken, (error) => [`bp ${error.message}`, 400]);

app.teardown_request((error) => {
  log.push(`teardown ${error instanceof Error ? error.message : "None"}`);
});

app.register_blueprint(bp);

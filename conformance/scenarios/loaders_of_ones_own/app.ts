import { abort, Blueprint, Flask, HTTPException, render_template } from "miniflask";
import { ChoiceLoader, DictLoader, FunctionLoader, TemplateNotFound } from "miniflask/jinja";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const word = (value: boolean) => (value ? "True" : "False");
const of_folder = app.jinja_loader!;
log.push(`${of_folder.constructor.name} ${word(app.jinja_loader === of_folder)}`);
app.jinja_loader = new ChoiceLoader([
  new DictLoader({
    "shadow.html": "of the dict {{ x }}",
    "base.html": "<{% block b %}{% endblock %}>",
  }),
  of_folder,
]);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
log.push(String(bp.jinja_loader ?? "None"));
bp.jinja_loader = new FunctionLoader((name) =>
  name.startsWith("made_")
    ? `{% extends 'base.html' %}{% block b %}made for ${name.slice(0, -5)} {{ x }}{% endblock %}`
    : null,
);
const folder = new Blueprint("folder", import.meta.url, { url_prefix: "/folder", template_folder: "more" });

function show({ name }: { name: string }) {
  try {
    return render_template(name, { x: "<x>" });
  } catch (error) {
    if (!(error instanceof TemplateNotFound)) throw error;
    return [`no ${error.template_name}`, 404] as const;
  }
}
for (const owner of [app, bp, folder]) owner.add_url_rule("/<path:name>", "show", show);

class Dicts extends Flask {
  override create_global_jinja_loader() {
    return new DictLoader({ "index.html": "Hello Custom World!" });
  }
}

class Picky extends Flask {
  override trap_http_exception(error: HTTPException) {
    return error.code === 418 || super.trap_http_exception(error);
  }
}

app.register_blueprint(bp);
app.register_blueprint(folder);

export async function own_class() {
  const own = new Dicts(import.meta.url);
  own.get("/<name>", { endpoint: "own" }, ({ name }) => render_template(name));
  own.logger.level = "silent";
  log.push((await own.test_client().get("/index.html")).text);
  log.push(String((await own.test_client().get("/shadow.html")).status_code));
}

export async function picky() {
  const own = new Picky(import.meta.url);
  own.config.PROPAGATE_EXCEPTIONS = true;
  own.get("/<int:code>", function stop({ code }) {
    return abort(code);
  });
  own.errorhandler(HTTPException, (error) => [`handled ${error.code}`, 200]);
  for (const code of [404, 418]) {
    try {
      log.push((await own.test_client().get(`/${code}`)).text);
    } catch (error) {
      if (!(error instanceof HTTPException)) throw error;
      log.push(`raised ${error.code}`);
    }
  }
}

export function listed() {
  log.push(folder.jinja_loader!.list_templates().sort().join(" "));
}

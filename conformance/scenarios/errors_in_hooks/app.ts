import { abort, Blueprint, Flask, redirect, render_template_string, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

class Broken extends Error {}

const text = (error: unknown) => (error instanceof Error ? error.message : "None");

function maybe(where: string) {
  log.push(where);
  const wanted = request.args.get("in");
  if (wanted === where) throw new Broken(where);
  if (wanted === `abort_${where}`) abort(409, where);
}

app.url_value_preprocessor(() => maybe("preprocessor"));

app.before_request(() => {
  maybe("before_app");
  return request.args.get("in") === "redirect_before" ? redirect("/elsewhere") : undefined;
});

bp.before_request(() => maybe("before_bp"));

bp.after_request((response) => {
  if (response.status_code === 200) maybe("after_bp");
  else log.push(`after_bp ${response.status_code}`);
  return response;
});

app.after_request((response) => {
  log.push(`after_app ${response.status_code}`);
  return response;
});

bp.teardown_request((error) => {
  log.push(`teardown_bp ${text(error)}`);
});

bp.context_processor(() => {
  maybe("context_processor");
  return { x: 1 };
});

bp.errorhandler(Broken, (error) => {
  log.push(`handler ${error.message}`);
  return [`handled ${error.message}`, 500];
});

bp.get("/x", function x() {
  maybe("view");
  const source = "{% if fail %}{{ nothing.at.all }}{% endif %}{{ x }}";
  return render_template_string(source, { fail: request.args.get("in") === "template" });
});

app.register_blueprint(bp);

import { abort, Blueprint, Flask, g, render_template, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const api = new Blueprint("api", import.meta.url, {
  static_folder: "api_static",
  static_url_path: "/assets",
  template_folder: "api_templates",
  url_prefix: "/api",
});
const deep = new Blueprint("deep", import.meta.url, { url_prefix: "/deep" });

class ApiError extends Error {}

api.url_value_preprocessor(() => {
  g.version = request.path.split("/")[1];
});

api.before_request(() => {
  log.push(`api before ${request.endpoint}`);
});

api.before_app_request(() => {
  log.push(`everywhere before ${request.endpoint ?? "None"}`);
});

api.teardown_app_request((error) => {
  log.push(`everywhere teardown ${error === null ? "fine" : "error"}`);
});

api.context_processor(() => ({ where: "api", version: g.version }));
api.app_context_processor(() => ({ everywhere: "yes" }));
api.app_template_filter("api_filter")((text: string) => `filtered ${text}`);
api.errorhandler(ApiError, (error) => [{ error: error.message, version: g.version }, 400]);
api.app_errorhandler(410)(() => [`gone, says ${request.blueprint ?? "the app"}`, 410]);
deep.errorhandler(ApiError, () => ["deep handler", 400]);

api.get("/", function home() {
  return `${request.endpoint} ${url_for(".home")} ${url_for(".deep.deep_page")}`;
});

api.get("/page", function page() {
  return render_template("api.html");
});

function fail(): never {
  throw new ApiError("broken");
}
for (const owner of [api, deep, app]) owner.get("/fail", fail);

const stop = ({ code }: { code: number }) => abort(code);
for (const owner of [api, app]) owner.get("/abort/<int:code>", stop);

deep.get("/page", function deep_page() {
  const names = request.blueprints.map((name) => `'${name}'`).join(", ");
  return `${request.endpoint} [${names}] ${url_for(".deep_page")} ${url_for("static", { filename: "x" })}`;
});

deep.add_app_template_global(() => "g", "deep_global");
api.register_blueprint(deep);
app.register_blueprint(api, { url_prefix: "/v1/api" });
app.register_blueprint(api, { url_prefix: "/v2/api", name: "api2" });

app.get("/page", function app_page() {
  return render_template("page.html", { where: "app" });
});

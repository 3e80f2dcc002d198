import { abort, Blueprint, Flask, g, url_for } from "miniflask";
export const app = new Flask(import.meta.url);
export const log: string[] = [];
app.url_defaults(function add_language_code(endpoint, values) {
  if ("lang_code" in values || !g.get("lang_code")) return;
  if (app.url_map.is_endpoint_expecting(endpoint, "lang_code")) {
    values["lang_code"] = g.lang_code;
  }
});
app.url_value_preprocessor(function pull_lang_code(endpoint, values) {
  log.push(endpoint ?? "None");
  if (values !== null) {
    g.lang_code = values["lang_code"] ?? null;
    delete values["lang_code"];
  }
});
app.route("/<lang_code>/")(function index() {
  return `${g.lang_code} ${url_for("about")} ${url_for("about", { lang_code: "fr" })} ${url_for("plain")}`;
});
app.route("/<lang_code>/about")(function about() {
  if (!["en", "de"].includes(g.lang_code)) abort(404);
  return url_for("index", { _external: true }) + " " + url_for("bp.page", { user: "x" });
});
app.route("/plain")(function plain() {
  return (
    url_for("about", { lang_code: "it", q: "a b", _anchor: "t ü" }) +
    ` ${g.lang_code === null ? "None" : g.lang_code}`
  );
});
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/<lang_code>/u/<user>" });
bp.url_value_preprocessor(function pull_user(_endpoint, values) {
  g.profile = values?.["user"];
  delete values?.["user"];
});
bp.url_defaults(function add_user(_endpoint, values) {
  values["user"] ??= g.get("profile", "nobody");
});
bp.route("/")(function page() {
  return `${g.profile} ${url_for(".about")} ${url_for(".about", { user: "other" })}`;
});
bp.route("/about")(function about() {
  return `about ${g.profile} ${g.lang_code} ${url_for("bp.page")}`;
});
app.register_blueprint(bp);

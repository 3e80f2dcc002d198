import {
  abort,
  Blueprint,
  Flask,
  render_template,
  render_template_string,
  request,
  url_for,
} from "miniflask";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
const here = import.meta.url;
const parent = new Blueprint("parent", here, {
  url_prefix: "/parent",
  template_folder: "ptpl",
  static_folder: "pstatic",
});
const child = new Blueprint("child", here, {
  url_prefix: "/child",
  template_folder: "ctpl",
  static_folder: "cstatic",
  static_url_path: "/assets",
});
const grand = new Blueprint("grand", here);
const sib = new Blueprint("sib", here, { url_defaults: { lang: "en" } });
const list = (names: readonly string[]) => `[${names.map((n) => `'${n}'`).join(", ")}]`;
parent.context_processor(() => ({ who: "parent", p: 1 }));
child.context_processor(() => ({ who: "child" }));
app.context_processor(() => ({ who: "app", a: 1 }));
parent.app_template_global("pg")(() => "global");
parent.route("/", function index() {
  return `${render_template_string("{{ who }} {{ a }} {{ p }} {{ c is defined }} {{ pg() }}")} ${url_for(".child.index")} ${url_for("index")}`;
});
function index_() {
  return `${render_template_string("{{ who }} {{ p }} ")}${request.blueprint} ${list(request.blueprints)}`;
}
child.route("/", index_);
child.add_url_rule("/i", { endpoint: "index", view_func: index_ });
grand.route("/deep/<int:n>", function deep({ n }) {
  return `${request.endpoint} ${url_for(".deep", { n: n + 1 })} ${url_for("parent.child.grand.deep", { n: 9 })} ${url_for("parent.static", { filename: "x.txt" })} ${url_for(".deep", { n: 1, _external: true })}`;
});
function index() {
  return render_template("only_child.html") + render_template("shared.html");
}
app.route("/", index);
sib.route("/<lang>/page", function page({ lang }) {
  return `${lang} ${url_for(".page")} ${url_for(".page", { lang: "fr" })}`;
});
sib.route("/page2", function page2({ lang }: { lang?: string }) {
  return lang!;
});
child.errorhandler(404)(() => ["child 404", 404]);
grand.route("/abort", function ab() {
  return abort(404);
});
parent.before_request(() => {
  log.push("pb");
});
child.before_request(() => {
  log.push("cb");
});
grand.before_request(() => {
  log.push("gb");
  return request.args.get("stop") ? "stopped by grand" : undefined;
});
child.after_request((r) => {
  log.push("ca");
  return r;
});
parent.teardown_request(() => {
  log.push("pt");
});
grand.teardown_request(() => {
  log.push("gt");
});
child.register_blueprint(grand, { url_prefix: "/g" });
parent.register_blueprint(child);
parent.register_blueprint(child, { url_prefix: "/again", name: "again" });
app.register_blueprint(parent);
app.register_blueprint(sib, { url_prefix: "/s", url_defaults: { lang: "de" } });
export function setup(app: Flask) {
  for (const f of [
    () => new Blueprint("a.b", here),
    () => new Blueprint("", here),
    () => app.register_blueprint(parent),
    () => parent.register_blueprint(parent),
    () => app.register_blueprint(new Blueprint("sib", here)),
    () => parent.route("/x", { endpoint: "x" }, () => ""),
    () => new Blueprint("z", here).add_url_rule("/", { endpoint: "a.b", view_func: index }),
    () => parent.before_request(() => {}),
  ]) {
    try {
      f();
      log.push("no error");
    } catch {
      log.push("error");
    }
  }
  log.push(Object.keys(app.blueprints).join(" "));
}

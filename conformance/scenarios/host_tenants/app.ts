import { Blueprint, Flask, g, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, {
  host_matching: true,
  static_host: "static.test",
  static_folder: "files",
});
const tenants = new Blueprint("tenants", import.meta.url, { url_prefix: "/t" });

app.url_value_preprocessor((_endpoint, values) => {
  g.tenant = values === null || Object.keys(values).length === 0 ? null : (values["tenant"] ?? "nobody");
  if (values !== null) delete values["tenant"];
});

app.url_defaults((endpoint, values) => {
  if (app.url_map.is_endpoint_expecting(endpoint, "tenant")) values["tenant"] ??= g.get("tenant");
});

app.route("/", { host: "<tenant>.shop.test" }, function home() {
  return `home of ${g.tenant} ${url_for("home")} ${url_for("home", { tenant: "eve" })} ${url_for("items", { id: 1 })}`;
});

const items = ({ id }: { id: number }) =>
  `${request.endpoint} ${g.tenant} ${id} ${url_for("about")} ${url_for("static", { filename: "a.txt" })} ${url_for("tenants.list")}`;
app.route("/items/<int:id>", { host: "<tenant>.shop.test", endpoint: "items_plain" }, items);
app.route("/items/<int:id>", { host: "<tenant>.shop.test:8000" }, items);

app.route("/about", { host: "www.shop.test" }, function about() {
  return `about ${url_for("about")} ${url_for("home", { tenant: "bob" })} ${url_for("home", { tenant: "bob", _scheme: "https" })}`;
});

app.route(
  "/any",
  { host: "<path:whole>", endpoint: "any_host" },
  (values: object) => `any ${(values as { whole: string }).whole}`,
);

tenants.route("/list", { host: "list.test" }, function list() {
  return `list ${request.blueprint} ${url_for(".list")} ${url_for("about", { _external: true })}`;
});

tenants.route("/nohost", function nohost() {
  return "no host";
});

app.register_blueprint(tenants);

export function rules() {
  for (const rule of app.url_map.iter_rules())
    log.push(`${rule.host ?? "None"} ${rule.rule} ${rule.endpoint}`);
}

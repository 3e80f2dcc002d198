import { Blueprint, Flask, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { subdomain_matching: true, static_folder: null });
app.config.SERVER_NAME = "example.org";
const parent = new Blueprint("parent", import.meta.url, { subdomain: "api", url_prefix: "/p" });
const child = new Blueprint("child", import.meta.url, {
  subdomain: "v1",
  url_prefix: "/c",
  static_folder: "files",
});
const plain = new Blueprint("plain", import.meta.url);
const late = new Blueprint("late", import.meta.url, { subdomain: "ignored" });
const tenant = new Blueprint("tenant", import.meta.url, { subdomain: "<tenant>" });

const show = (values: Record<string, unknown>) => {
  const items = Object.keys(values)
    .sort()
    .map((name) => `('${name}', '${values[name]}')`);
  return `${request.endpoint} [${items.join(", ")}] [${request.blueprints.map((name) => `'${name}'`).join(", ")}]`;
};

for (const bp of [parent, child, plain, late, tenant]) bp.add_url_rule("/x", "x", show);
child.add_url_rule("/own", "own", show, { subdomain: "own" });
late.add_url_rule("/default", "default", show, { defaults: { tenant: "none" } });

parent.before_request(() => {
  log.push(`parent ${request.endpoint}`);
});
child.before_request(() => {
  log.push(`child ${request.endpoint}`);
});

child.register_blueprint(plain);
parent.register_blueprint(child);
parent.register_blueprint(late, { subdomain: "given" });
app.register_blueprint(parent);
app.register_blueprint(child, { name: "again", subdomain: "other", url_prefix: "/again" });
app.register_blueprint(tenant);

app.get("/x", function x() {
  return `app ${request.host}`;
});

app.get("/urls", function urls() {
  return [
    url_for("parent.x"),
    url_for("parent.child.x"),
    url_for("parent.child.own"),
    url_for("parent.child.plain.x"),
    url_for("parent.late.x"),
    url_for("again.x"),
    url_for("again.plain.x"),
    url_for("tenant.x", { tenant: "bob" }),
    url_for("parent.child.static", { filename: "a.txt" }),
  ].join(" ");
});

export function rules() {
  for (const rule of app.url_map.iter_rules()) log.push(`${rule.endpoint} ${rule.subdomain} ${rule.rule}`);
}

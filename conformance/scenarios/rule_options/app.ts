import { Blueprint, Flask, request, url_for } from "miniflask";
import type { UrlBuilder } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { static_folder: null });
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp", url_defaults: { kind: "bp" } });

const shown = (value: unknown) => (typeof value === "string" ? `'${value}'` : `${value}`);
const items = (values: object) =>
  `[${Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `('${name}', ${shown(value)})`)
    .join(", ")}]`;
const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

const view = Object.assign((values: object) => `${request.method} ${request.endpoint} ${items(values)}`, {
  methods: ["POST", "put"],
  required_methods: ["PATCH"],
  provide_automatic_options: false,
});

const other = Object.assign((values: object) => `${request.method} ${request.endpoint} ${items(values)}`, {
  required_methods: ["LOCK"],
});

const to_new = (adapter: UrlBuilder, values: Record<string, unknown>) =>
  `/new/${Object.keys(values)
    .sort()
    .map((name) => `${name}${values[name]}`)
    .join("-")}?from=${adapter.path_info.replace(/^\/|\/$/g, "")}`;

for (const owner of [app, bp]) {
  owner.add_url_rule("/attrs", "attrs", view);
  owner.add_url_rule("/attrs-get", "attrs_get", view, { methods: ["get"] });
  owner.add_url_rule("/other", "other", other, { strict_slashes: false });
  owner.add_url_rule("/other/<kind>/", "other", other);
  owner.add_url_rule("/folder/", "folder", other, { strict_slashes: false });
  owner.add_url_rule("/old/<int:id>", "old", null, { redirect_to: "/new/<id>" });
  owner.add_url_rule("/older/<int:id>/<word>", "older", null, { redirect_to: to_new });
  owner.add_url_rule("/alias/<kind>", "other", other, { alias: true });
  owner.add_url_rule("/external/<path:rest>", "external", null, { build_only: true });
  owner.add_url_rule("/multi//slash", "multi", other, { merge_slashes: false });
  owner.add_url_rule("/noauto", "noauto", other, { provide_automatic_options: false });
  owner.add_url_rule("/optioned", "optioned", other, { methods: ["OPTIONS"] });
}
app.add_url_rule("/auto", "auto", other, { methods: ["POST"], provide_automatic_options: true });
app.register_blueprint(bp, { url_defaults: { extra: 0 } });
app.register_blueprint(bp, { name: "empty", url_prefix: "/" });

app.get("/urls", function urls() {
  return (
    [
      ["attrs", {}],
      ["bp.attrs", {}],
      ["bp.other", {}],
      ["bp.other", { kind: "x" }],
      ["bp.other", { kind: "bp", extra: 0 }],
      ["external", { rest: "a/b c" }],
      ["bp.external", { rest: "x", kind: "z" }],
      ["empty.folder", {}],
      ["bp.multi", { q: [1, null, "b"] }],
      ["old", { id: 4 }],
    ] as const
  )
    .map(([endpoint, values]) => url_for(endpoint, values))
    .join(" ");
});

export function rules() {
  for (const rule of app.url_map.iter_rules()) {
    if (rule.endpoint === "auto") continue;
    const methods = [...(rule.methods ?? [])].sort().map((method) => `'${method}'`);
    log.push(
      `${rule.rule} ${rule.endpoint} [${methods.join(", ")}] ${items(rule.defaults ?? {})} ${word(rule.provide_automatic_options)}`,
    );
  }
}

import { Blueprint, Flask, g, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.SERVER_NAME = null;
const site = new Blueprint("site", import.meta.url, { url_prefix: "/<lang>" });
const shop = new Blueprint("shop", import.meta.url, {
  url_prefix: "/shop/<int:store>",
  url_defaults: { page: 1 },
});
const admin = new Blueprint("admin", import.meta.url, { url_prefix: "/admin" });

const shown = (value: unknown) => (typeof value === "string" ? `'${value}'` : `${value}`);
const items = (values: Record<string, unknown>) =>
  `[${Object.keys(values)
    .sort()
    .map((name) => `('${name}', ${shown(values[name])})`)
    .join(", ")}]`;

app.url_value_preprocessor((endpoint, values) => {
  const text = values === null ? "None" : Object.keys(values).length > 0 ? items(values) : "{}";
  log.push(`app ${endpoint ?? "None"} ${text}`);
});

site.url_value_preprocessor((_endpoint, values) => {
  g.lang = values?.["lang"] ?? "none";
  delete values?.["lang"];
  log.push(`site ${g.lang}`);
});

shop.url_value_preprocessor((_endpoint, values) => {
  if (values === null) return;
  g.store = values["store"];
  delete values["store"];
  log.push(`shop ${items(values)}`);
});

site.url_defaults((endpoint, values) => {
  log.push(
    `give lang ${endpoint} [${Object.keys(values)
      .sort()
      .map((name) => `'${name}'`)
      .join(", ")}]`,
  );
  values["lang"] ??= g.get("lang", "en");
});

shop.url_defaults((endpoint, values) => {
  log.push(`give store ${endpoint}`);
  if (!("store" in values) && app.url_map.is_endpoint_expecting(endpoint, "store"))
    values["store"] = g.get("store", 0);
});

admin.app_url_defaults((endpoint, values) => {
  log.push(`everywhere ${endpoint}`);
  if (endpoint.startsWith("admin")) values["from"] = "admin";
});

admin.app_url_value_preprocessor((endpoint) => {
  log.push(`seen ${endpoint ?? "None"}`);
});

site.get("/", function home() {
  return `home ${g.lang} ${url_for(".home")} ${url_for(".home", { lang: "de" })} ${url_for("site.shop.item", { id: 3 })}`;
});

const item = ({ id, page }: { id: number; page: number }) =>
  [
    `${g.lang} ${g.store} ${id} ${page}`,
    url_for(".item", { id }),
    url_for(".item", { id, page: 2 }),
    url_for(".item", { id, store: 9, page: 1 }),
    url_for("site.home"),
    url_for("admin.index"),
    url_for(".item", { id, _external: true, _anchor: "x y" }),
  ].join(" ");
shop.add_url_rule("/items/<int:id>/<int:page>", "item", item);
shop.add_url_rule("/items/<int:id>", "item", item);

admin.get("/", function index() {
  return `${url_for(".index")} ${url_for("site.home")} ${url_for("site.shop.item", { id: 1, store: 2, page: 3 })}`;
});

site.register_blueprint(shop);
app.register_blueprint(site);
app.register_blueprint(admin);

const dict = (values: Record<string, unknown> | null) =>
  values === null
    ? "None"
    : `{${Object.entries(values)
        .map(([name, value]) => `'${name}': ${shown(value)}`)
        .join(", ")}}`;

export async function outside() {
  await app.test_request_context("/").run(() => {
    log.push(url_for("site.home"));
    log.push(url_for("site.shop.item", { id: 5 }));
  });
  const ctx = app.test_request_context("/fr/shop/4/items/1");
  await ctx.run(async () => {
    log.push(dict(request.view_args));
    await app.preprocess_request(ctx);
    log.push(dict(request.view_args));
    log.push(url_for(".item", { id: 5 }));
  });
}

import { Blueprint, Flask, g, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const shop = new Blueprint("shop", import.meta.url);

const names = (values: object) =>
  `[${Object.keys(values)
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;

app.url_value_preprocessor(function pull_language(endpoint, values) {
  log.push(`app ${endpoint ?? "-"} ${values === null ? "-" : names(values)}`);
  if (values !== null) {
    g.lang = values["lang"] ?? "none";
    delete values["lang"];
  }
});

app.url_defaults(function add_language(endpoint, values) {
  if ("lang" in g && app.url_map.is_endpoint_expecting(endpoint, "lang")) values["lang"] ??= g.lang;
});

shop.url_value_preprocessor(function see(endpoint, values) {
  log.push(`shop ${endpoint} ${names(values ?? {})}`);
});

shop.url_defaults(function add_currency(_endpoint, values) {
  values["currency"] = "EUR";
});

app.get("/<lang>/", function index() {
  return `${g.lang} ${url_for("about")} ${url_for("shop.cart")}`;
});

app.get("/<lang>/about", function about() {
  const left = JSON.stringify(request.view_args);
  return `${g.lang} ${url_for("index")} ${url_for("about", { lang: "fr" })} ${left}`;
});

shop.get("/cart", function cart() {
  return `${g.lang} ${url_for(".cart")} ${url_for("index")}`;
});

app.register_blueprint(shop, { url_prefix: "/<lang>/shop" });

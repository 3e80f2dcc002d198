import { Blueprint, Flask, url_for } from "miniflask";
import { BuildError } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

app.get("/users/<int:id>", function user() {
  return "";
});

app.get("/users/<int:id>/posts/<slug>", function post() {
  return "";
});

const form = () => "";
app.get("/form", { endpoint: "form" }, form);
app.post("/form/send", { endpoint: "form" }, form);

app.get("/<lang>/about", function about() {
  return "";
});

app.url_defaults(function add_language(endpoint, values) {
  const known = endpoint in app.view_functions;
  if (known && app.url_map.is_endpoint_expecting(endpoint, "lang")) values["lang"] ??= "en";
});

app.get("/urls", function urls() {
  return [
    url_for("user", { id: 1 }),
    url_for("user", { id: 1, page: 2, tag: ["a", "b"], none: null, text: "x y" }),
    url_for("user", { id: 1, flag: true }),
    url_for("user", { id: 1, _external: true }),
    url_for("user", { id: 1, _scheme: "https", _external: true }),
    url_for("user", { id: 1, _scheme: "ftp" }),
    url_for("user", { id: 1, _anchor: "part 1" }),
    url_for("post", { id: 1, slug: "a/b c" }),
    url_for("about"),
    url_for("about", { lang: "de" }),
    url_for("bp.home"),
  ].join("\n");
});

app.get("/methods", function methods() {
  return `${url_for("form", { _method: "GET" })} ${url_for("form", { _method: "POST" })}`;
});

app.get("/errors", function errors() {
  const found: string[] = [];
  const attempts: [string, Record<string, unknown>][] = [
    ["usr", { id: 1 }],
    ["user", {}],
    ["user", { id: "x" }],
    ["post", { id: 1 }],
    ["completely-different", {}],
  ];
  for (const [endpoint, values] of attempts) {
    try {
      found.push(url_for(endpoint, values));
    } catch (error) {
      found.push(error instanceof BuildError ? `${error.endpoint}: ${error.message}` : "ValueError");
    }
  }
  try {
    url_for("user", { id: 1, _scheme: "https", _external: false });
  } catch {
    found.push("a scheme needs an external URL");
  }
  return found.join("\n");
});

function python_items(values: Readonly<Record<string, unknown>>) {
  const shown = (value: unknown) =>
    typeof value === "string" ? `'${value}'` : value == null ? "None" : value === false ? "False" : value;
  const items = Object.keys(values)
    .sort()
    .map((name) => `('${name}', ${shown(values[name])})`);
  return `[${items.join(", ")}]`;
}

app.get("/handled", function handled() {
  app.url_build_error_handlers.push((_error, endpoint, values) => {
    log.push(`${endpoint} ${python_items(values)}`);
    return endpoint === "external" ? "/external/page" : null;
  });
  try {
    const url = url_for("external", { _anchor: "a", id: 3 });
    try {
      url_for("still-missing");
    } catch (error) {
      if (error instanceof BuildError) log.push("raised again");
    }
    return url;
  } finally {
    app.url_build_error_handlers.length = 0;
  }
});

bp.get("/", function home() {
  return "";
});

bp.get("/urls", function bp_urls() {
  return `${url_for(".home")} ${url_for("bp.home")} ${url_for("user", { id: 2 })}`;
});

app.register_blueprint(bp);

import { Blueprint, Flask, int, render_template_string, request, url_for } from "miniflask";
import { BuildError } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
const list = (names: Iterable<string>) =>
  `[${[...names]
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;

app.get("/item/<int:id>", function item({ id }) {
  return String(id);
});

bp.get("/page", function page() {
  return url_for(".page", { x: 1 }) + url_for("item", { id: 3 });
});

app.get("/build/<endpoint>", function build({ endpoint }) {
  return url_for(endpoint, Object.fromEntries(request.args.items()));
});

app.get("/template/<endpoint>", function template({ endpoint }) {
  return render_template_string("<a href='{{ url_for(e, id=i) }}'>", {
    e: endpoint,
    i: request.args.get("id", null, int),
  });
});

app.errorhandler(BuildError, function build_error(error) {
  log.push(`${error.endpoint} ${list(Object.keys(error.values))} ${error.method ?? "None"}`);
  return [`cannot build ${error.endpoint} ${error.suggested?.endpoint ?? "None"}`, 400];
});

app.register_blueprint(bp);

export function add_handler() {
  app.url_build_error_handlers.push((error, endpoint, values) => {
    log.push(`external ${endpoint} ${list(Object.keys(values))}`);
    if (endpoint === "docs") return `https://docs.example/${values["page"] ?? ""}`;
    throw error;
  });
}

app.get("/self/<path:rest>", function self_url() {
  return [
    url_for(request.endpoint!, { rest: "ä/b c", q: "ü &", _anchor: "x y" }),
    url_for("item", { id: 1, _external: true, _scheme: "https" }),
    url_for("item", { id: 2, _method: "GET", extra: ["a", "b"], none: null }),
  ].join(" ");
});

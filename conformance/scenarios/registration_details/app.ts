import { Blueprint, Flask, request, wraps } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

const word = (value: unknown) => (value ? "True" : "False");

function several() {
  return `${request.endpoint} ${request.url_rule?.rule}`;
}
app.route("/b")(several);
app.route("/a")(several);

function plain() {
  return "plain";
}
const registered = app.route("/plain")(plain);
app.add_url_rule("/lambda", "named_lambda", () => request.endpoint ?? "");

function decorate(view: () => string) {
  return wraps(view, () => `<${view()}>`);
}

app.get(
  "/wrapped",
  decorate(function inside() {
    return request.endpoint ?? "";
  }),
);

bp.route("/x")(function x() {
  return request.endpoint ?? "";
});

const hook = app.before_request(() => {});
const handler = app.errorhandler(418)(() => "teapot");
app.register_blueprint(bp);

export function names() {
  log.push(word(registered === plain));
  log.push(`${word(typeof hook === "function")} ${word(typeof handler === "function")}`);
  log.push(Object.keys(app.view_functions).sort().join(","));
  log.push(app.view_functions["inside"]?.name ?? "");
  log.push(word(app.blueprints["bp"] === bp));
  log.push(`${bp.name} ${bp.url_prefix} ${word(bp.import_name === app.import_name)}`);
  log.push(`${new Flask("plain.name").name} ${new Flask("plain.name").import_name}`);
  log.push(
    [...app.url_map.iter_rules()]
      .map(({ endpoint }) => endpoint)
      .sort()
      .join(","),
  );
}

import { abort, Flask, g, Request, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const ITEMS = new Map([[3, "three"]]);

app.url_value_preprocessor(function load_item(_endpoint, values) {
  if (values === null || !("id" in values)) return;
  g.item = ITEMS.get(values["id"] as number) ?? null;
  delete values["id"];
});

app.before_request(function must_exist() {
  const values =
    request.view_args === null ? "None" : JSON.stringify(request.view_args).replace("null", "None");
  log.push(`${request.method} ${request.endpoint ?? "None"} ${values.replace('":', '": ')}`);
  if ("item" in g && g.item === null) abort(404);
});

app.after_request(function mark(response) {
  response.headers["X-Status"] = String(response.status_code);
  return response;
});

app.get("/item/<int:id>", function show() {
  return g.item;
});

app.delete("/item/<int:id>", { endpoint: "delete" }, function remove() {
  return `deleted ${g.item}`;
});

app.get("/item/", function items() {
  return [...ITEMS.values()].join(",");
});

const optional = ({ name }: { name: string | null }) => `${name ?? "None"}`;
app.add_url_rule("/optional/<name>", "optional", optional);
app.add_url_rule("/optional", "optional", optional, { defaults: { name: null } });

const inner = app.handle;
app.handle = (incoming) => {
  const override = incoming.args.get("_method");
  return inner(override === undefined ? incoming : with_method(incoming, override));
};

/** A request like the given one, by another method. */
function with_method(incoming: Request, method: string): Request {
  const { path, query_string, header_list: headers, scheme, remote_addr, server } = incoming;
  const target = query_string === "" ? path : `${path}?${query_string}`;
  return new Request({ method, target, headers, scheme: scheme as "http", remote_addr, server, body: null });
}

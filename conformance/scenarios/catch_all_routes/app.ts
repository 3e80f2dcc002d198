import { Flask, jsonify, request } from "miniflask";

export const app = new Flask(import.meta.url, { static_folder: "app", static_url_path: "/app" });
export const log: string[] = [];

app.route("/heartbeat")(function heartbeat() {
  return jsonify({ status: "healthy" });
});

app.route("/api/<path:rest>")(function api({ rest }) {
  return [jsonify({ error: "no such thing", path: rest }), 404];
});

function catch_all({ path }: { path: string }) {
  log.push(`catch '${path}' ${request.url_rule!.rule}`);
  return app.send_static_file("index.html");
}
app.route("/<path:path>")(catch_all);
app.route("/", { defaults: { path: "" } })(catch_all);

app.route("/api/items/<int(min=1):id>.<any(json, txt):form>")(function item({ id, form }) {
  return form === "json" ? { id } : String(id);
});

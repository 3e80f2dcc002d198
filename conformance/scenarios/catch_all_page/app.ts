import { join } from "node:path";
import { Flask, jsonify, send_from_directory } from "miniflask";
export const app = new Flask(import.meta.url, { static_folder: "app", static_url_path: "/app" });
app.route("/heartbeat")(function heartbeat() {
  return jsonify({ status: "healthy" });
});
app.route("/favicon.ico")(function favicon() {
  return send_from_directory(join(app.root_path, "app"), "favicon.ico", {
    mimetype: "image/vnd.microsoft.icon",
  });
});
app.add_url_rule("/fav2", { endpoint: "fav2", redirect_to: "/app/favicon.ico" });
app.add_url_rule("/old/<int:x>", { endpoint: "old", redirect_to: "new/<x>" });
app.route("/new/<int:x>")(function new_({ x }) {
  return String(x);
});
app.route("/", { defaults: { path: "" } })(
  app.route("/<path:path>")(function catch_all() {
    return app.send_static_file("index.html");
  }),
);
app.route("/api/<path:rest>")(function api({ rest }) {
  return [jsonify({ error: "no such api", path: rest }), 404];
});

import { Flask, jsonify, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.route("/json", { methods: ["GET", "POST"] }, function json() {
  return jsonify(request.json);
});

app.post("/silent", function silent() {
  return jsonify(request.get_json({ silent: true }));
});

app.post("/force", function force() {
  return jsonify(request.get_json({ force: true }));
});

app.post("/about", function about() {
  const parameters = Object.entries(request.mimetype_params).map(([name, value]) => `"${name}": "${value}"`);
  const shown = `{${parameters.join(", ")}}`;
  return `${request.is_json ? "True" : "False"} ${request.mimetype} ${shown} ${request.content_length}`;
});

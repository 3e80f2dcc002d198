import { Flask, int, jsonify, render_template_string, request, session } from "miniflask";

export const app = new Flask(import.meta.url);
app.secret_key = "absent values";
export const log: string[] = [];

app.get("/dict", function a_dict() {
  return {
    name: request.args.get("name"),
    page: request.args.get("page", { type: int }),
    agent: request.headers.get("X-Agent"),
  };
});

app.get("/list", function a_list() {
  return jsonify([request.args.get("name"), { inner: [request.cookies.get("c")] }]);
});

app.get("/keep", function keep() {
  session["name"] = request.args.get("name");
  session["nested"] = { page: request.args.get("page") };
  return "kept";
});

app.get("/kept", function kept() {
  return jsonify({ name: session["name"], nested: session["nested"], absent: session.get("absent") });
});

app.get("/script", function script() {
  return render_template_string("<script>x = {{ values|tojson }}</script>", {
    values: { name: request.args.get("name") },
  });
});

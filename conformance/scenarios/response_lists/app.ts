import { Flask, jsonify } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/jsonify", function with_jsonify() {
  return jsonify([1, "a"]);
});

app.add_url_rule("/list", "as_list", () => [1, 2, 3, 4]);

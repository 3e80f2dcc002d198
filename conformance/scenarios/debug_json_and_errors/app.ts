import { Flask, jsonify, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.debug = true;
app.secret_key = "debugging json";

app.get("/", function index() {
  return { b: [1, { c: null }], a: {}, e: [] };
});

app.post("/json", function read() {
  return jsonify(request.json);
});

app.post("/form", function form() {
  return request.form["a"]!;
});

app.errorhandler(400, (error) => [{ error: error.description }, 400]);
app.errorhandler(415, (error) => [{ error: error.description, name: error.name }, 415]);

export function compact() {
  (app.json as unknown as { compact: boolean | null }).compact = true;
}

export function off() {
  app.debug = false;
  (app.json as unknown as { compact: boolean | null }).compact = null;
}

import { Flask, flash, make_response, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "large";

app.get("/fill/<int:n>", function fill({ n }) {
  session.small = 1;
  session.data = Array.from({ length: n }, (_, i) => (i * 7919) % 99991);
  for (let i = 0; i < Math.floor(n / 100); i++) flash(`message ${i}`);
  return `${n}`;
});

app.get("/look", function look() {
  const { length } = session.get("data", []);
  return `${length} ${session.get("small") ?? "None"} ${session.get("_flashes", []).length}`;
});

app.get("/cookie/<int:n>", function cookie({ n }) {
  const response = make_response("c");
  response.set_cookie("big", "x".repeat(n));
  return response;
});

app.errorhandler(500, () => ["failed", 500]);

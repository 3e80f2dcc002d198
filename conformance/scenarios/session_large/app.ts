import { createHash } from "node:crypto";
import { Flask, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.get("/long", function long() {
  session.text = "a long text that repeats itself. ".repeat(100);
  return "long";
});

app.get("/length", function length() {
  return String(session.get("text", "").length);
});

app.get("/huge", function huge() {
  const parts = Array.from({ length: 200 }, (_, i) => createHash("sha256").update(String(i)).digest("hex"));
  session.noise = parts.join("");
  return "huge";
});

import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.debug = true;

app.route("/form/", { methods: ["GET", "POST"] }, function form() {
  return `${request.method} ${request.form.get("a", "None")}`;
});

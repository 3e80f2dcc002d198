import { Flask, flash, redirect, render_template, request, session, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "macros";

const RULES: Record<string, (value: string) => string | null> = {
  name: (value) => (value.trim() ? null : "is needed"),
  age: (value) => (/^\d+$/.test(value) && Number(value) < 150 ? null : "is no age"),
  colour: (value) => (["red", "green"].includes(value) ? null : "is no colour"),
};

app.template_filter("plural")((word: string, n: number) => (n === 1 ? word : `${word}s`));

app.route("/", { methods: ["GET", "POST"] }, function form() {
  let values: Record<string, string> = {};
  let errors: Record<string, string> = {};
  if (request.method === "POST") {
    values = request.form.to_dict();
    const found = Object.entries(RULES).map(([name, rule]) => [name, rule(request.form.get(name, ""))]);
    errors = Object.fromEntries(found.filter(([, message]) => message));
    if (Object.keys(errors).length === 0) {
      session.saved = { ...session.get("saved", {}), [values["name"]!]: Number(values["age"]) };
      flash(`${values["name"]} saved`, "ok");
      return redirect(url_for("form", { _anchor: "saved" }));
    }
    for (const [name, message] of Object.entries(errors)) flash(`${name} ${message}`, "error");
  }
  const fields = [
    ["name", "text", null],
    ["age", "number", null],
    ["colour", "select", ["red", "green"]],
  ];
  const page = render_template("form.html", { values, errors, fields, tags: request.form.getlist("tag") });
  return [page, Object.keys(errors).length > 0 ? 422 : 200];
});

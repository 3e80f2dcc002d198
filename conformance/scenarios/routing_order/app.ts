import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

function show(values: Record<string, unknown>) {
  const pairs = Object.keys(values)
    .sort()
    .map((name) => `${name}=${values[name]}`);
  return `${request.url_rule?.rule} ${pairs.join(" ")}`;
}

const rules = [
  "/<path:rest>",
  "/<name>",
  "/<float:number>",
  "/<name>.txt",
  "/file-<int:number>",
  "/a/<path:rest>",
  "/a/<name>",
  "/a/<int:number>",
  "/a/b",
  "/a/<path:rest>/edit",
  "/<lang>/<name>/edit",
  "/",
];
for (const rule of rules) app.add_url_rule(rule, rule, show);

app.add_url_rule("/twice", "first", () => "first");
app.add_url_rule("/twice", "second", () => "second");

import { Flask, redirect, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/s/<text>", function segment({ text }) {
  return `${text}|${request.path}|${request.url}`;
});

app.get("/p/<path:text>", function path({ text }) {
  return text;
});

app.get("/straße/", function street() {
  return "street";
});

app.get("/build", function build() {
  return [
    url_for("segment", { text: "a b/c?d#e&f=g;h,i:j@k" }),
    url_for("path", { text: "ü/ö ä" }),
    url_for("street"),
    url_for("segment", { text: "100%", q: "ä b&c", r: ["1", "2"] }),
    url_for("street", { _anchor: "x y" }),
  ].join("\n");
});

app.get("/go", function go() {
  return redirect("/straße/ü?q=ö b#ä");
});

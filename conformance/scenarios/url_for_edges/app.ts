import { Flask, url_for } from "miniflask";
export const app = new Flask(import.meta.url);
app.config.APPLICATION_ROOT = "/";
app.route("/u/<name>", { methods: ["GET"] }, function user({ name }) {
  return name;
});
function post({ id }: { id: number }) {
  return String(id);
}
app.route("/post/<int:id>/edit", { methods: ["POST"] }, post);
app.route("/post/<int:id>", { methods: ["GET"] }, post);
function listing({ page }: { page?: number }) {
  return `page ${page}`;
}
app.route("/list/page/<int:page>")(listing);
app.route("/list/", { defaults: { page: 1 } })(listing);
app.route("/build/<int:i>", function build({ i }) {
  const cases = [
    () => url_for("user", { name: "a b/c?d#e&f=g;h" }),
    () => url_for("user", { name: "ü", q: "ü&=+ ", tags: ["x", "y z"], none: null, t: true, n: 1.5 }),
    () => url_for("user", { name: "x", _anchor: "ä b", _external: true }),
    () => url_for("user", { name: "x", _scheme: "https" }),
    () => url_for("user", { name: "x", _scheme: "https", _external: false }),
    () => url_for("post", { id: 3, _method: "POST" }),
    () => url_for("post", { id: 3 }),
    () => url_for("listing", { page: 1 }),
    () => url_for("listing", { page: 2 }),
    () => url_for("listing"),
    () => url_for("nope"),
    () => url_for("usr", { name: "x" }),
    () => url_for("user"),
    () => url_for("user", { name: "x", _method: "DELETE" }),
    () => url_for("static", { filename: "css/a b.css", v: 2 }),
    () => url_for("user", { name: "x", _anchor: "" }),
    () => url_for(".user", { name: "x" }),
    () => url_for("user", { name: "" }),
    () => url_for("user", { name: "..", empty: "" }),
  ];
  try {
    return cases[i]!();
  } catch (e) {
    return `error ${(e as Error).message}`;
  }
});

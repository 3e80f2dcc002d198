import { Flask, Response, request } from "miniflask";
export const log: string[] = [];
export const app = new Flask(import.meta.url, { static_folder: null });
app.before_request(function b() {
  log.push(
    `${request.method} ${request.endpoint ?? "None"} ${request.routing_exception ? request.routing_exception.constructor.name : "NoneType"}`,
  );
});
app.get("/a/", function get_a() {
  return "get a";
});
app.post("/a/", function post_a() {
  return "post a";
});
app.route("/b", { methods: ["get", "Report"] }, function b_() {
  return `b ${request.method}`;
});
app.route("/c", { methods: ["POST"], provide_automatic_options: false }, function c() {
  return "c";
});
function d() {
  return "d";
}
app.route("/d", { strict_slashes: false }, d);
app.route("/e/", { strict_slashes: false }, function e() {
  return "e";
});
app.route("/f", { methods: ["OPTIONS", "GET"] }, function f() {
  return new Response(`f ${request.method}`, { headers: { "X-F": "1" } });
});
app.route("/old", { redirect_to: "/a/" }, function old() {
  return "never";
});
app.route("/old/<int:n>", { redirect_to: "/new/<n>" }, function old_n() {
  return "never";
});
app.route("/new/<int:n>", { endpoint: "new" }, function new_({ n }) {
  return `new ${n}`;
});
app.route("/alias", { alias: true, endpoint: "d" }, d);
app.delete("/x/<int:n>", function x_delete() {
  return ["", 204];
});
app.patch("/x/<int:n>", function x_patch({ n }) {
  return { n };
});
app.put("/x/<int:n>", function x_put({ n }) {
  return [{ n }, 201, { Location: `/x/${n}` }];
});
export function setup(app: Flask) {
  for (const f of [
    () => app.route("noslash", { endpoint: "ns" }, () => ""),
    () => app.get("/z", { endpoint: "z0", methods: ["POST"] } as never, (() => "") as never),
  ]) {
    try {
      f();
    } catch (e) {
      log.push((e as Error).message);
    }
  }
}

import { Flask, redirect, request, session, url_for } from "miniflask";
import type { InternalServerError } from "miniflask/exceptions";
import { DispatcherMiddleware, ProxyFix } from "miniflask/middleware";

export const log: string[] = [];
export const app = new Flask("front");
app.secret_key = "mounted";
const inner = new Flask("inner");
inner.secret_key = "mounted";

app.get("/", function index() {
  const { url, remote_addr } = request;
  return `${url} ${remote_addr} ${url_for("index", { _external: true })} ${session.get("from") ?? "None"}`;
});

app.get("/fail", function fail() {
  throw new Error("outer");
});

inner.get("/page", function page() {
  session.from = "inner";
  const { script_root, path } = request;
  return `${script_root} ${path} ${url_for("page")} ${url_for("page", { _external: true })}`;
});

inner.get("/go", function go() {
  return redirect(url_for("page"));
});

inner.get("/slash/", function slash() {
  return request.full_path;
});

inner.get("/fail", function inner_fail() {
  throw new Error("inner");
});

inner.errorhandler(404, () => [`inner 404 ${request.script_root} ${request.path}`, 404]);

inner.errorhandler(500, (error) => {
  const original = (error as InternalServerError).original_exception as Error;
  return [`inner 500 ${original.message}`, 500];
});

app.errorhandler(404, () => [`outer 404 ${request.path}`, 404]);

app.handle = ProxyFix(DispatcherMiddleware(app.handle, { "/inner": inner }), {
  x_for: 1,
  x_proto: 1,
  x_host: 1,
  x_prefix: 1,
});

import { Flask, request, url_for } from "miniflask";
import { DispatcherMiddleware, ProxyFix } from "miniflask/middleware";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const other = new Flask("other");

app.get("/where", function where() {
  const route = request.access_route.map((address) => `'${address}'`).join(", ");
  return `${request.remote_addr} ${request.url} ${request.root_path} ${url_for("where")} [${route}]`;
});

other.get("/page", function page() {
  return `other ${request.script_root} ${request.path} ${url_for("page")}`;
});

other.get("/", function index() {
  return `other index ${request.url}`;
});

const fixed = ProxyFix(app.handle, { x_for: 1, x_proto: 1, x_host: 1, x_port: 1, x_prefix: 1 });
app.handle = DispatcherMiddleware(fixed, { "/other": other.handle });

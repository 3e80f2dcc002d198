import { Flask, request } from "miniflask";

const allowed_methods = new Set(["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"]);
type Handle = Flask["handle"];
function HTTPMethodOverrideMiddleware(handle: Handle): Handle {
  return (request) => {
    const method = (request.headers.get("X-HTTP-Method-Override") ?? "").toUpperCase();
    if (allowed_methods.has(method)) request.method = method;
    return handle(request);
  };
}
export const app = new Flask(import.meta.url);
app.handle = HTTPMethodOverrideMiddleware(app.handle);
app.route("/", { methods: ["GET", "PUT", "DELETE", "PATCH"] })(function index() {
  return `${request.method} ${request.form.get("a", "-")}`;
});
app.route("/p", { methods: ["POST"] })(function p() {
  return "post";
});

// The five works as a miniflask app, from the sources: node needs --conditions @miniflask/source.
import { createServer } from "node:http";
import {
  Flask,
  int,
  redirect,
  render_template,
  request,
  session,
  url_for,
} from "../../../packages/cli/src/index.ts";
import { OTHER_ROUTES, PAGE, SECRET, W2_ROUTE } from "../common.mjs";

const app = new Flask(import.meta.url, { template_folder: "../templates" });
app.secret_key = SECRET;

app.get("/", function index() {
  return "Hello, World!";
});

for (const rule of OTHER_ROUTES) app.get(rule, { endpoint: rule }, () => ({ route: rule }));

app.get(W2_ROUTE, { endpoint: "post" }, ({ id, slug }) => ({
  id,
  slug,
  page: request.args.get("page", null, int),
}));

app.get("/count", function count() {
  session.count = (session.count ?? 0) + 1;
  return `count=${session.count}`;
});

app.post("/login", function login() {
  const { form } = request;
  if (!form.get("username") || !form.get("password")) return ["bad", 400];
  session.user = form.get("username");
  return redirect(url_for("count"));
});

app.get("/page", function page() {
  return render_template("page.html", PAGE);
});

createServer(app.request_listener).listen(Number(process.env.PORT), "127.0.0.1");

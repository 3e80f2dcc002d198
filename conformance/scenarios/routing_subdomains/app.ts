import { Blueprint, Flask, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { subdomain_matching: true });
app.config.SERVER_NAME = "example.org";
const api = new Blueprint("api", import.meta.url, { subdomain: "api" });
const v1 = new Blueprint("v1", import.meta.url, { subdomain: "v1" });

app.get("/", function index() {
  return "index";
});

app.get("/", { subdomain: "<user>" }, function user(values) {
  return `user ${(values as { user?: string }).user}`;
});

api.get("/", function home() {
  return "api";
});

v1.get("/", function home_v1() {
  return "v1";
});

app.get("/urls", function urls() {
  return [
    url_for("index"),
    url_for("user", { user: "ann" }),
    url_for("api.home"),
    url_for("api.v1.home_v1"),
    url_for("index", { _external: true }),
  ].join(" ");
});

api.register_blueprint(v1);
app.register_blueprint(api);

import { Flask, request, session, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.update({
  SERVER_NAME: "example.org:5000",
  APPLICATION_ROOT: "/root",
  PREFERRED_URL_SCHEME: "https",
  SECRET_KEY: "dev",
});

app.get("/", function index() {
  session.x = 1;
  return request.url;
});

app.get("/folder/", function folder() {
  return "folder";
});

app.get("/urls", function urls() {
  return `${url_for("index")} ${url_for("folder", { _external: true })} ${url_for("static", { filename: "a b.css" })}`;
});

app.get("/where", function where() {
  return `${request.script_root} ${request.root_path} ${request.path} ${request.full_path}`;
});

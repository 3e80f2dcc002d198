import { current_app, Flask, g, has_app_context, has_request_context, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const other = new Flask("other");
const word = (value: boolean) => (value ? "True" : "False");

app.get("/", async function index() {
  g.x = "of the request";
  await app.app_context().run(() => {
    log.push(`${word(has_app_context())} ${word(has_request_context())} ${g.get("x") ?? "None"}`);
    g.x = "of the inner context";
    try {
      log.push(request.path);
    } catch {
      log.push("no request");
    }
  });
  await other.app_context().run(() => {
    log.push(`${current_app.name} ${g.get("x") ?? "None"}`);
  });
  log.push(`${word(current_app.name === app.name)} ${g.x}`);
  return url_for("index");
});

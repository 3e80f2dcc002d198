import { Flask, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { static_url_path: "" });

app.before_request(() => {
  log.push(`before ${request.endpoint ?? "None"}`);
});

app.after_request((response) => {
  log.push(`after ${response.status_code} ${response.direct_passthrough ? "True" : "False"}`);
  response.headers["X-After"] = "yes";
  return response;
});

app.errorhandler(404)(() => [`no ${request.path}`, 404]);

app.get("/view", function view() {
  return url_for("static", { filename: "un d/ä.txt", v: 1 });
});

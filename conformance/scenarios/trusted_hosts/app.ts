import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.TRUSTED_HOSTS = [".example.org", "localhost"];

app.before_request(() => {
  log.push(`before ${request.routing_exception !== null ? "True" : "False"}`);
});

app.after_request((response) => {
  log.push(`after ${response.status_code}`);
  return response;
});

app.get("/", function index() {
  return request.host;
});

app.get("/per-request", function per_request() {
  return "never reached";
});

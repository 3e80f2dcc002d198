import { Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.PROVIDE_AUTOMATIC_OPTIONS = false;

app.get("/", function index() {
  return "index";
});

app.get("/with", { provide_automatic_options: true }, function with_options() {
  return "with";
});

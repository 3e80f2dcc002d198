import { Flask, render_template_string } from "miniflask";
import { CSRFProtect, generate_csrf } from "miniflask/csrf";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "forms";
const csrf = new CSRFProtect(app);
try {
  csrf.exempt("app.hook" as unknown as () => string);
} catch (error) {
  log.push((error as Error).constructor.name);
}

app.get("/token", function token() {
  return generate_csrf();
});

app.post("/change", function change() {
  return "changed";
});

app.post("/hook", function hook() {
  return "hooked";
});

app.post("/stream", { stream: true }, function stream() {
  return "streamed";
});

app.get("/own_global", function own_global() {
  app.jinja_env.globals["csrf_token"] = () => "the app's own";
  const own = render_template_string('{{ csrf_token() == "the app\'s own" }}');
  app.jinja_env.globals["csrf_token"] = generate_csrf;
  return own;
});

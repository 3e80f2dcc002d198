import {
  Flask,
  get_template_attribute,
  render_template,
  render_template_string,
  stream_template,
  stream_template_string,
} from "miniflask";
import { TemplateNotFound, TemplatesNotFound } from "miniflask/jinja";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.context_processor(function processor() {
  return { processed: "by the processor" };
});

app.get("/page", function page() {
  const user = { name: "ann", admin: true };
  return render_template("page.html", { title: "<Title>", user, numbers: [1, 2, 3] });
});

app.get("/first-existing", function first_existing() {
  return render_template(["nothing.html", "child.html", "page.html"], { items: [] });
});

app.get("/string", function string() {
  return render_template_string("{{ value }} {{ request.path }} {{ processed }}", { value: "<&>" });
});

app.get("/stream", function stream() {
  return stream_template("child.html", { items: ["a", "b"] });
});

app.get("/stream-string", function stream_string() {
  return stream_template_string("{{ request.path }} {% for i in range(3) %}{{ i }}{% endfor %}");
});

app.get("/attribute", function attribute() {
  const hello = get_template_attribute("macros.html", "hello") as (name: string) => unknown;
  return `${hello("world")}${get_template_attribute("macros.html", "answer")}`;
});

app.get("/imports", function imports() {
  return render_template("imports.html");
});

app.get("/missing", function missing() {
  try {
    return render_template("missing.html");
  } catch (error) {
    if (!(error instanceof TemplateNotFound)) throw error;
    log.push(error.templates.join(","));
    return ["not found", 404];
  }
});

app.get("/none-of-these", function none_of_these() {
  try {
    return render_template(["a.html", "b.html"]);
  } catch (error) {
    if (!(error instanceof TemplatesNotFound)) throw error;
    log.push(error.templates.join(","));
    return ["not found", 404];
  }
});

app.get("/inherited", function inherited() {
  return render_template("child.html", { items: ["x"] });
});

export async function in_app_context() {
  await app.app_context().run(() => {
    const source = "{{ processed }} {{ config.TESTING }}";
    log.push(render_template_string(source));
  });
  const first = app.jinja_env;
  log.push(app.jinja_env === first ? "True" : "False");
}

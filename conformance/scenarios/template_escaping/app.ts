import { escape, Flask, Markup, render_template, render_template_string } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Html {
  __html__() {
    return "<i>html</i>";
  }
}

app.get("/file/<name>", function file({ name }) {
  const markup = new Markup("<em>&amp;</em>");
  return render_template(name, { value: "<b>&'\"", markup, object: new Html() });
});

app.get("/string", function string() {
  const source = "{{ value }} {{ '<' ~ value }} {{ '%s' % value }} {{ ['<', value]|join(',') }}";
  return render_template_string(source, { value: "<b>" });
});

app.get("/json", function json() {
  return render_template_string(
    "<a data-x='{{ value|tojson }}'>{{ value|tojson }}</a>{{ '</script>'|tojson }} {{ [1, none, true]|tojson(indent=2) }}",
    { value: { b: "<'&\">", a: [1.5, "ü"] } },
  );
});

export function markup() {
  log.push(String(escape("<&'\">")));
  log.push(String(new Markup("<b>").concat("<")));
  log.push(String(new Markup("<b>%s</b>").mod("<x>")));
  log.push(String(new Markup(", ").join(["<a>", new Markup("<b>")])));
  log.push(new Markup("<b>a &lt; b</b>").striptags());
  log.push(new Markup("&lt;b&gt;").unescape());
  log.push(String(Markup.escape("<")));
  log.push(String(escape(new Html())));
}

import { escape as escape_html, Flask, Markup, render_template, render_template_string } from "miniflask";

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
  log.push(String(escape_html("<&'\">")));
  log.push(String(Markup.escape("<")));
  log.push(String(escape_html(new Html())));
  log.push(String(escape_html(new Markup("<b>"))));
  return app.app_context().run(() => {
    for (const source of [
      "{{ bold + '<' }}",
      "{{ '<' + bold }}",
      "{{ '<b>%s</b>'|safe % '<x>' }}",
      "{{ '<b>{}</b>'|safe|format }}",
      "{{ (', '|safe).join(['<a>', bold]) }}",
      "{{ bold.striptags() }} {{ '<p>a &lt; b</p>'|striptags }}",
      "{{ bold|upper }} {{ bold * 2 }} {{ bold|length }}",
      "{{ bold ~ '<' }} {{ [bold, '<']|join('&') }}",
    ])
      log.push(render_template_string(source, { bold: new Markup("<b>") }));
  });
}

import {
  before_render_template,
  Flask,
  Response,
  render_template,
  request,
  stream_template,
  stream_template_string,
  stream_with_context,
  template_rendered,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const name_of = (template: object) => (template as { name: string | null }).name ?? "None";

before_render_template.connect((_sender, { template }) => {
  log.push(`before ${name_of(template)}`);
}, app);

template_rendered.connect((_sender, { template }) => {
  log.push(`rendered ${name_of(template)}`);
}, app);

app.context_processor(() => ({ processed: "processed" }));

app.after_request((response) => {
  log.push(`after ${response.is_streamed ? "True" : "False"}`);
  return response;
});

function* rows(count: number) {
  for (let number = 0; number < count; number++) {
    log.push(`row ${number}`);
    yield number;
  }
}

app.get("/page", function page() {
  return stream_template("page.html", { rows: rows(3) });
});

app.get("/string", function string() {
  return stream_template_string("{% for row in rows %}{{ row }},{% endfor %}{{ request.path }}", {
    rows: rows(2),
  });
});

app.get("/response", function response() {
  function* lines() {
    for (const n of [0, 1]) yield `${request.path} ${n};`;
  }
  return new Response(stream_with_context(lines()), { mimetype: "text/csv", headers: { "X-S": "1" } });
});

app.get("/async", function plain() {
  return render_template("page.html", { rows: rows(1) });
});

app.get("/error", function error() {
  return stream_template_string("{{ 1 // 0 }}");
});

import {
  Blueprint,
  current_app,
  Flask,
  g,
  get_template_attribute,
  has_request_context,
  render_template,
  render_template_string,
  request,
  session,
  stream_template,
  stream_template_string,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp", template_folder: "bp_pages" });
const deep = new Blueprint("deep", import.meta.url, { url_prefix: "/deep" });

app.template_filter()(function shout(text: string) {
  return `${text}!`;
});

app.template_filter("twice")((text: string, { sep = " " } = {}) => `${text}${sep}${text}`);
bp.app_template_filter("twice")((text: string, { sep = "-" } = {}) => `bp ${text}${sep}${text}`);
bp.app_template_test("odd_length")((text: string) => text.length % 2 === 1);
app.template_test(function even_length(text: string) {
  return text.length % 2 === 0;
});
app.template_global()(function where() {
  return `${request.endpoint} in ${current_app.name}`;
});
deep.app_template_global("deep_name")((...given: unknown[]) => {
  const named = given.pop() as Record<string, unknown>;
  const list = given.map((value) => (typeof value === "string" ? `'${value}'` : value));
  const items = Object.entries(named).map(([name, value]) => `('${name}', ${value})`);
  return `[${list.join(", ")}] [${items.join(", ")}]`;
});
app.jinja_env.globals.answer = 42;
app.add_template_filter((value: unknown) => `<${value}>`, "angle");
app.jinja_env.filters.rev = (text: string) => [...text].reverse().join("");

app.context_processor(() => ({
  name: "app",
  request_in: has_request_context() ? request.endpoint : null,
  shared: [1],
}));
bp.context_processor(() => ({ name: "bp", g_value: g.get("value") }));
deep.context_processor(() => ({ name: "deep", g: "not g" }));

app.before_request(() => {
  g.value = request.path;
  session.s = "in session";
});

const SOURCE =
  "{{ name }} {{ 'x'|shout }} {{ 'ab'|twice }} {{ 'ab'|twice(sep='+') }} {{ 'abc' is odd_length }} {{ 'abc' is even_length }} " +
  "{{ where() }} {{ deep_name(1, 'b', k=2) }} {{ answer }} {{ 'v'|angle }} {{ 'abc'|rev }} {{ shared }} {{ session.s }} {{ g.value if g is not string else g }} " +
  "{{ config.get('NOPE', 'no config') }} {{ request.path }}";

const page = () => render_template_string(SOURCE);
const override = () =>
  render_template_string("{{ name }} {{ request }} {{ session }} {{ g }}", {
    name: "view",
    request: "mine",
    session: "s",
    g: "gg",
  });
const streamed = () =>
  stream_template_string("{% for n in [1, 2, 3] %}{{ n }}{{ name }}{{ request.path }};{% endfor %}");

for (const owner of [app, bp, deep]) {
  owner.add_url_rule("/page", "page", page);
  owner.add_url_rule("/override", "override", override);
  owner.add_url_rule("/streamed", "streamed", streamed);
}
bp.register_blueprint(deep);
app.register_blueprint(bp);

app.get("/file", function file() {
  return render_template(["none.html", "macros.html"], { who: "ann" });
});

app.get("/macro", function macro() {
  const greet = get_template_attribute("macros.html", "greet") as (name: string) => unknown;
  return `${greet("bob")} ${get_template_attribute("macros.html", "version")}`;
});

app.get("/stream-file", function stream_file() {
  return [stream_template("macros.html", { who: "stream" }), 203];
});

app.get("/missing", function missing() {
  return render_template_string("{{ missing }}|{{ missing.attribute }}");
});

app.get("/undefined-call", function undefined_call() {
  return render_template_string("{{ nothing() }}");
});

app.get("/bad-syntax", function bad_syntax() {
  return render_template_string("{% if %}");
});

app.get("/changed", function changed() {
  return render_template_string("{% set _ = shared.append(2) %}{{ shared }}");
});

app.errorhandler(Error)((error) => [error.message, 500]);

export async function outside() {
  await app.app_context().run(() => {
    log.push(
      render_template_string(
        "{{ name }} {{ request_in }} {{ g.get('value', 'no value') }} {{ config.TESTING }}",
      ),
    );
  });
  await app.test_request_context("/bp/page").run(() => {
    log.push(render_template_string("{{ name }} {{ request.blueprint }}"));
  });
}

import { Blueprint, current_app, Flask, g, Markup, render_template_string, session } from "miniflask";
import { Float } from "miniflask/sessions";
export const app = new Flask("reprs");
app.secret_key = "x";
const r = render_template_string;
app.route("/g")(function g_() {
  return r("{{ g }} {{ g|list }} {{ g.a }}");
});
app.before_request(function before() {
  g.a = 1;
  g.b = 2;
});
app.route("/request/<int:n>")(function req({ n }) {
  return r(
    "{{ request }} {{ request.args }} {{ request.form }} {{ request.cookies }} {{ request.view_args }} {{ request.headers.get('Host') }} {{ request.url_rule }} {{ request.endpoint }} {{ request.blueprint }} {{ request.is_json }} {{ request.json if request.is_json }} {{ request.content_length }} {{ request.user_agent }} {{ request.accept_mimetypes }} {{ request.method|lower }} {{ request.args|length }} {{ request.args.to_dict() }} {% for k, v in request.args.items(multi=true) %}{{ k }}={{ v }};{% endfor %}{{ request.args.lists()|list }}",
    { n },
  );
});
app.route("/session")(function sess() {
  session["k"] = [1, "a", null, true, new Float(2)];
  session["b"] = "x";
  return r(
    "{{ session }} {{ session|length }} {{ session|list }} {{ session.items()|list }} {{ session.k }} {{ session is mapping }} {{ session.modified }} {{ session.permanent }} {{ session.get('zz', 5) }} {{ session|dictsort }}",
  );
});
app.route("/values")(function values() {
  return r(
    "{{ [1, 2.5, 'a', none, true] }} {{ {'a': 1, 'b': [1]} }} {{ (1,) }} {{ 10 / 4 }} {{ 7 // 2 }} {{ 2 ** 10 }} {{ 1e20 }} {{ 'é'|tojson }} {{ m }} {{ m ~ '<' }} {{ '<' ~ m }} {{ [m, '<'] }} {{ [m, '<']|join }} {{ n }} {{ f }} {{ d }} {{ '%s-%d'|format('a', 3) }} {{ 'abc'[::-1] }} {{ u }} {{ b }}",
    {
      m: new Markup("<i>"),
      n: null,
      f: new Float(3),
      d: { x: { y: new Markup("<b>") } },
      u: "ü",
      b: Buffer.from("by"),
    },
  );
});
app.route("/app")(function a() {
  return r(
    "{{ a.name }} {{ a }} {{ bp }} {{ config.SECRET_KEY }} {{ config['DEBUG'] }} {{ config|length > 10 }} {{ config is mapping }} {{ config.keys()|sort|first }} {{ config|dictsort|first }}",
    { a: current_app._get_current_object(), bp },
  );
});
app.route("/undef")(function undef() {
  return r(
    "[{{ nope }}] {{ nope|default('d') }} {{ nope is undefined }} {{ g.nope }} {{ session.nope }} {{ request.args.nope }} {{ d.nope }} {{ d.nope|default(1) }} {{ (d.nope or 'x') }} {{ nope|length }} {{ nope|list }}",
    { d: {} },
  );
});
const bp = new Blueprint("bp", "reprs");

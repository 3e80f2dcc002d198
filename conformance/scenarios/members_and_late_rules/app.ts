import { basename } from "node:path";
import {
  current_app,
  Flask,
  json,
  jsonify,
  make_response,
  Request,
  Response,
  redirect,
  render_template_string,
  request,
} from "miniflask";
import { EndpointPrefix, Rule, Submount } from "miniflask/routing";

export const log: string[] = [];
class MyResponse extends Response {
  static override default_mimetype = "text/x-mine";
  static override default_status = 202;
}
class MyRequest extends Request {
  override on_json_loading_failed(e: Error | null) {
    if (e === null) return { error: "no json here" };
    return { error: "bad json" };
  }
  get shouted() {
    return this.path.toUpperCase();
  }
}
class MyFlask extends Flask {
  override request_class = MyRequest;
  override response_class = MyResponse;
}
export const app = new MyFlask(import.meta.url, { static_url_path: "/assets", static_folder: "files/" });
app.config["TITLE"] = "T";
app.extensions["x"] = { n: 1 };

app.add_template_filter((s: string) => [...s].reverse().join(""), "reverse_it");
app.template_filter()(function shorten(s: string, { n = 2 } = {}) {
  return s.slice(0, n);
});
app.template_test()(function short(s: string) {
  return s.length < 3;
});
app.template_global()(function double(n: number) {
  return 2 * n;
});
app.add_template_global(() => "added", "added");
app.add_template_test((n: number) => n % 2 === 1, "strange");
app.jinja_env.filters["env"] = (s: string) => `<${s}>`;
app.jinja_env.globals["site"] = "the site";

app.url_map.add(new Rule("/foo", { endpoint: "bar" }));
app.url_map.add(new Rule("/foo2/<int:n>", { endpoint: "bar2", methods: ["POST"] }));
app.url_map.add(
  new Submount("/sub", [
    new Rule("/a", { endpoint: "sub_a" }),
    new EndpointPrefix("pre_", [new Rule("/b", { endpoint: "b" })]),
  ]),
);
app.endpoint("bar")(function bar() {
  return "bar";
});
app.view_functions["bar2"] = ({ n }) => `bar2 ${n}`;
app.view_functions["sub_a"] = () => request.endpoint;
app.endpoint("pre_b")(function pre_b() {
  return request.endpoint;
});

app.route("/")(function index() {
  return render_template_string(
    "{{ 'abc'|reverse_it }} {{ 'abc'|shorten }} {{ 'abc'|shorten(n=1) }} {{ 'ab' is short }} {{ double(4) }} {{ added() }} {{ 3 is strange }} {{ 'x'|env }} {{ site }} {{ config.TITLE }} {{ request.shouted }} {{ session is defined }} {{ g is defined }} {{ current_app is defined }} {{ url_for('index') }}",
  );
});
app.route("/json", { methods: ["POST"] })(function js() {
  return jsonify(request.get_json());
});
app.route("/silent", { methods: ["POST"] })(function silent() {
  return jsonify(request.get_json({ silent: true }));
});
app.route("/redirect")(function red() {
  return redirect("/foo?x=ü");
});
app.route("/static-file")(function sf() {
  return app.send_static_file("a.txt");
});
app.route("/members")(function members() {
  return {
    has_static: app.has_static_folder,
    static_url: app.static_url_path,
    static_folder: basename(app.static_folder!),
    template_folder: basename(app.template_folder!),
    ext: (current_app.extensions["x"] as { n: number }).n,
    max_age: app.get_send_file_max_age("x"),
    resource: app.open_resource("files/a.txt").toString(),
    text: app.open_resource("files/a.txt", "r"),
    lifetime: app.permanent_session_lifetime.days,
    debug: app.debug,
    testing: app.testing,
    secret: app.secret_key,
    rules: [...app.url_map.iter_rules()].map(String).sort(),
    expecting: [
      app.url_map.is_endpoint_expecting("bar2", "n"),
      app.url_map.is_endpoint_expecting("bar2", "m"),
    ],
    dumps: json.dumps({ b: 1, a: [1.5, null, "ü"] }),
    loads: json.loads('{"a": 1}'),
    pretty: app.json.dumps({ x: [1, 2] }, { indent: 1 }),
    provider: [app.json.ensure_ascii, app.json.sort_keys, app.json.compact, app.json.mimetype],
    names: Object.keys(app.make_shell_context()).sort(),
    max: app.config["MAX_COOKIE_SIZE"],
    methods: [...[...app.url_map.iter_rules("bar2")][0]!.methods!].sort(),
  };
});
app.route("/made")(function made() {
  return make_response("x");
});
app.route("/plain")(function plain() {
  return ["x", 200];
});

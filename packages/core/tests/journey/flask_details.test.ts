import { inspect } from "node:util";
import { ChoiceLoader, DictLoader, Macro } from "@miniflask/jinja";
import { expect, test } from "vitest";
import { ValueError } from "../../src/data/errors.ts";
import { Namespace } from "../../src/data/signal.ts";
import { DispatcherMiddleware } from "../../src/edge/dispatcher.ts";
import {
  abort,
  Blueprint,
  before_render_template,
  current_app,
  DefaultJSONProvider,
  Flask,
  flash,
  get_flashed_messages,
  get_template_attribute,
  json,
  jsonify,
  Markup,
  MethodView,
  make_response,
  Request,
  Response,
  redirect,
  render_template,
  render_template_string,
  request,
  request_started,
  send_file,
  session,
  url_for,
} from "../../src/index.ts";
import { make_app } from "../support/make_app.ts";

/** Details in which conformance scenarios found a difference; each names the row it belongs to. */

test("headers beside new content are kept as they are, a repeated one too", async () => {
  // covers: RS-02
  const app = new Flask("pairs");
  app.get("/", { endpoint: "pairs" }, () => [
    "x",
    200,
    [
      ["X-A", "1"],
      ["X-A", "2"],
    ],
  ]);
  const response = await app.test_client().get("/");
  expect(response.headers.getlist("X-A")).toEqual(["1", "2"]);
});

test("headers beside a response replace its own", async () => {
  // covers: RS-04
  const app = new Flask("replaced");
  app.get("/", { endpoint: "replaced" }, () => [make_response("x", { "X-A": "old" }), { "X-A": "new" }]);
  const response = await app.test_client().get("/");
  expect(response.headers.getlist("X-A")).toEqual(["new"]);
});

test("debug switches the reloading of templates, unless the config says which", () => {
  // covers: AP-05, TP-10
  const app = new Flask("reload");
  expect(app.jinja_env.auto_reload).toBe(false);
  app.debug = true;
  expect(app.jinja_env.auto_reload).toBe(true);
  app.config.TEMPLATES_AUTO_RELOAD = false;
  app.jinja_env.auto_reload = false;
  app.debug = true;
  expect(app.jinja_env.auto_reload).toBe(false);
});

test("tojson hands its indent to the app's JSON provider", async () => {
  const app = new Flask("indent");
  const text = await app.app_context().run(() => render_template_string("{{ [1]|tojson(indent=2) }}"));
  expect(text).toBe("[\n  1\n]");
});

test("a session has a length in templates, whatever its keys are named", async () => {
  const app = new Flask("length");
  app.secret_key = "a key for a test only";
  app.get("/", { endpoint: "length" }, () => {
    session.set("size", 7);
    return render_template_string("{{ session|length }}{{ ' some' if session }}");
  });
  expect((await app.test_client().get("/")).text).toBe("1 some");
});

test("a key that a form or the query lacks is undefined in a template, and a 400 in a view", async () => {
  const app = new Flask("keys");
  app.get("/page", { endpoint: "page" }, () =>
    render_template_string(
      "{{ request.form['x'] or 'none' }} {{ request.args.x is defined }} {{ request.files['f'] }}.",
    ),
  );
  app.get("/view", { endpoint: "view" }, () => request.args["x"]!);
  const client = app.test_client();
  expect((await client.get("/page")).text).toBe("none False .");
  expect((await client.get("/view")).status_code).toBe(400);
});

test("templates ask what is in a form or query, whatever a client named its keys", async () => {
  const app = new Flask("containment");
  app.get("/", { endpoint: "containment" }, () =>
    render_template_string(
      "{{ 'q' in request.args }} {{ 'n' in request.args }} {{ request.args|length }} {{ request.form|length }}" +
        "{% if request.args %} some{% endif %}{% if request.form %} form{% endif %} {{ request.args == 1 }}",
    ),
  );
  const client = app.test_client();
  expect((await client.get("/?q=1&size=9&length=8&__len__=7")).text).toBe("True False 4 0 some False");
  expect((await client.get("/")).text).toBe("False False 0 0 False");
});

test("a folder is no file to send", async () => {
  const app = new Flask("folder", { root_path: import.meta.dirname });
  app.get("/", { endpoint: "folder" }, () => send_file("."));
  expect((await app.test_client().get("/")).status_code).toBe(500);
});

test("abort(416) takes the length by name, too", async () => {
  const app = new Flask("range");
  app.get("/", { endpoint: "range" }, () => abort(416, { length: 100, description: "only 100" }));
  const response = await app.test_client().get("/");
  expect(response.headers.get("Content-Range")).toBe("bytes */100");
  expect(response.text).toContain("only 100");
});

test("a macro taken from a template is a function, with keyword arguments in an object", async () => {
  const app = new Flask("macros", {
    root_path: import.meta.dirname,
    template_folder: "../fixtures/templates",
  });
  await app.app_context().run(() => {
    const hello = get_template_attribute("macro_for_flask_details.html", "hello") as (
      ...args: unknown[]
    ) => unknown;
    expect(hello).not.toBeInstanceOf(Macro);
    expect(String(hello("ann"))).toBe("hello ann!");
    expect(String(hello("ann", { punctuation: "?" }))).toBe("hello ann?");
    expect(get_template_attribute("macro_for_flask_details.html", "answer")).toBe(42);
  });
});

test("EXPLAIN_TEMPLATE_LOADING tells every folder that was searched", async () => {
  const app = new Flask("explained", { root_path: import.meta.dirname });
  app.config.EXPLAIN_TEMPLATE_LOADING = true;
  app.register_blueprint(
    new Blueprint("bp", "bp", { root_path: import.meta.dirname, template_folder: "theirs" }),
  );
  const lines: string[] = [];
  app.logger.info = (...given: unknown[]) => void lines.push(String(given[0]));
  expect(() => app.jinja_env.get_template("none.html")).toThrow("none.html");
  expect(lines.join("\n")).toMatch(
    /none\.html'.*application 'explained'.*blueprint 'bp'.*could not be found/s,
  );
});

test("templates print a form and a query as in Python", async () => {
  const app = new Flask("printed");
  app.get("/", { endpoint: "printed" }, () =>
    render_template_string(
      "{% autoescape false %}{{ request.args }} {{ request.form }}{% endautoescape %}{{ request.args }}",
    ),
  );
  const answer = await app.test_client().get("/?q=<%27&__html__=1&q=2");
  expect(answer.text).toBe(
    `ImmutableMultiDict([('q', "<'"), ('q', '2'), ('__html__', '1')]) ImmutableMultiDict([])` +
      "ImmutableMultiDict([(&#39;q&#39;, &#34;&lt;&#39;&#34;), (&#39;q&#39;, &#39;2&#39;), (&#39;__html__&#39;, &#39;1&#39;)])",
  );
});

test("templates print the session and the request as in Python", async () => {
  const app = new Flask("printed");
  app.secret_key = "a key for tests only";
  app.get("/", { endpoint: "printed" }, () => {
    session.update({ user: "ann", cart: [1, { n: null }] });
    return render_template_string("{% autoescape false %}{{ session }} {{ request }}{% endautoescape %}");
  });
  const answer = await app.test_client().get("/?q=1");
  expect(answer.text).toBe(
    "<SecureCookieSession {'user': 'ann', 'cart': [1, {'n': None}]}> <Request 'http://localhost/?q=1' [GET]>",
  );
});

test("the configuration has a dict's methods", async () => {
  // covers: CF-02
  const app = new Flask("settings");
  app.config["MINE"] = 1;
  expect(app.config.keys()).toEqual(Object.keys(app.config));
  expect(app.config.values()).toContain(16 * 1024 * 1024);
  const text = await app
    .app_context()
    .run(() =>
      render_template_string(
        "{% for key, value in config.items() if key.startswith('M') %}{{ key }}={{ value }};{% endfor %}",
      ),
    );
  expect(text).toBe(
    "MAX_CONTENT_LENGTH=16777216;MAX_FORM_MEMORY_SIZE=500000;MAX_FORM_PARTS=1000;MAX_COOKIE_SIZE=4093;MINE=1;",
  );
});

test("safe text is text for a view, as Python's Markup is a str", async () => {
  // covers: RS-01, TP-14
  const app = new Flask("markup");
  app.get("/", { endpoint: "plain" }, () => new Markup("<b>x</b>"));
  app.get("/tuple", { endpoint: "tuple" }, () => [new Markup("<i>"), 201]);
  const client = app.test_client();
  const [plain, tuple] = [await client.get("/"), await client.get("/tuple")];
  expect([plain.text, plain.content_type]).toEqual(["<b>x</b>", "text/html; charset=utf-8"]);
  expect([tuple.text, tuple.status_code]).toEqual(["<i>", 201]);
});

test("jinja_loader may be set, on the app and on a blueprint, also after jinja_env was made", async () => {
  // covers: TP-08
  const app = new Flask("loaders", { root_path: import.meta.dirname });
  const bp = new Blueprint("bp", "bp", { root_path: import.meta.dirname });
  app.register_blueprint(bp);
  expect(bp.jinja_loader).toBeNull();
  expect(() => app.jinja_env.get_template("own.html")).toThrow("own.html: not found in");
  bp.jinja_loader = new DictLoader({ "own.html": "blueprint's", "bp.html": "of {{ 1 + 1 }}" });
  app.jinja_loader = new ChoiceLoader([new DictLoader({ "own.html": "app's" }), app.jinja_loader!]);
  await app.app_context().run(() => {
    expect([render_template("own.html"), render_template("bp.html")]).toEqual(["app's", "of 2"]);
    expect(() => render_template("none.html")).toThrow(
      "none.html: not found in 'ChoiceLoader', 'DictLoader'",
    );
  });
});

test("a subclass says where all templates come from", async () => {
  // covers: TP-08
  class OtherFlask extends Flask {
    override create_global_jinja_loader() {
      return new DictLoader({ "index.html": "Hello {{ 'Custom' }}!" });
    }
  }
  const text = await new OtherFlask("other").app_context().run(() => render_template("index.html"));
  expect(text).toBe("Hello Custom!");
});

test("a MethodView answers the methods that the class above names and those that it has", async () => {
  // covers: RT-53
  class Base extends MethodView {
    static override methods: readonly string[] | undefined = ["GET", "PROPFIND"];
    get() {
      return "get";
    }
    propfind() {
      return "found";
    }
  }
  class Child extends Base {
    post() {
      return "posted";
    }
  }
  class Named extends Child {
    static override methods = ["POST"];
  }
  const app = new Flask("views");
  app.add_url_rule("/child", { view_func: Child.as_view("child") });
  app.add_url_rule("/named", { view_func: Named.as_view("named") });
  const client = app.test_client();
  const allowed = async (path: string) => [...(await client.options(path)).allow].sort();
  expect(await allowed("/child")).toEqual(["GET", "HEAD", "OPTIONS", "POST", "PROPFIND"]);
  expect(await allowed("/named")).toEqual(["OPTIONS", "POST"]);
  expect((await client.open("/child", { method: "PROPFIND" })).text).toBe("found");
  expect([[...(Child.methods ?? [])].sort(), Named.methods]).toEqual([["GET", "POST", "PROPFIND"], ["POST"]]);
});

test("a field of a MethodView is no method of it", async () => {
  // covers: RT-53
  class Page extends MethodView {
    get() {
      return "page";
    }
    post = this.get;
  }
  const app = new Flask("fields");
  app.add_url_rule("/", { view_func: Page.as_view("page") });
  expect((await app.test_client().post("/")).status_code).toBe(405);
});

test("templates may name an option of a MultiDict or give it in turn", async () => {
  // covers: RQ-07
  const app = new Flask("turns");
  const source =
    "{{ request.values.to_dict(false) }} {{ request.args.to_dict(flat=false) }} {{ request.args.to_dict(true) }} " +
    "{% for k, v in request.args.items(true) %}{{ k }}{{ v }}{% endfor %} {% for k, v in request.values.items(multi=true) %}{{ v }}{% endfor %} " +
    "{% for k, v in request.values.items(false) %}{{ v }}{% endfor %}";
  app.get("/", { endpoint: "show" }, () =>
    render_template_string(`{% autoescape false %}${source}{% endautoescape %}`),
  );
  expect((await app.test_client().get("/?a=1&a=2")).text).toBe(
    "{'a': ['1', '2']} {'a': ['1', '2']} {'a': '1'} a1a2 12 1",
  );
});

test("a location is sent as it was set", async () => {
  // covers: RS-28
  class Correcting extends Response {
    static readonly autocorrect_location_header = true;
  }
  const app = new Flask("locations");
  app.response_class = Correcting;
  app.get("/a/b", { endpoint: "b" }, () => redirect("c"));
  expect((await app.test_client().get("/a/b")).headers.get("Location")).toBe("c");
});

test("an object's keys that look like indices come first, a Map's stay", async () => {
  // covers: JS-02
  const app = new Flask("orders");
  app.json.sort_keys = false;
  const entries = [
    ["b", 1],
    ["10", 2],
    ["9", 3],
  ] as const;
  app.get("/object", { endpoint: "object" }, () => Object.fromEntries(entries));
  app.get("/map", { endpoint: "map" }, () => jsonify(new Map(entries)));
  expect((await app.test_client().get("/object")).text).toBe('{"9":3,"10":2,"b":1}\n');
  expect((await app.test_client().get("/map")).text).toBe('{"b":1,"10":2,"9":3}\n');
});

test("a signal is connected while a function runs", async () => {
  // covers: SG-02
  const app = new Flask("signals");
  const heard: string[] = [];
  const connected = request_started.connected_to(() => void heard.push("scoped"), app);
  expect(await connected.run(async () => (await app.test_client().get("/")).status_code)).toBe(404);
  expect(() =>
    connected.run(() => {
      throw new Error("inside");
    }),
  ).toThrow("inside");
  await app.test_client().get("/");
  expect(heard).toEqual(["scoped"]);
});

test("flash takes its category by name, too", async () => {
  // covers: SE-39
  const app = make_app();
  app.get("/", function index() {
    flash("gone", { category: "error" });
    flash("here", {});
    return get_flashed_messages({ with_categories: true })
      .map((pair) => pair.join(":"))
      .join();
  });
  expect((await app.test_client().get("/")).text).toBe("error:gone,message:here");
});

test("a view asks for the answer to OPTIONS without the context, as in Flask 3.1", async () => {
  // covers: AP-18
  const app = new Flask("options");
  app.route("/", { methods: ["OPTIONS", "GET"] }, function own() {
    const response: Response = Reflect.apply(app.make_default_options_response, app, []);
    response.headers["X-Own"] = "yes";
    return response;
  });
  const answer = await app.test_client().options("/");
  expect([[...answer.allow].sort(), answer.headers["X-Own"]]).toEqual([["GET", "HEAD", "OPTIONS"], "yes"]);
});

test("signals of one's own come from a namespace, and receivers are connected by a decorator", async () => {
  // covers: SG-02
  const app = new Flask("shop");
  const shop_signals = new Namespace();
  const sold = shop_signals.signal("sold");
  const heard: unknown[] = [];
  sold.connect_via(app)(function note(sender, { item }) {
    heard.push(sender === app, item);
    return "noted";
  });
  expect(shop_signals.signal("sold")).toBe(sold);
  expect(new Namespace().signal("sold")).not.toBe(sold);
  const results = await sold.send(app, { item: "book" });
  expect(results.map(([, result]) => result)).toEqual(["noted"]);
  await sold.send(app);
  await sold.send(new Flask("other"), { item: "cup" });
  expect(heard).toEqual([true, "book", true, undefined]);
});

test("a receiver of before_render_template changes what the template sees", async () => {
  // covers: TP-17
  const app = new Flask("signals");
  before_render_template.connect_via(app)((_sender, { template, context }) => {
    context["title"] = `${template.name}!`;
  });
  const text = await app.app_context().run(() => render_template_string("{{ title }}", { title: "given" }));
  expect(text).toBe("null!");
});

test("a request that a view hands on to another app meets that app's limits", async () => {
  const strict = make_app({ MAX_CONTENT_LENGTH: 3, MAX_FORM_MEMORY_SIZE: 5, MAX_FORM_PARTS: 1 });
  strict.post("/", function limits() {
    return [request.max_content_length, request.max_form_memory_size, request.max_form_parts].join();
  });
  strict.post("/data", function data() {
    return request.get_data();
  });
  const app = make_app({ MAX_FORM_MEMORY_SIZE: 50, MAX_FORM_PARTS: 10 });
  const hand_on = () => strict.handle(request._get_current_object());
  app.route("/", { methods: ["POST"], endpoint: "limits" }, hand_on);
  app.route("/data", { methods: ["POST"], endpoint: "data" }, hand_on);
  const client = app.test_client();
  expect((await client.post("/")).text).toBe("3,5,1");
  expect((await client.post("/data", { data: "four" })).status_code).toBe(413);
});

test("a request that another app has no rule for is a miss there, whatever views it has", async () => {
  const other = make_app();
  other.get("/elsewhere", function index() {
    return "the wrong view";
  });
  const app = make_app();
  app.get("/", function index() {
    return other.handle(request._get_current_object());
  });
  expect((await app.test_client().get("/")).status_code).toBe(404);
});

test("a request class has limits of its own, the app's hold for the others", async () => {
  // covers: RQ-26, RQ-27, RQ-28
  class SmallRequest extends Request {
    override max_form_parts = 1;
  }
  const app = new Flask("limits");
  app.request_class = SmallRequest;
  app.config.MAX_CONTENT_LENGTH = 1000;
  app.post("/", { endpoint: "limits" }, () => ({
    limits: [request.max_content_length, request.max_form_memory_size],
    names: [...request.form.keys()],
  }));
  const send = (data: Record<string, unknown>) => app.test_client().post("/", { data: data as never });
  const file = [Buffer.from("x"), "a.txt"] as const;
  expect((await send({ file })).json).toEqual({ limits: [1000, 500_000], names: [] });
  expect((await send({ file, name: "x" })).status_code).toBe(413);
});

test("a script root is decoded, as the path is", async () => {
  // covers: RQ-01, TS-02
  const app = new Flask("rooted");
  app.get("/x", { endpoint: "x" }, () => ({ root: request.root_path, url: request.url, to: url_for("x") }));
  const answer = await app.test_client().get("/x", { base_url: "http://h.test/a b/%C3%BC" });
  expect(answer.json).toEqual({ root: "/a b/ü", url: "http://h.test/a%20b/ü/x", to: "/a b/ü/x" });
});

test("handlers of URLs that cannot be built are told whether it was to be external", async () => {
  const app = new Flask("handlers");
  const told: unknown[] = [];
  app.url_build_error_handlers.push((_error, _endpoint, values) => {
    told.push(values["_external"]);
    return "/built";
  });
  await app.test_request_context("/").run(() => url_for("missing"));
  expect(told).toEqual([false]);
});

test("a scheme without a host is a value that cannot be used", async () => {
  // covers: RT-39
  const app = new Flask("schemes");
  const build = () => url_for("x", { _scheme: "https", _external: false });
  await app.test_request_context("/").run(() => expect(build).toThrow(ValueError));
});

test("an app can be mounted as it is", async () => {
  const app = new Flask("front");
  const other = new Flask("other");
  other.get("/page", { endpoint: "page" }, () => "other");
  app.handle = DispatcherMiddleware(app.handle, { "/x": other });
  expect((await app.test_client().get("/x/page")).text).toBe("other");
});

test("the shell starts with app, g and what the processors add", () => {
  const app = new Flask("shell");
  app.shell_context_processor(() => ({ answer: 42 }));
  expect(Object.keys(app.make_shell_context()).sort()).toEqual(["answer", "app", "g"]);
});

test("a blueprint adds template functions to the app", async () => {
  const app = new Flask("functions");
  const bp = new Blueprint("bp", "bp");
  bp.add_app_template_filter((text: string) => `${text}!`, "loud");
  bp.add_app_template_test((value: unknown) => value === 1, "one");
  bp.add_app_template_global(() => "g", "short");
  app.register_blueprint(bp);
  const text = await app
    .app_context()
    .run(() => render_template_string("{{ 'a'|loud }} {{ 1 is one }} {{ short() }}"));
  expect(text).toBe("a! True g");
});

test("json is the app's in its context, and Python's outside", async () => {
  // covers: JS-04
  const app = new Flask("json");
  expect(json.dumps({ b: 1, a: "ü" })).toBe('{"b": 1, "a": "\\u00fc"}');
  expect(await app.app_context().run(() => json.dumps({ b: 1, a: 2 }))).toBe('{"a": 2, "b": 1}');
  let written = "";
  json.dump([1], { write: (text) => (written += text) });
  expect(json.load({ read: () => written })).toEqual([1]);
});

test("a response reads its own JSON", () => {
  const app = new Flask("json");
  const response = app.make_response({ a: 1 });
  expect(response.json).toEqual({ a: 1 });
  response.content_type = "text/plain";
  expect(response.get_json()).toBeNull();
  expect(response.get_json({ force: true })).toEqual({ a: 1 });
  response.data = "{";
  expect(response.get_json({ force: true, silent: true })).toBeNull();
  expect(() => response.get_json({ force: true })).toThrow();
});

test("an app and a blueprint that are given no module say what to give them", () => {
  const call = (made: unknown) => made as new (...args: unknown[]) => unknown; // what the types refuse, JavaScript lets through
  const message = "new Flask(import.meta.url), new Blueprint(name, import.meta.url)";
  expect(() => new (call(Flask))()).toThrow(message);
  expect(() => new (call(Blueprint))("auth")).toThrow(message);
});

test("an app's JSON provider writes its answers, and leaves its session cookies as they are", async () => {
  class Wrapping extends DefaultJSONProvider {
    override dumps(value: unknown) {
      return super.dumps({ wrapped: value });
    }
  }
  const app = new Flask("json");
  app.secret_key = "k";
  app.json_provider_class = Wrapping;
  app.get("/", function index() {
    session.user = "ann";
    return { a: 1 };
  });
  const answer = await app.test_client().get("/");
  expect(answer.text).toContain("wrapped");
  expect(answer.headers["Set-Cookie"]).toContain(
    `session=${Buffer.from('{"user":"ann"}').toString("base64url")}.`,
  );
});

test("of Flask's names for an app those are absent that are Python's, or would open the tables", () => {
  const app = new Flask("names");
  const absent = [
    "ensure_sync async_to_sync wsgi_app auto_find_instance_path should_ignore_error update_template_context default_config",
    "before_request_funcs after_request_funcs teardown_request_funcs template_context_processors url_default_functions",
    "url_value_preprocessors error_handler_spec shell_context_processors",
  ].flatMap((names) => names.split(" "));
  expect(absent.filter((name) => name in app)).toEqual([]);
});

test("a subclass adds to the configuration that its apps begin with", () => {
  class Site extends Flask {
    override make_config(instance_relative?: boolean) {
      const config = super.make_config(instance_relative);
      config.from_mapping({ PAGE_SIZE: 20, TESTING: true });
      return config;
    }
  }
  const app = new Site("site", { instance_path: "/srv/site", instance_relative_config: true });
  expect([app.config["PAGE_SIZE"], app.testing, app.config.root_path]).toEqual([20, true, "/srv/site"]);
});

test("a blueprint sends its files for the app that is asked, of those that have it (BP-09)", async () => {
  const bp = new Blueprint("files", import.meta.url, { static_folder: "." });
  bp.get("/own", function own() {
    return bp.send_static_file("flask_details.test.ts");
  });
  expect(() => bp.send_static_file("x")).toThrow("The blueprint 'files' is not registered");
  const apps = [1, 2].map((age) => {
    const app = new Flask("app");
    app.config.SEND_FILE_MAX_AGE_DEFAULT = age;
    app.register_blueprint(bp);
    return app;
  });
  const ages = apps.map(async (app) => (await app.test_client().get("/own")).headers["Cache-Control"]);
  expect(await Promise.all(ages)).toEqual(["public, max-age=1", "public, max-age=2"]);
});

test("what a print of them shows is Flask's repr", async () => {
  const app = new Flask("shop");
  const client = app.test_client();
  const streamed = new Response(["a", "b"].values());
  const shown: [unknown, string][] = [
    [app, "<Flask 'shop'>"],
    [new Blueprint("admin", "shop"), "<Blueprint 'admin'>"],
    [new Response("a\u00fc"), "<Response 3 bytes [200 OK]>"],
    [streamed, "<Response streamed [200 OK]>"],
    [await client.get("/x"), "<TestResponse 207 bytes [404 NOT FOUND]>"],
    [client, "<FlaskClient <Flask 'shop'>>"],
  ];
  for (const [value, text] of shown) expect([inspect(value), String(value)]).toEqual([text, text]);
  await app.test_request_context("/x?a=1").run(() => {
    expect([inspect(request), inspect(current_app)]).toEqual([
      "<Request 'http://localhost/x?a=1' [GET]>",
      "<Flask 'shop'>",
    ]);
  });
});

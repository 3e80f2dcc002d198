import {
  Blueprint,
  type Flask,
  type PathValues,
  render_template_string,
  request,
  SetupError,
  url_for,
  wraps,
} from "@miniflask/core";
import { describe, expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

const text_of = async (app: Flask, path: string) => (await app.test_client().get(path)).text;

describe("every spelling of a route", () => {
  test.for<[string, (app: Flask) => unknown]>([
    [
      "as Python's decorator call",
      (app) =>
        app.route("/")(function index() {
          return "index";
        }),
    ],
    [
      "with the view last",
      (app) =>
        app.route("/", function index() {
          return "index";
        }),
    ],
    ["with options between", (app) => app.get("/", { endpoint: "index" }, () => "index")],
    ["with an async arrow", (app) => app.get("/", { endpoint: "index" }, async () => "index")],
    ["add_url_rule with positions", (app) => app.add_url_rule("/", "index", () => "index")],
    [
      "add_url_rule with one object",
      (app) => app.add_url_rule("/", { endpoint: "index", view_func: () => "index" }),
    ],
    [
      "a rule first and its view later",
      (app) => {
        app.add_url_rule("/", "index");
        app.endpoint("index")(() => "index");
      },
    ],
    [
      "a view put into view_functions",
      (app) => {
        app.add_url_rule("/", "index");
        app.view_functions.index = () => "index";
      },
    ],
  ])("%s", async ([, register]) => {
    const app = make_app();
    register(app);
    expect(await text_of(app, "/")).toBe("index");
    expect(await app.test_request_context("/").run(() => url_for("index"))).toBe("/");
  });

  test("returns the function it was given", () => {
    const app = make_app();
    const index = () => "index";
    const hook = () => undefined;
    expect(app.route("/", { endpoint: "index" })(index)).toBe(index);
    expect(app.before_request(hook)).toBe(hook);
    expect(app.before_request()(hook)).toBe(hook);
  });
});

describe("standard decorators", () => {
  test("on static methods: the name is the endpoint, the class is this, stacked ones apply from below", async () => {
    const app = make_app();
    const shout = <V>(view: (values: V) => string) => wraps(view, (values: V) => view(values).toUpperCase());
    class Pages {
      static greeting = "hello";
      @app.before_request
      static remember() {
        request.headers.get("X");
      }
      @app.get("/users/<int:id>")
      @shout
      static user({ id }: PathValues<"/users/<int:id>">) {
        return `${Pages.greeting} ${id}`;
      }
      @app.route("/this", { methods: ["GET", "POST"] })
      static whose() {
        return this.greeting;
      }
      @app.errorhandler(404)
      static missing() {
        return ["missing", 404] as const;
      }
    }
    expect(Pages.greeting).toBe("hello");
    expect(await text_of(app, "/users/3")).toBe("HELLO 3");
    expect(await text_of(app, "/this")).toBe("hello");
    expect(await text_of(app, "/nowhere")).toBe("missing");
    expect(await app.test_request_context("/").run(() => url_for("user", { id: 4 }))).toBe("/users/4");
  });

  test("a method under two routes is one view, and keeps what other decorators wrote on it", async () => {
    const app = make_app();
    const posted = <F extends () => string>(view: F) => Object.assign(view, { methods: ["POST"] });
    class Pages {
      static greeting = "hello";
      @app.route("/a")
      @app.route("/b")
      @posted
      static both() {
        return this.greeting;
      }
    }
    expect(Pages.greeting).toBe("hello");
    for (const path of ["/a", "/b"]) expect((await app.test_client().post(path)).text).toBe("hello");
    expect(app.view_functions["both"]?.name).toBe("both");
  });

  test.for<[string, unknown, object, RegExp]>([
    ["a method of instances", () => "x", { kind: "method", static: false }, /not a method of instances/],
    ["a field", undefined, { kind: "field", static: true }, /static methods only, not a field/],
    ["a getter", () => "x", { kind: "getter", static: true }, /not a getter/],
    ["a class", class {}, { kind: "class" }, /not a class/],
  ])("on %s they say why not", ([, decorated, context, message]) => {
    const decorate = make_app().get("/") as unknown as (decorated: unknown, context: object) => void;
    expect(() => decorate(decorated, { name: "x", ...context })).toThrow(message);
  });

  test("legacy decorators are noticed", () => {
    const app = make_app();
    const decorate = app.before_request as unknown as (fn: () => void, key: string) => void;
    expect(() => decorate(() => undefined, "method")).toThrow(/experimentalDecorators/);
  });
});

describe("mistakes at set-up say what to do", () => {
  test.for<[string, (app: Flask) => unknown, RegExp]>([
    [
      "an anonymous view",
      (app) => app.get("/", () => "x"),
      /has no name to be its endpoint.*endpoint: "index"/,
    ],
    [
      "an anonymous view of a blueprint, before that is registered",
      () => new Blueprint("a", "x").get("/", () => "x"),
      /has no name to be its endpoint/,
    ],
    [
      "a decorator without its rule",
      (app) =>
        (app.get as unknown as (...args: unknown[]) => void)(() => "x", { kind: "method", static: true }),
      /get takes the rule first.*@app\.get\("\/"\)/,
    ],
    [
      "a module in the place of its blueprint",
      (app) => app.register_blueprint({ auth: new Blueprint("auth", "x") } as never),
      /register_blueprint takes a Blueprint.*a module that holds one is not one/,
    ],
    [
      "two views of one name",
      (app) => {
        app.get("/a", function index() {
          return "a";
        });
        app.get("/b", function index() {
          return "b";
        });
      },
      /overwriting an existing endpoint function: index/,
    ],
    [
      "methods as a string",
      (app) => app.route("/", { methods: "POST" as never, endpoint: "x" }, () => "x"),
      /must be a list of strings/,
    ],
    [
      "methods with a shortcut",
      (app) => app.get("/", { methods: ["POST"] } as never, () => "x"),
      /Use the 'route' decorator/,
    ],
    [
      "no function",
      (app) => app.before_request(3 as never),
      /before_request takes a function, it was given the number 3/,
    ],
    [
      "a function that a circular import left undefined",
      (app) => app.before_request(undefined as never),
      /before_request takes a function, it was given undefined.*imports this one/,
    ],
    [
      "a view left undefined",
      (app) => app.route("/", {}, undefined as never),
      /route takes a function, it was given undefined/,
    ],
    [
      "a handler left undefined",
      (app) => app.errorhandler(404, undefined as never),
      /errorhandler takes a function/,
    ],
    [
      "a filter left undefined",
      (app) => app.template_filter("shout", undefined as never),
      /template_filter takes a function/,
    ],
    [
      "an endpoint's view left undefined",
      (app) => app.endpoint("index", undefined as never),
      /endpoint takes a function/,
    ],
    [
      "options behind the view",
      (app) => (app.route as unknown as (...args: unknown[]) => void)("/", () => "x", { methods: ["POST"] }),
      /options come before the view/,
    ],
    [
      "a misspelt option",
      (app) => app.route("/", { method: ["POST"], endpoint: "x" } as never, () => "x"),
      /unknown option "method". There are endpoint, methods,/,
    ],
    [
      "a view in the endpoint's place",
      (app) => app.add_url_rule("/", (() => "x") as never),
      /function where the endpoint stands/,
    ],
    [
      "a handler without a code",
      (app) => app.errorhandler((() => "x") as never),
      /takes an HTTP status code or a class/,
    ],
    [
      "a handler left undefined, registered without decorator",
      (app) => app.register_error_handler(404, undefined as never),
      /register_error_handler takes a function/,
    ],
    [
      "a class as view",
      (app) => app.get("/", class Page {} as never),
      /The view for "\/" is a class.*MyView.as_view/,
    ],
    [
      "a blueprint left undefined, inside another",
      () => new Blueprint("a", "x").register_blueprint(undefined as never),
      /register_blueprint takes a Blueprint/,
    ],
    ["an unknown error code", (app) => app.errorhandler(299, () => "x"), /not a recognized HTTP error code/],
    ["an error instance", (app) => app.errorhandler(new Error("x") as never, () => "x"), /not an instance/],
    ["a blueprint name with a dot", () => new Blueprint("a.b", "x"), /may not contain a dot/],
    [
      "one blueprint name twice",
      (app) => {
        app.register_blueprint(new Blueprint("a", "x"));
        app.register_blueprint(new Blueprint("a", "x"));
      },
      /already registered for a different blueprint/,
    ],
  ])("%s", ([, register, message]) => {
    expect(() => register(make_app())).toThrow(message);
  });

  test("a rule without a slash", () => {
    expect(() => make_app().get("x", { endpoint: "x" }, () => "x")).toThrow(/must start with a slash/);
  });

  test("set-up after the first request", async () => {
    const app = make_app();
    await app.test_client().get("/");
    expect(() => app.before_request(() => undefined)).toThrow(/'before_request' can no longer be called/);
    expect(() => app.errorhandler(404)(() => "")).toThrow(
      "The setup method 'errorhandler' can no longer be called on the application. It has already handled its first request, any " +
        "changes will not be applied consistently.\nMake sure all imports, decorators, functions, etc. needed to set up the " +
        "application are done before running it.",
    );
    expect(() => app.get("/", { endpoint: "index" }, () => "x")).toThrow(SetupError);
    expect(() => app.register_blueprint(new Blueprint("a", "x"))).toThrow(SetupError);
  });
});

describe("blueprints", () => {
  test("take a rule with everything in one object, as apps do", async () => {
    const app = make_app();
    const blueprint = new Blueprint("b", "x", { url_prefix: "/b" });
    blueprint.add_url_rule("/x", { endpoint: "named", view_func: () => request.endpoint ?? "" });
    app.register_blueprint(blueprint);
    expect(await text_of(app, "/b/x")).toBe("b.named");
  });

  test("nest, with prefixes, names and hooks of their own", async () => {
    const app = make_app();
    const log: string[] = [];
    const parent = new Blueprint("parent", "x", { url_prefix: "/parent" });
    const child = new Blueprint("child", "x", { url_prefix: "/child" });
    app.before_request(() => void log.push("app"));
    parent.before_request(() => void log.push("parent"));
    child.before_request(() => void log.push("child"));
    child.get("/", function index() {
      return [url_for(".index"), url_for("parent.child.index"), String(request.blueprints)].join(" ");
    });
    parent.register_blueprint(child);
    app.register_blueprint(parent);
    expect(await text_of(app, "/parent/child/")).toBe("/parent/child/ /parent/child/ parent.child,parent");
    expect(log).toEqual(["app", "parent", "child"]);
    expect((await app.test_client().get("/nowhere")).status_code).toBe(404);
    expect(log).toEqual(["app", "parent", "child", "app"]);
  });

  test("register what is for the whole app with the function or by a decorator", async () => {
    const app = make_app();
    const blueprint = new Blueprint("b", "x");
    blueprint.app_errorhandler(404, () => "lost");
    blueprint.app_errorhandler(RangeError)((error) => `far: ${error.message}`);
    blueprint.app_template_filter("loud", (text: string) => `${text}!`);
    app.register_blueprint(blueprint);
    app.get("/", function index() {
      throw new RangeError(render_template_string("{{ 'off'|loud }}"));
    });
    expect([await text_of(app, "/nowhere"), await text_of(app, "/")]).toEqual(["lost", "far: off!"]);
  });

  test("handle their own errors first, by code", async () => {
    const app = make_app();
    const blueprint = new Blueprint("b", "x");
    blueprint.errorhandler(RangeError, () => "the blueprint's");
    app.errorhandler(RangeError, () => "the app's");
    const fail = () => {
      throw new RangeError();
    };
    blueprint.get("/inside", { endpoint: "inside" }, fail);
    app.get("/outside", { endpoint: "outside" }, fail);
    app.register_blueprint(blueprint);
    expect([await text_of(app, "/inside"), await text_of(app, "/outside")]).toEqual([
      "the blueprint's",
      "the app's",
    ]);
  });
});

import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import {
  AppGlobals,
  after_this_request,
  copy_current_request_context,
  current_app,
  Flask,
  g,
  has_app_context,
  has_request_context,
  render_template_string,
  request,
  session,
  stream_with_context,
  url_for,
} from "@miniflask/core";
import { afterEach, describe, expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

afterEach(() => {
  expect(has_app_context()).toBe(false);
});

describe("outside any context", () => {
  test.for([
    ["request", () => request.path],
    ["session", () => session.x],
    ["g", () => g.x],
    ["current_app", () => current_app.name],
    ["url_for", () => url_for("index")],
    ["after_this_request", () => after_this_request((response) => response)],
  ] as const)("%s says so and names the cure", ([name, use]) => {
    expect(use).toThrow(
      new RegExp(
        `Working outside of (request|application) context: \`${name}\`.*top level.*move it into a view.*copy_current_request_context`,
        "s",
      ),
    );
  });

  test("looking at a proxy does not throw", async () => {
    expect(inspect(request)).toContain("no active context");
    expect(JSON.stringify({ session: Reflect.get(session, "toJSON") })).toBe("{}");
    expect(await Promise.resolve(g)).toBe(g);
    expect([has_request_context(), has_app_context()]).toEqual([false, false]);
  });
});

describe("a context run by hand", () => {
  test("leaves set-up open, so that an app can make its tables before its routes", async () => {
    const app = make_app();
    await app.app_context().run(() => current_app.name);
    await app.test_request_context("/").run(() => request.path);
    app.get("/", { endpoint: "index" }, () => "added later");
    expect((await app.test_client().get("/")).text).toBe("added later");
  });

  test.for([
    ["a form", { data: { a: "1" } }, () => request.form.a],
    ["JSON", { json: { a: "1" } }, () => request.json.a],
    ["bytes", { data: "1", content_type: "text/plain" }, () => request.get_data({ as_text: true })],
    [
      "a form in parts",
      { data: { a: "1" }, content_type: "multipart/form-data; boundary=x" },
      () => request.form.a,
    ],
  ] as const)("reads %s", async ([, body, use]) => {
    const ctx = make_app().test_request_context("/", { method: "POST", ...body });
    expect(await ctx.run(use)).toBe("1");
  });

  test("without a request: looking at the request's proxies does not throw", async () => {
    await make_app()
      .app_context()
      .run(async () => {
        for (const proxy of [request, session]) {
          expect(await Promise.resolve(proxy)).toBe(proxy);
          expect(proxy instanceof Map).toBe(false);
          expect(Reflect.get(proxy, Symbol.iterator)).toBeUndefined();
          expect(inspect(proxy)).toContain("no active context");
        }
        expect(() => request.path).toThrow(/Working outside of request context/);
      });
  });

  test("a request has a g of its own, whatever context its client is called in", async () => {
    const app = make_app();
    app.get("/", { endpoint: "index" }, () => String(g.get("left", "nothing")));
    const text = await app.app_context().run(async () => {
      g["left"] = "something";
      return (await app.test_client().get("/")).text;
    });
    expect(text).toBe("nothing");
  });

  test("a session keeps the fields of an instance without a tag of its own", async () => {
    class Cart {
      readonly items = [1, 2];
    }
    const app = make_app();
    app.secret_key = "a key for tests only";
    app.get("/put", { endpoint: "put" }, () => {
      session["cart"] = new Cart();
      return "put";
    });
    app.get("/", { endpoint: "index" }, () => ({ ...session["cart"] }));
    const client = app.test_client();
    await client.get("/put");
    expect((await client.get("/")).json).toEqual({ items: [1, 2] });
  });

  test("app_context gives current_app and a new g, and its teardown gets the error", async () => {
    const app = make_app();
    const errors: unknown[] = [];
    app.teardown_appcontext((error) => errors.push(error));
    const seen = await app.app_context().run(async () => {
      g.x = 1;
      await sleep(1);
      return [current_app.name, g.x, has_request_context()];
    });
    expect(seen).toEqual(["test_app", 1, false]);
    const failing = async () => {
      throw new RangeError("inside");
    };
    await expect(app.app_context().run(failing)).rejects.toThrow("inside");
    expect(errors).toEqual([null, new RangeError("inside")]);
  });

  test("test_request_context has a request that matched, and runs no hooks", async () => {
    const app = make_app();
    app.before_request(() => "never");
    app.get("/users/<int:id>", function user({ id }) {
      return String(id);
    });
    const seen = await app
      .test_request_context("/users/3?a=b")
      .run(() => [request.endpoint, request.view_args, request.args.a, url_for("user", { id: 4 })]);
    expect(seen).toEqual(["user", { id: 3 }, "b", "/users/4"]);
  });

  test("test_request_context without a path is for /, as in Flask (TS-10)", async () => {
    const app = new Flask("pathless");
    app.post("/", { endpoint: "index" }, () => "");
    const seen = await app
      .test_request_context({ json: { a: 1 }, method: "POST" })
      .run(() => [request.path, request.endpoint, request.json]);
    expect(seen).toEqual(["/", "index", { a: 1 }]);
  });

  test("contexts nest, and each app has its own", async () => {
    const [outer, inner] = [make_app({ NAME: "outer" }), make_app({ NAME: "inner" })];
    const names = await outer
      .app_context()
      .run(async () => [
        current_app.config.NAME,
        await inner.app_context().run(() => current_app.config.NAME),
        current_app.config.NAME,
      ]);
    expect(names).toEqual(["outer", "inner", "outer"]);
  });
});

describe("after the request", () => {
  test("a late callback cannot use its session, nor that of another request", async () => {
    const app = make_app();
    let late: Promise<unknown> = Promise.resolve();
    const over = Promise.withResolvers<void>();
    const failure_of = (error: unknown) => error;
    app.get("/<name>", function remember({ name }) {
      session.name = name;
      late = over.promise.then(() => session.name).catch(failure_of);
      return name;
    });
    const client = app.test_client();
    await client.get("/ann");
    const outcome = late;
    await client.get("/bob");
    over.resolve();
    expect(String(await outcome)).toMatch(
      /`session` was used after its request: this callback belongs to a request that has ended/,
    );
  });

  test("response.context can be entered to look at request, session and g", async () => {
    const app = make_app();
    app.get("/", function index() {
      g.seen = session.name = "ann";
      return "ok";
    });
    const response = await app.test_client().get("/?q=1");
    const seen = await response.context.run(() => [request.args.q, session.name, g.seen]);
    expect(seen).toEqual(["1", "ann", "ann"]);
    expect(has_request_context()).toBe(false);
  });

  test("copy_current_request_context gives a callback a context of its own", async () => {
    const app = make_app();
    const pool = new EventEmitter();
    const heard: unknown[] = [];
    app.get("/", function index() {
      g.x = "not copied";
      session.user = "ann";
      pool.on(
        "done",
        copy_current_request_context((text: string) => heard.push([text, request.path, session.user, g.x])),
      );
      return "ok";
    });
    await app.test_client().get("/");
    pool.emit("done", "late");
    pool.emit("done", "later");
    expect(heard).toEqual([
      ["late", "/", "ann", undefined],
      ["later", "/", "ann", undefined],
    ]);
  });
});

describe("streams", () => {
  test("run outside the context, unless it is kept", async () => {
    const app = make_app();
    app.get("/plain", function plain() {
      return (function* () {
        yield has_request_context() ? "inside" : "outside";
      })();
    });
    app.get("/kept", function kept() {
      return stream_with_context(function* () {
        yield request.path;
        yield String(session.x);
      })();
    });
    app.get("/kept_async", function kept_async() {
      return stream_with_context(async function* () {
        await sleep(1);
        yield request.path;
      })();
    });
    const client = app.test_client();
    expect((await client.get("/plain")).text).toBe("outside");
    expect((await client.get("/kept")).text).toBe("/keptundefined");
    expect((await client.get("/kept_async")).text).toBe("/kept_async");
  });

  test("a generator that uses the request after its view is told how to keep it", async () => {
    const app = make_app();
    app.get("/", function* index() {
      yield request.path;
    });
    await expect(app.test_client().get("/")).rejects.toThrow(/stream_with_context\(generator\) keeps/);
  });

  test("stream_with_context says what it takes", async () => {
    const app = make_app({ TESTING: true });
    app.get("/", function index() {
      return stream_with_context(["a list"] as unknown as Iterator<string>);
    });
    await expect(app.test_client().get("/")).rejects.toThrow(/takes an iterator or a generator function/);
  });

  test("teardown is over before the first chunk", async () => {
    const app = make_app();
    const log: string[] = [];
    app.teardown_request(() => log.push("teardown"));
    app.get("/", function index() {
      return (function* () {
        log.push("chunk");
        yield "x";
      })();
    });
    await app.test_client().get("/");
    expect(log).toEqual(["teardown", "chunk"]);
  });
});

describe("proxies", () => {
  test("stand for the real object", async () => {
    const app = make_app();
    app.post("/", function index() {
      session.a = 1;
      g.list = [1];
      return {
        method: request.method,
        keys: Object.keys(session),
        has: "a" in session,
        is_request: request instanceof app.request_class,
        shown: inspect(session),
        same_method: new Set([request.get_json, request.get_json]).size === 1,
        detached: [request.get_data].map((get_data) => get_data({ as_text: true }))[0],
        deleted: delete session.a && !("a" in session),
      };
    });
    const response = await app.test_client().post("/", { data: "body", content_type: "text/plain" });
    expect(response.json).toMatchObject({
      method: "POST",
      keys: ["a"],
      has: true,
      is_request: true,
      shown: expect.stringContaining("a: 1"),
      same_method: true,
      detached: "body",
      deleted: true,
    });
  });

  test("are no place to keep anything: what is defined on them belongs to one request", async () => {
    const app = make_app();
    app.get("/define", function define() {
      Object.defineProperty(g, "user", { value: "ann" });
      expect(() => Object.defineProperty(session, "user", { value: "ann" })).toThrow(/assign it/);
      return `${g.user}`;
    });
    app.get("/", function index() {
      const before = `${g.user} ${session.user}`;
      g.user = "bob";
      return `${before} ${g.user}`;
    });
    const [ann, bob] = [app.test_client(), app.test_client()];
    expect((await ann.get("/define")).text).toBe("ann");
    expect((await bob.get("/")).text).toBe("undefined undefined bob");
  });

  test.for<[string, (proxy: object) => unknown]>([
    ["frozen", Object.freeze],
    ["sealed", Object.seal],
    ["given another prototype", (proxy) => Object.setPrototypeOf(proxy, { user: "eve" })],
  ])("cannot be %s, which would break every later request", async ([, spoil]) => {
    const app = make_app();
    const proxies = { request, session, g, current_app };
    app.get("/<name>", function spoil_one({ name }) {
      expect(() => spoil(proxies[name as keyof typeof proxies])).toThrow(/stands for another object/);
      return [request.path, ...Object.keys(session), ...Object.keys(g), current_app.name].join();
    });
    const client = app.test_client();
    for (const name of Object.keys(proxies)) {
      expect((await client.get(`/${name}`)).text).toBe(`/${name},test_app`);
    }
  });

  test.for<[string, () => unknown]>([
    ["a loop", () => [...session]],
    ["a Map of it", () => new Map(Object.entries(session))],
    ["its text", () => `${session}`],
    ["destructuring", () => ({ ...session }).x],
    ["JSON", () => JSON.stringify(session)],
    ["`in`", () => "x" in session],
    ["a template's loop", () => render_template_string("{% for key in session %}{{ key }}{% endfor %}")],
    ["a template's name", () => render_template_string("{{ session.x }}")],
  ])("%s is a use of the session, so caches must keep responses apart", async ([, use]) => {
    const app = make_app();
    app.get("/used", function used() {
      use();
      return "";
    });
    app.get("/looked_at", function looked_at() {
      inspect(session);
      return "";
    });
    const client = app.test_client();
    expect((await client.get("/used")).headers.get("Vary")).toBe("Cookie");
    expect((await client.get("/looked_at")).headers.get("Vary")).toBeUndefined();
  });

  test("g holds its names only", async () => {
    await make_app()
      .app_context()
      .run(() => {
        g.x = 1;
        expect(["x" in g, "get" in g, "toString" in g, [...g]]).toEqual([true, false, false, ["x"]]);
      });
  });

  test("g, the config and the cookies print as in Flask (CX-06, TP-04)", async () => {
    const app = new Flask("prints");
    app.get("/", { endpoint: "index" }, () =>
      render_template_string(
        "{{ g|string|safe }} {{ request.cookies|string|safe }} {{ config|length > 20 }} {{ config is mapping }} " +
          "{{ session is mapping }} {{ request.args is mapping }} {% for key in config if key == 'DEBUG' %}{{ key }}{% endfor %}",
      ),
    );
    const client = app.test_client({ use_cookies: false });
    expect((await client.get("/", { headers: { Cookie: "a=1" } })).text).toBe(
      "<flask.g of 'prints'> ImmutableMultiDict([('a', '1')]) True True True True DEBUG",
    );
    expect(String(new AppGlobals())).toBe("<flask.g>");
  });

  test("g refuses a name that is its method, and __proto__ is an ordinary one", async () => {
    const app = make_app();
    await app.app_context().run(() => {
      expect(() => Reflect.set(g, "get", 1)).toThrow(/g.get is a method/);
      Reflect.set(g, "__proto__", { polluted: true });
      expect(g.polluted).toBeUndefined();
    });
  });
});

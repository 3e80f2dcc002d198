import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { answer_at } from "../../../../tests/support/answer_at.ts";
import { CombinedMultiDict, FileStorage, MultiDict } from "../../src/datastructures.ts";
import { Flask, g, jsonify, make_response, redirect, request, session } from "../../src/index.ts";
import {
  ClientRedirectError,
  EnvironBuilder,
  type FlaskClient,
  type FlaskClientOptions,
} from "../../src/testing.ts";

function make_app(): Flask {
  const app = new Flask("site");
  app.secret_key = "a key for tests only";
  app.route("/echo", { methods: ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"] }, function echo() {
    return jsonify({
      method: request.method,
      url: request.url,
      args: [...request.args.items({ multi: true })],
      form: [...request.form.items({ multi: true })],
      json: request.is_json ? request.json : null,
      body: request.get_data({ as_text: true }),
      content_type: request.content_type,
      authorization: request.headers.get("Authorization") ?? null,
      agent: request.headers.get("User-Agent") ?? null,
      cookie: request.headers.get("Cookie") ?? null,
    });
  });
  app.post("/upload", async function upload() {
    const files = [];
    for (const [name, file] of request.files.items({ multi: true })) {
      files.push([name, file.filename, file.mimetype, (await file.read()).toString()]);
    }
    return jsonify({ files, form: [...request.form.items({ multi: true })] });
  });
  app.get("/set/<name>/<value>", function set({ name, value }) {
    const response = make_response("set");
    response.set_cookie(name, value);
    return response;
  });
  app.get("/login", function login() {
    session.user = "ann";
    return redirect("/me");
  });
  app.get("/me", function me() {
    g.seen = true;
    return `I am ${session.user}`;
  });
  app.get("/loop", function loop() {
    return redirect("/loop");
  });
  return app;
}

/** Everything a client does, whether it calls the app or goes over a socket. */
describe.each<[kind: string, options: FlaskClientOptions]>([
  ["in memory", {}],
  ["live", { live: true }],
])("a client %s", (_kind, options) => {
  const app = make_app();
  const clients: FlaskClient[] = [];
  const make_client = (more: FlaskClientOptions = {}) => {
    const client = app.test_client({ ...options, ...more });
    clients.push(client);
    return client;
  };
  afterAll(async () => {
    for (const client of clients) await client.close();
  });

  test.each(["get", "post", "put", "patch", "delete"] as const)("%s", async (method) => {
    const r = await make_client()[method]("/echo");
    expect([r.status_code, r.status, r.json.method]).toEqual([200, "200 OK", method.toUpperCase()]);
  });

  test("head and options", async () => {
    const client = make_client();
    const head = await client.head("/me");
    expect([head.text, head.headers.get("Content-Length")]).toEqual(["", "14"]);
    const options = await client.options("/me");
    expect(options.headers.get("Allow")?.split(", ").toSorted()).toEqual(["GET", "HEAD", "OPTIONS"]);
  });

  test("a query in the path or as options", async () => {
    const client = make_client();
    const expected = [
      ["q", "a b"],
      ["x", "1"],
      ["x", "ä"],
    ];
    expect((await client.get("/echo?q=a+b&x=1&x=%C3%A4")).json.args).toEqual(expected);
    expect((await client.get("/echo", { query_string: { q: "a b", x: ["1", "ä"] } })).json.args).toEqual(
      expected,
    );
    expect((await client.get("/echo", { query_string: "q=a+b&x=1&x=%C3%A4" })).json.args).toEqual(expected);
  });

  test("form fields, repeated and absent ones", async () => {
    const r = await make_client().post("/echo", { data: { a: "1", b: ["x", "y"], c: null, n: 3, é: "ü&=" } });
    expect(r.json.form).toEqual([
      ["a", "1"],
      ["b", "x"],
      ["b", "y"],
      ["n", "3"],
      ["é", "ü&="],
    ]);
    expect(r.json.content_type).toBe("application/x-www-form-urlencoded");
  });

  test("text and bytes as they are", async () => {
    const client = make_client();
    const r = await client.put("/echo", { data: "täxt", content_type: "text/plain" });
    expect([r.json.body, r.json.content_type]).toEqual(["täxt", "text/plain"]);
    expect((await client.put("/echo", { data: Buffer.from("bytes") })).json.body).toBe("bytes");
  });

  test("json", async () => {
    const r = await make_client().post("/echo", { json: { a: [1, null, "ä"] } });
    expect([r.json.json, r.json.content_type]).toEqual([{ a: [1, null, "ä"] }, "application/json"]);
    expect(r.get_json()).toEqual(r.json);
  });

  test("a body in pieces", async () => {
    async function* pieces() {
      yield Buffer.from("one ");
      yield Buffer.from("two");
    }
    const r = await make_client().post("/echo", { input_stream: pieces(), content_type: "text/plain" });
    expect(r.json.body).toBe("one two");
  });

  test("files, also repeated, beside fields (TS-04)", async () => {
    const folder = mkdtempSync(join(tmpdir(), "miniflask-upload-"));
    writeFileSync(join(folder, "d.txt"), "from disk");
    const r = await make_client().post("/upload", {
      data: {
        field: 'va"lue',
        one: [Buffer.from("1"), "n.txt"],
        two: [
          [Buffer.from("2"), "a.bin", "application/x-own"],
          [Buffer.from("3"), 'q"é.html'],
        ],
        blob: new File(["4"], "f.json", { type: "application/json" }),
        disk: createReadStream(join(folder, "d.txt")),
        empty: [Buffer.alloc(0), "e.png"],
      },
    });
    rmSync(folder, { recursive: true });
    expect(r.json).toEqual({
      form: [["field", 'va"lue']],
      files: [
        ["one", "n.txt", "text/plain", "1"],
        ["two", "a.bin", "application/x-own", "2"],
        ["two", 'q"é.html', "text/html", "3"],
        ["blob", "f.json", "application/json", "4"],
        ["disk", "d.txt", "text/plain", "from disk"],
        ["empty", "e.png", "image/png", ""],
      ],
    });
  });

  test("a file that came with another request is passed on, its type with it (TS-04)", async () => {
    const file = new FileStorage(Buffer.from("stored"), {
      filename: "s.json",
      content_type: "application/x-own",
    });
    const r = await make_client().post("/upload", { data: { one: file } });
    expect(r.json.files).toEqual([["one", "s.json", "application/x-own", "stored"]]);
  });

  test("a MultiDict as form, query or headers sends every value of a key", async () => {
    const dict = new MultiDict([
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
    ]);
    const every = [...dict.items(true)];
    expect((await make_client().post("/echo", { data: dict })).json.form).toEqual(every);
    const query_string = new CombinedMultiDict([dict]);
    expect((await make_client().get("/echo", { query_string })).json.args).toEqual(every);
    const headers = new MultiDict({ "User-Agent": ["first", "second"] });
    expect((await make_client().get("/echo", { headers })).json.agent).toBe("first");
    const files = new MultiDict([1, 2].map((at) => ["f", new FileStorage("x", `${at}.txt`)] as const));
    const r = await make_client().post("/upload", { data: files });
    expect(r.json.files.map(([, name]: string[]) => name)).toEqual(["1.txt", "2.txt"]);
  });

  test("a value that no form can hold is refused by its name", async () => {
    const data = { when: new Date() } as never; // what the types refuse
    await expect(make_client().post("/upload", { data })).rejects.toThrow(
      /"when" takes text, a number, a file/,
    );
  });

  test("headers, authorization and the client's name", async () => {
    const client = make_client();
    const r = await client.get("/echo", { headers: { "User-Agent": "mine" }, auth: ["ann", "pä:ss"] });
    expect(r.json.agent).toBe("mine");
    expect(Buffer.from(r.json.authorization.slice("Basic ".length), "base64").toString()).toBe("ann:pä:ss");
    expect((await client.get("/echo")).json.agent).toBe("miniflask");
    client.environ_base.HTTP_USER_AGENT = "changed";
    expect((await client.get("/echo")).json.agent).toBe("changed");
  });

  test("cookies are kept, sent back and looked at (TS-07)", async () => {
    const client = make_client();
    await client.get("/set/a/1");
    await client.get("/set/b/x y");
    expect(client.get_cookie("a")).toMatchObject({
      value: "1",
      decoded_value: "1",
      domain: "localhost",
      path: "/",
    });
    expect(client.get_cookie("b")?.decoded_value).toBe("x y");
    client.set_cookie("c", "3");
    expect((await client.get("/echo", { headers: { Cookie: "dropped=1" } })).json.cookie).toBe(
      'a=1; b="x y"; c=3',
    );
    client.delete_cookie("a");
    expect(client.get_cookie("a")).toBeNull();
    expect((await client.get("/echo")).json.cookie).toBe('b="x y"; c=3');
  });

  test("a redirect is followed when asked, its cookie taken along (TS-06)", async () => {
    const client = make_client();
    const first = await client.get("/login");
    expect([first.status_code, first.location, first.history]).toEqual([302, "/me", []]);
    const r = await make_client().get("/login", { follow_redirects: true });
    expect([r.text, r.request.path]).toEqual(["I am ann", "/me"]);
    expect(r.history.map(({ status_code, request: { path } }) => [status_code, path])).toEqual([
      [302, "/login"],
    ]);
  });

  test("a loop is an error", async () => {
    await expect(make_client().get("/loop", { follow_redirects: true })).rejects.toThrow(ClientRedirectError);
  });

  test("the session is changed before a request (TS-08)", async () => {
    const client = make_client();
    const result = await client.session_transaction((stored) => {
      stored.user = "bob";
      return "result";
    });
    expect(result).toBe("result");
    expect((await client.get("/me")).text).toBe("I am bob");
    await client.session_transaction(async (stored) => {
      expect(stored.user).toBe("bob");
      stored.clear();
    });
    expect(client.get_cookie("session")).toBeNull();
    expect((await client.get("/me")).text).toBe("I am undefined");
  });

  test("a transaction that fails saves nothing", async () => {
    const client = make_client();
    const failing = client.session_transaction((stored) => {
      stored.user = "bob";
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(client.get_cookie("session")).toBeNull();
  });

  test("without cookies", async () => {
    const client = make_client({ use_cookies: false });
    await client.get("/set/a/1");
    expect((await client.get("/echo", { headers: { Cookie: "mine=1" } })).json.cookie).toBe("mine=1");
    expect(() => client.get_cookie("a")).toThrow(
      "Cookies are disabled. Create a client with 'use_cookies=True'.",
    );
    await expect(client.session_transaction(() => {})).rejects.toThrow("Cookies are disabled");
  });
});

test("a live client's answer says that it has no context, and which client's has one", async () => {
  await using client = make_app().test_client({ live: true });
  const r = await client.get("/me");
  expect(() => r.context).toThrow(/came over a socket.*without \{ live: true \}/);
});

describe("in memory", () => {
  test("the context of a request can be entered after it (TS-09, TS-12)", async () => {
    const client = make_app().test_client();
    const r = await client.get("/login", { follow_redirects: true });
    expect(r.context.run(() => [session.user, g.seen, request.path])).toEqual(["ann", true, "/me"]);
  });

  test("an error of the app rejects the call in tests only (TS-13)", async () => {
    const app = make_app();
    app.get("/broken", function broken() {
      throw new TypeError("broken view");
    });
    app.logger = Object.assign(app.logger, { error: () => {} });
    expect((await app.test_client().get("/broken")).status_code).toBe(500);
    app.testing = true;
    await expect(app.test_client().get("/broken")).rejects.toThrow(new TypeError("broken view"));
  });

  test("a stream is read to its end, or left when asked", async () => {
    const app = make_app();
    const events: string[] = [];
    app.get("/stream", function stream() {
      return (function* () {
        try {
          yield "one ";
          yield "two";
        } finally {
          events.push("closed");
        }
      })();
    });
    const client = app.test_client();
    const whole = await client.get("/stream");
    expect([whole.text, whole.headers.get("Content-Length"), events]).toEqual([
      "one two",
      undefined,
      ["closed"],
    ]);
    const unread = await client.get("/stream", { buffered: false });
    expect(events).toEqual(["closed"]);
    await unread.close();
    await unread.close();
    expect(events).toHaveLength(1);
  });

  test("without SECRET_KEY a transaction says what is missing", async () => {
    const client = new Flask("site").test_client();
    await expect(client.session_transaction(() => {})).rejects.toThrow(
      "Session backend did not open a session.",
    );
  });

  test("a builder can be made by hand and sent", async () => {
    const app = make_app();
    const builder = new EnvironBuilder(app, "/echo", { method: "POST", data: { a: "1" } });
    builder.query_string = "b=2";
    expect((await app.test_client().open(builder)).json).toMatchObject({
      args: [["b", "2"]],
      form: [["a", "1"]],
    });
  });

  test("test_request_context makes a request without serving it (TS-10)", async () => {
    const app = make_app();
    const called: string[] = [];
    app.before_request(() => void called.push("before"));
    const url = await app
      .test_request_context("/echo?a=1", { method: "POST", json: { x: 1 } })
      .run(() => request.url);
    expect([url, called]).toEqual(["http://localhost/echo?a=1", []]);
  });
});

describe("a redirect", () => {
  const app = new Flask("site");
  app.route("/to", { methods: ["GET", "POST", "HEAD"] }, function to() {
    return redirect(request.args.get("where", ""), Number(request.args.get("code", "302")));
  });
  app.route("/<path:path>", { methods: ["GET", "POST", "HEAD"] }, function end() {
    return [
      `${request.method} ${request.url} ${request.get_data({ as_text: true })}`,
      { "X-Method": request.method },
    ];
  });
  const client = app.test_client();
  const follow = (where: string, code: number, method = "POST") =>
    client.open("/to", { method, query_string: { where, code }, data: "body", follow_redirects: true });

  // RFC 9110 section 15.4, as Werkzeug's client follows it.
  test.each([
    [301, "POST", "GET http://localhost/end "],
    [302, "POST", "GET http://localhost/end "],
    [303, "POST", "GET http://localhost/end "],
    [307, "POST", "POST http://localhost/end body"],
    [308, "POST", "POST http://localhost/end body"],
  ])("%i after %s", async (code, method, expected) => {
    expect((await follow("/end", code, method)).text).toBe(expected);
  });

  test("HEAD stays HEAD", async () => {
    expect((await follow("/end", 302, "HEAD")).headers.get("X-Method")).toBe("HEAD");
  });

  test.each([
    ["http://localhost/end?a=1", "GET http://localhost/end?a=1 "],
    ["end", "GET http://localhost/end "],
    ["/a/../end", "GET http://localhost/a/../end "],
  ])("to %s", async (where, expected) => {
    expect((await follow(where, 302)).text).toBe(expected);
  });

  test.each([
    ["http://example.org/", "Following external redirects is not supported."],
    ["//example.org/", "Following external redirects is not supported."],
    ["http://api.localhost/", "Following subdomain redirects is not enabled."],
  ])("to %s is not followed", async (where, message) => {
    await expect(follow(where, 302)).rejects.toThrow(message);
  });

  test("to a subdomain is followed where that is allowed", async () => {
    const allowed = app.test_client({ allow_subdomain_redirects: true });
    const r = await allowed.get("/to", {
      query_string: { where: "http://api.localhost/end" },
      follow_redirects: true,
    });
    expect(r.text).toBe("GET http://api.localhost/end ");
  });
});

describe("addresses (TS-02, TS-03, TS-14)", () => {
  const url_of = (config: Record<string, unknown>, path: string, options = {}) => {
    const app = new Flask("site");
    app.config.update(config);
    return new EnvironBuilder(app, path, options).get_request().url;
  };

  // What Flask 3.1.3 gives for the same.
  test.each<[expected: string, config: object, path: string, options: object]>([
    ["http://localhost/", {}, "/", {}],
    ["http://example.com:1234/", { SERVER_NAME: "example.com:1234" }, "/", {}],
    [
      "https://example.com/app/",
      { SERVER_NAME: "example.com", APPLICATION_ROOT: "/app", PREFERRED_URL_SCHEME: "https" },
      "/",
      {},
    ],
    ["http://xxx.example.com:1234/", { SERVER_NAME: "example.com:1234" }, "/", { subdomain: "xxx" }],
    ["https://localhost/", {}, "/", { url_scheme: "https" }],
    ["https://other.test/", {}, "https://other.test/", {}],
    ["http://other.test:8080/x?a=1", {}, "http://other.test:8080/x?a=1", {}],
    ["https://base.test/root/a", {}, "/a", { base_url: "https://base.test/root" }],
    ["http://localhost/é?q=ü", {}, "/é", { query_string: { q: "ü" } }],
  ])("%s", (expected, config, path, options) => {
    expect(url_of(config as Record<string, unknown>, path, options)).toBe(expected);
  });

  test("a context's path may be left out, as in Flask", async () => {
    const app = make_app();
    const url = () => request.url;
    expect(
      await app.test_request_context({ base_url: "https://base.test/root", query_string: "a=1" }).run(url),
    ).toBe("https://base.test/root/?a=1");
    expect(await app.test_request_context().run(url)).toBe("http://localhost/");
  });

  test.each<[message: string, path: string, options: object]>([
    [
      'Cannot pass "subdomain" or "url_scheme" with "base_url".',
      "/",
      { base_url: "http://a/", subdomain: "b" },
    ],
    ["Query string is defined in the path and as an argument", "/?a=1", { query_string: { b: 1 } }],
    ["can't provide both json and data", "/", { json: {}, data: {} }],
    ["can't provide input stream and data", "/", { input_stream: (async function* () {})(), data: "x" }],
    ["base_url must not contain a query string or fragment", "/", { base_url: "http://a/?b" }],
  ])("%s", (message, path, options) => {
    expect(() => url_of({}, path, options)).toThrow(message);
  });

  test("cookies belong to the host and path they were set for", async () => {
    const app = make_app();
    app.get("/deep/set", function deep() {
      const response = make_response("x");
      response.set_cookie("deep", "1", { path: "/deep" });
      response.set_cookie("wide", "1", { domain: "example.org" });
      response.set_cookie("gone", "", { max_age: 0 });
      return response;
    });
    const client = app.test_client();
    await client.get("/deep/set", { base_url: "http://example.org/" });
    expect(client.get_cookie("deep", { domain: "example.org", path: "/deep" })?.value).toBe("1");
    expect(client.get_cookie("deep")).toBeNull();
    const cookie_at = async (path: string, base_url: string) =>
      (await client.get(path, { base_url })).json?.cookie;
    expect(await cookie_at("/echo", "http://example.org/")).toBe("wide=1");
    expect(await cookie_at("/echo", "http://sub.example.org/")).toBe("wide=1");
    expect(await cookie_at("/echo", "http://localhost/")).toBeNull();
  });

  test("a cookie is gone when its time is over", async () => {
    const now = Date.now();
    vi.useFakeTimers({ now, toFake: ["Date"] });
    try {
      const client = make_app().test_client();
      client.set_cookie("short", "1", { max_age: 1 });
      client.set_cookie("past", "1", { expires: new Date(now - 1000) });
      expect([client.get_cookie("short")?.max_age, client.get_cookie("past")]).toEqual([1, null]);
      vi.setSystemTime(now + 1_050);
      expect(client.get_cookie("short")).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});

test("follows a relative Location from where it is, as browsers do", async () => {
  const app = new Flask("relative", { root_path: "/" });
  app.get("/rel/a", { endpoint: "a" }, () => redirect("b?x=1"));
  app.get("/rel/b", { endpoint: "b" }, () => `b ${request.args["x"]}`);
  expect((await app.test_client().get("/rel/a", { follow_redirects: true })).text).toBe("b 1");
});

test("a cookie with a negative max_age is taken away, and two Cookie headers are one", async () => {
  const app = new Flask("cookies", { root_path: "/" });
  app.get("/", { endpoint: "shown" }, () => ({ ...request.cookies.to_dict() }));
  app.get("/gone", { endpoint: "gone" }, () => {
    const response = make_response("gone");
    response.set_cookie("a", "1", { max_age: -5 });
    return response;
  });
  const client = app.test_client();
  client.set_cookie("a", "1");
  await client.get("/gone");
  expect((await client.get("/")).json).toEqual({});
  const headers: [string, string][] = [
    ["Cookie", "a=1"],
    ["Cookie", "b=2"],
  ];
  for (const live of [false, true]) {
    await using without_jar = app.test_client({ use_cookies: false, live });
    expect((await without_jar.get("/", { headers })).json).toEqual({ a: "1", b: "2" });
  }
});

test.each([false, true])("a header that came twice is kept as two, live: %s", async (live) => {
  const app = new Flask("twice", { root_path: "/" });
  app.get("/", { endpoint: "shown" }, () => {
    const names = ["Cookie", "X-A"];
    return jsonify(names.map((name) => [request.headers.get(name), request.headers.getlist(name)]));
  });
  const pairs = ["Cookie", "X-A"].flatMap((name) => ["a=1", "b=2"].map((value) => [name, value] as const));
  await using client = app.test_client({ use_cookies: false, live });
  const kept = ["a=1", ["a=1", "b=2"]];
  expect((await client.get("/", { headers: pairs })).json).toEqual([kept, kept]);
});

test("a file's name may hold a quote", async () => {
  const app = new Flask("quotes", { root_path: "/" });
  app.post("/", { endpoint: "named" }, () => request.files["f"]?.filename ?? "none");
  const data = { f: [Buffer.from("x"), 'ünï "q".txt'] as [Buffer, string] };
  expect((await app.test_client().post("/", { data })).text).toBe('ünï "q".txt');
});

test("a live client sends text beyond ASCII as browsers do", async () => {
  const app = new Flask("texts", { root_path: "/" });
  app.get("/<name>", { endpoint: "texts" }, ({ name }) => ({ name, k: request.args["k"] }));
  await using client = app.test_client({ live: true });
  expect((await client.get("/ünï?k=€ ü")).json).toEqual({ name: "ünï", k: "€ ü" });
});

test("a live client ends its server when its block ends", async () => {
  let url = "";
  {
    await using client = make_app().test_client({ live: true });
    url = (await client.get("/echo")).json.url;
  }
  expect(await answer_at(url)).not.toContain(url);
});

import {
  Blueprint,
  type Flask,
  flash,
  g,
  make_response,
  redirect,
  render_template_string,
  request,
  session,
  url_for,
} from "@miniflask/core";
import { pino } from "pino";
import { describe, expect, test, vi } from "vitest";
import { make_app } from "./support/make_app.ts";

/** An app in debug mode, and the text of what it logs, each line begun by its level ("warn" is 40 in pino). */
function debug_app(config: Readonly<Record<string, unknown>> = {}): { app: Flask; lines: string[] } {
  const app = make_app({ DEBUG: true, ...config });
  const lines: string[] = [];
  const levels: Record<number, string> = { 20: "debug", 40: "warn", 50: "error" };
  const write = (line: string) => {
    const { level, msg } = JSON.parse(line) as { level: number; msg: string }; // pino's own line
    lines.push(`${levels[level]}: ${msg}`);
  };
  app.logger = pino({ level: "debug" }, { write });
  return { app, lines };
}

describe("1: the key changes at each start", () => {
  test("a cookie signed with another key is ignored, and the debug log says so", async () => {
    const { app, lines } = debug_app({ SECRET_KEY: "the key of this start" });
    app.get("/", function index() {
      return String(session.user);
    });
    const client = app.test_client();
    app.secret_key = "the key of the last start";
    await client.session_transaction((stored) => stored.set("user", "ann"));
    app.secret_key = "the key of this start";
    expect((await client.get("/")).text).toBe("undefined");
    expect(lines.join("\n")).toMatch(
      /^debug: the session cookie is ignored: .*another SECRET_KEY.*miniflask secret/m,
    );
  });

  test.each([
    ["a key that stays", /SECRET_KEY fingerprint: [0-9a-f]{8}\n/],
    [null, /SECRET_KEY is not set/],
  ])("run shows in debug which key is in use: %s", async (key, line) => {
    const print = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    try {
      for (const debug of [true, false]) {
        print.mockClear();
        const app = make_app({ SECRET_KEY: key });
        await (await app.run({ port: 0, debug })).close();
        const text = print.mock.calls.map(([written]) => String(written)).join("");
        if (debug) expect(text).toMatch(line);
        else expect(text).not.toContain("SECRET_KEY");
        expect(text).not.toContain("a key that stays");
      }
    } finally {
      print.mockRestore();
    }
  });
});

test("2: a change inside a list of the session is saved without session.modified", async () => {
  const { app } = debug_app();
  app.get("/add", function add() {
    session.setdefault("cart", []);
    session.cart.push("tea");
    return String(session.cart.length);
  });
  const client = app.test_client();
  expect((await client.get("/add")).text).toBe("1");
  expect((await client.get("/add")).text).toBe("2");
});

describe("3: the session is taken for a secret place", () => {
  async function lines_for(name: string, debug = true): Promise<string> {
    const { app, lines } = debug_app({ DEBUG: debug });
    app.get("/", function index() {
      session.set(name, "value");
      return "";
    });
    const client = app.test_client();
    await client.get("/");
    await client.get("/");
    return lines.filter((line) => line.includes("signed, not encrypted")).join("\n");
  }

  test.each(["password", "api_token", "client_secret", "credit_card"])(
    "%s is warned about once",
    async (name) => {
      expect(await lines_for(name)).toMatch(
        new RegExp(`^warn: .*session\\["${name}"\\].*EncryptedCookieSessionInterface.*$`),
      );
    },
  );

  test.each(["user_id", "csrf_token", "passenger"])("%s is not", async (name) => {
    expect(await lines_for(name)).toBe("");
  });

  test("nothing is said outside debug mode", async () => {
    expect(await lines_for("password", false)).toBe("");
  });
});

test("4: a session over 4093 bytes is an error in debug, with the bytes of each key", async () => {
  const { app } = debug_app();
  app.get("/", function index() {
    session.small = 1;
    session.large = Array.from({ length: 1500 }, (_, index) => index * 7919);
    for (let index = 0; index < 3; index++) flash(`message ${index}`);
    return "";
  });
  await expect(app.test_client().get("/")).rejects.toThrow(
    /'session' cookie is too large: \d+ bytes, of which browsers keep at most 4093.*"large"\n.*"_flashes"/s,
  );
});

test("5: a view that forgot to return is named", async () => {
  const { app } = debug_app();
  app.get("/", { endpoint: "index" }, (() => {}) as () => string);
  await expect(app.test_client().get("/")).rejects.toThrow(
    /The view function for 'index' did not return a valid response\. It returned undefined or ended without a return/,
  );
});

/** The first place in the stack of the error that a request for / fails with. */
async function first_place(app: Flask): Promise<string | undefined> {
  const error = await app
    .test_client()
    .get("/")
    .then(
      () => undefined,
      (reason: Error) => reason,
    );
  return /\n {4}at ([^\n]*)/.exec(error?.stack ?? "")?.[1];
}

const HERE = /^(\S+), registered \(.*pitfalls\.test\.ts:(\d+):1\)$/;
const view_without_return = (() => {}) as () => string;

describe("5, 6, 8: what a function returned is found out when it has ended, so the stack shows where it was registered", () => {
  test.each<[what: string, name: string, register: (app: Flask) => unknown]>([
    ["a view", "index", (app) => app.get("/", function index() {} as () => string)],
    [
      "a view by add_url_rule",
      "view_without_return",
      (app) => app.add_url_rule("/", "x", view_without_return),
    ],
    ["a view by decorator", "plain", (app) => app.route("/")(function plain() {} as () => string)],
    [
      "a before_request function",
      "(anonymous)",
      (app) => app.before_request(() => 1 as unknown as undefined),
    ],
    ["an after_request function", "lose", (app) => app.after_request(function lose() {} as never)],
  ])("%s", async (_what, name, register) => {
    const { app } = debug_app();
    register(app);
    if (!app.view_functions["index"]) app.add_url_rule("/", "last", () => "");
    const [, named, line] = HERE.exec((await first_place(app)) ?? "") ?? [];
    expect(named).toBe(name);
    expect(Number(line)).toBeGreaterThan(0);
  });

  test("a context_processor", async () => {
    const { app } = debug_app();
    app.context_processor(function no_names() {} as () => object);
    app.get("/", { endpoint: "index" }, () => render_template_string("x"));
    expect(await first_place(app)).toMatch(HERE);
  });

  test("a blueprint's view: where it was added, not where the blueprint was registered", async () => {
    const { app } = debug_app();
    const pages = new Blueprint("pages", import.meta.url);
    pages.add_url_rule("/", "nothing", view_without_return);
    app.register_blueprint(pages);
    expect(await first_place(app)).toMatch(HERE);
  });
});

test("6: a before_request function that returns a value by accident is named", async () => {
  const { app } = debug_app();
  let count = 0;
  // The arrow function gives the number back, which its author did not mean.
  app.before_request(function count_up() {
    return count++ as unknown as undefined;
  });
  app.get("/", function index() {
    return "";
  });
  await expect(app.test_client().get("/")).rejects.toThrow(
    /The before_request function count_up returned the number 0.*arrow function/s,
  );
});

describe("7: a login guard", () => {
  test("that redirects the log-in page to itself is logged", async () => {
    const { app, lines } = debug_app();
    app.before_request(function guard() {
      return session.user ? undefined : redirect("/login");
    });
    app.get("/login", function login() {
      return "form";
    });
    app.get("/", function index() {
      return "";
    });
    const client = app.test_client();
    await client.get("/");
    expect(lines).toEqual([]);
    await client.get("/login");
    await client.get("/login");
    expect(lines).toEqual([
      expect.stringMatching(/^warn: \/login redirects to itself.*request\.endpoint.*"login"/),
    ]);
  });

  test("that redirects static files is logged", async () => {
    const { app, lines } = debug_app();
    app.add_url_rule("/static/<path:filename>", "static", () => "file");
    app.before_request(function guard() {
      return redirect("/login");
    });
    await app.test_client().get("/static/style.css");
    expect(lines).toEqual([
      expect.stringMatching(/^warn: The static file \/static\/style.css was answered with a redirect/),
    ]);
  });

  test("that lets the log-in page through, or another view that redirects, is not", async () => {
    const { app, lines } = debug_app();
    app.get("/old", function old() {
      return redirect("/old?page=2");
    });
    app.post("/form", function form() {
      return redirect("/form");
    });
    const client = app.test_client();
    await client.get("/old");
    await client.post("/form");
    expect(lines).toEqual([]);
  });
});

test("8: a context_processor that returns nothing is named", async () => {
  const { app } = debug_app();
  app.context_processor(function add_user() {
    return undefined as unknown as object;
  });
  app.get("/", function index() {
    return render_template_string("x");
  });
  await expect(app.test_client().get("/")).rejects.toThrow(
    /The context_processor add_user must return an object of names for the template, it returned undefined/,
  );
});

test("9: outside a request the proxy is named, with Node's causes and the cure", () => {
  expect(() => request.path).toThrow(
    /outside of request context: `request`.*emitter's \(req\.on.*copy_current_request_context\(fn\).*test_request_context/s,
  );
});

test("10: g of a request that is over throws and says what lives longer; an unknown key is undefined", async () => {
  const { app } = debug_app();
  let late: Promise<unknown> = Promise.resolve();
  const over = Promise.withResolvers<void>();
  app.get("/", function index() {
    late = over.promise.then(() => g.user).catch((error: unknown) => error);
    return String(g.user);
  });
  expect((await app.test_client().get("/")).text).toBe("undefined");
  over.resolve();
  expect(String(await late)).toMatch(/`g` was used after its request.*g lives for one request.*session/s);
});

describe("11: url_for with a path or without the blueprint's name", () => {
  test.each([
    ["/login", "login"],
    ["logn", "login"],
    ["auth.logout", "admin.logout"],
    ["logout", "admin.logout"],
  ])("%s: did you mean %s?", async (endpoint, meant) => {
    const { app } = debug_app();
    app.add_url_rule("/login", "login", () => url_for(endpoint));
    app.add_url_rule("/admin/logout", "admin.logout", () => "");
    await expect(app.test_client().get("/login")).rejects.toThrow(
      `Could not build url for endpoint '${endpoint}'. Did you mean '${meant}' instead?`,
    );
  });
});

test("12: the same endpoint twice names both rules, and the cure for decorators", () => {
  const { app } = debug_app();
  const guarded = () =>
    function wrapper() {
      return "";
    };
  app.get("/one", guarded());
  expect(() => app.get("/two", guarded())).toThrow(
    /overwriting an existing endpoint function: wrapper.*"\/one".*"\/two".*wraps\(view, wrapper\)/s,
  );
  expect(() => app.get("/three", () => "")).toThrow(
    /"\/three" has no name to be its endpoint.*wraps\(view, wrapper\)/,
  );
});

describe("13: set_cookie on a response that is not returned", () => {
  test("is warned about", async () => {
    const { app, lines } = debug_app();
    app.get("/", function index() {
      make_response("").set_cookie("theme", "dark");
      return "another";
    });
    const client = app.test_client();
    await client.get("/");
    await client.get("/");
    expect(lines).toEqual([
      expect.stringMatching(/^warn: set_cookie\("theme"\).*'index'.*after_this_request/),
    ]);
  });

  test("is fine when the cookie arrives, or in an error, or outside debug mode", async () => {
    const { app, lines } = debug_app();
    app.get("/", function index() {
      const response = make_response("");
      response.set_cookie("theme", "dark");
      return response;
    });
    app.get("/off", function off() {
      make_response("").set_cookie("theme", "dark");
      return "";
    });
    const client = app.test_client();
    expect((await client.get("/")).headers.get("Set-Cookie")).toMatch(/^theme=dark/);
    app.debug = false;
    await client.get("/off");
    expect(lines).toEqual([]);
  });
});

describe("14: cookies that browsers refuse", () => {
  async function lines_for(options: object, base_url: string, config = {}): Promise<string[]> {
    const { app, lines } = debug_app(config);
    app.get("/", function index() {
      session.x = 1;
      const response = make_response("");
      response.set_cookie("theme", "dark", options);
      return response;
    });
    const client = app.test_client();
    await client.get("/", { base_url });
    await client.get("/", { base_url });
    return lines;
  }

  test.each<[what: string, options: object, base_url: string, line: RegExp]>([
    [
      "SameSite=None without Secure",
      { samesite: "None" },
      "http://localhost",
      /^warn: .*theme.*SameSite=None.*secure: true/,
    ],
    ["Secure over http", { secure: true }, "http://shop.example", /^warn: .*theme.*Secure.*http/],
    [
      "Domain of another host",
      { domain: "shop.example" },
      "http://localhost",
      /^warn: .*theme.*shop\.example.*localhost/,
    ],
  ])("%s: one line an app", async (_what, options, base_url, line) => {
    expect(await lines_for(options, base_url)).toEqual([expect.stringMatching(line)]);
  });

  test.each<[what: string, config: object, base_url: string, line: RegExp]>([
    [
      "SameSite=None without Secure",
      { SESSION_COOKIE_SAMESITE: "None" },
      "http://localhost",
      /^warn: SESSION_COOKIE_SAMESITE is None.*SESSION_COOKIE_SECURE/,
    ],
    [
      "Secure over http",
      { SESSION_COOKIE_SECURE: true },
      "http://shop.example",
      /^warn: SESSION_COOKIE_SECURE/,
    ],
    [
      "Domain of another host",
      { SESSION_COOKIE_DOMAIN: "shop.example" },
      "http://localhost",
      /^warn: SESSION_COOKIE_DOMAIN/,
    ],
  ])("the session's, %s: one line that names the setting", async (_what, config, base_url, line) => {
    expect(await lines_for({}, base_url, config)).toEqual([expect.stringMatching(line)]);
  });

  test.each<[what: string, options: object, base_url: string]>([
    ["Secure on localhost", { secure: true, samesite: "None" }, "http://localhost:5000"],
    ["Secure over https", { secure: true }, "https://shop.example"],
    ["a parent domain", { domain: "example.org" }, "http://www.example.org"],
  ])("%s is fine", async (_what, options, base_url) => {
    expect(await lines_for(options, base_url)).toEqual([]);
  });
});

describe("14: a page of another origin fetches", () => {
  const OTHER = { Origin: "http://localhost:3000", "Sec-Fetch-Mode": "cors" };

  async function lines_for(headers: Record<string, string>, answer: Record<string, string> = {}) {
    const { app, lines } = debug_app();
    app.get("/", function index() {
      session.x = 1;
      return ["", { "Access-Control-Allow-Origin": "http://localhost:3000", ...answer }];
    });
    const client = app.test_client();
    await client.get("/", { headers });
    await client.get("/", { headers });
    return lines;
  }

  test("and the browser will drop the cookie: one line with what both sides have to say", async () => {
    expect(await lines_for(OTHER)).toEqual([
      expect.stringMatching(
        /^warn: .*"session".*http:\/\/localhost:3000.*credentials: "include".*Access-Control-Allow-Credentials: true/,
      ),
    ]);
  });

  test.each<[what: string, headers: Record<string, string>, answer?: Record<string, string>]>([
    ["that allows credentials", OTHER, { "Access-Control-Allow-Credentials": "true" }],
    ["that is the app's own", { ...OTHER, Origin: "http://localhost" }],
    ["by a link or form", { ...OTHER, "Sec-Fetch-Mode": "navigate" }],
    ["without an origin", {}],
  ])("nothing is said of one %s", async (_what, headers, answer) => {
    expect(await lines_for(headers, answer)).toEqual([]);
  });
});

test("15: a session older than the lifetime is refused, permanent or not, and the debug log says why", async () => {
  const { app, lines } = debug_app();
  app.get("/", function index() {
    return String(session.user);
  });
  const client = app.test_client();
  await client.session_transaction((stored) => stored.set("user", "ann"));
  app.config.PERMANENT_SESSION_LIFETIME = 60;
  vi.useFakeTimers({ now: Date.now() + 120_000, toFake: ["Date"] });
  try {
    expect((await client.get("/")).text).toBe("undefined");
  } finally {
    vi.useRealTimers();
  }
  expect(lines.join("\n")).toMatch(
    /^debug: the session cookie is ignored: .*PERMANENT_SESSION_LIFETIME \(60 s\).*every session/m,
  );
});

test("an error handler that answers 200 is warned about", async () => {
  const { app, lines } = debug_app();
  app.errorhandler(404, () => "nothing here");
  app.errorhandler(405, () => ["not so", 405]);
  app.get("/", function index() {
    return "";
  });
  const client = app.test_client();
  expect((await client.get("/none")).status_code).toBe(200);
  await client.post("/");
  expect(lines).toEqual([
    expect.stringMatching(/^warn: The error handler for 404 Not Found answered 200.*\[body, 404\]/),
  ]);
});

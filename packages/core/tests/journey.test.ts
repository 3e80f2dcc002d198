import {
  type Flask,
  flash,
  g,
  Markup,
  Response,
  redirect,
  render_template_string,
  SecureCookieSessionInterface,
  session,
  url_for,
} from "@miniflask/core";
import { SessionStoreUnavailable } from "@miniflask/core/sessions";
import { describe, expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

/** An app whose hooks write what happens to `log`, in order. */
function logged_app(): { app: Flask; log: string[] } {
  const app = make_app();
  const log: string[] = [];
  app.before_request(function first() {
    log.push("before 1");
  });
  app.before_request(async function second() {
    await Promise.resolve();
    log.push("before 2");
  });
  app.after_request((response) => {
    log.push(`after 1 ${response.status_code}`);
    return response;
  });
  app.after_request(async (response) => {
    await Promise.resolve();
    log.push(`after 2 ${response.status_code}`);
    return response;
  });
  app.teardown_request((error) => log.push(`teardown 1 ${describe_error(error)}`));
  app.teardown_request((error) => log.push(`teardown 2 ${describe_error(error)}`));
  app.teardown_appcontext((error) => log.push(`teardown app ${describe_error(error)}`));
  app.get("/", function index() {
    log.push("view");
    return "hello";
  });
  app.get("/fails", function fails() {
    log.push("view");
    throw new RangeError("broken");
  });
  return { app, log };
}

const describe_error = (error: unknown) => (error instanceof Error ? error.message : String(error));
const QUIET_END = ["teardown 2 null", "teardown 1 null", "teardown app null"];

describe("the order of a request", () => {
  test("hooks before in order, hooks after and teardowns in reverse", async () => {
    const { app, log } = logged_app();
    const response = await app.test_client().get("/");
    expect(response.text).toBe("hello");
    expect(log).toEqual(["before 1", "before 2", "view", "after 2 200", "after 1 200", ...QUIET_END]);
  });

  test.for([
    ["GET", "/nowhere", 404],
    ["POST", "/", 405],
    ["OPTIONS", "/", 200],
  ] as const)("%s %s gives %i, with all hooks", async ([method, path, status]) => {
    const { app, log } = logged_app();
    const response = await app.test_client().open(path, { method });
    expect(response.status_code).toBe(status);
    expect(log).toEqual(["before 1", "before 2", `after 2 ${status}`, `after 1 ${status}`, ...QUIET_END]);
  });

  test("an error in the view is a 500 with the after hooks, and teardown gets it", async () => {
    const { app, log } = logged_app();
    const response = await app.test_client().get("/fails");
    expect(response.status_code).toBe(500);
    expect(response.text).not.toContain("broken");
    const end = ["teardown 2 broken", "teardown 1 broken", "teardown app broken"];
    expect(log).toEqual(["before 1", "before 2", "view", "after 2 500", "after 1 500", ...end]);
  });

  test("what a before_request function returns is the answer", async () => {
    const { app, log } = logged_app();
    app.before_request(() => redirect("/elsewhere"));
    const response = await app.test_client().get("/");
    expect(response.status_code).toBe(302);
    expect(log).not.toContain("view");
  });

  test("a redirect takes its code in turn or by name", async () => {
    const app = make_app();
    app.get("/in_turn", { endpoint: "in_turn" }, () => redirect("/x", 303));
    app.get("/by_name", { endpoint: "by_name" }, () => redirect("/x", { code: 308 }));
    const client = app.test_client();
    const codes = [(await client.get("/in_turn")).status_code, (await client.get("/by_name")).status_code];
    expect(codes).toEqual([303, 308]);
    expect(redirect("/x", { code: 301 }).status_code).toBe(301);
  });

  test("a falsy text returned early is an answer too", async () => {
    const app = make_app();
    app.before_request(() => "");
    app.get("/", { endpoint: "index" }, () => "view");
    expect((await app.test_client().get("/")).text).toBe("");
  });

  test("HEAD runs the view and drops the body", async () => {
    const { app, log } = logged_app();
    const response = await app.test_client().head("/");
    expect(response.headers.get("Content-Length")).toBe("5");
    expect(response.text).toBe("");
    expect(log).toContain("view");
  });
});

describe("errors after the view", () => {
  test("an after_request function that throws makes a 500, over which all run again", async () => {
    const app = make_app();
    const seen: number[] = [];
    app.after_request((response) => {
      seen.push(response.status_code);
      if (response.status_code === 200) throw new Error("after");
      return response;
    });
    app.get("/", { endpoint: "index" }, () => "ok");
    expect((await app.test_client().get("/")).status_code).toBe(500);
    expect(seen).toEqual([200, 500]);
  });

  test("one that throws each time is logged, and the 500 goes out", async () => {
    const app = make_app();
    app.after_request(() => {
      throw new Error("always");
    });
    app.get("/", { endpoint: "index" }, () => "ok");
    expect((await app.test_client().get("/")).status_code).toBe(500);
  });

  test("one that returns nothing is named", async () => {
    const app = make_app({ TESTING: true });
    app.after_request(function add_header() {} as never);
    app.get("/", { endpoint: "index" }, () => "ok");
    await expect(app.test_client().get("/")).rejects.toThrow(
      /after_request function add_header must return the response/,
    );
  });

  test("every teardown function runs, whichever fails", async () => {
    const app = make_app();
    const ran: string[] = [];
    app.teardown_request(() => ran.push("first"));
    app.teardown_request(() => {
      throw new Error("second");
    });
    app.teardown_request(async () => {
      ran.push("third");
      throw new Error("third");
    });
    app.get("/", { endpoint: "index" }, () => "ok");
    expect((await app.test_client().get("/")).text).toBe("ok");
    expect(ran).toEqual(["third", "first"]);
  });

  test("the session is saved with a 500, too", async () => {
    const app = make_app();
    app.get("/", function index() {
      session.kept = 1;
      throw new Error("after the change");
    });
    app.get("/read", function read() {
      return String(session.kept);
    });
    const client = app.test_client();
    await client.get("/");
    expect((await client.get("/read")).text).toBe("1");
  });
});

describe("error handlers", () => {
  test("get HTTP errors by code, and other errors by their nearest class", async () => {
    const app = make_app();
    app.errorhandler(404)(() => ["not here", 404, { "X-Why": "gone" }]);
    app.errorhandler(Error, () => ["any error", 500]);
    app.errorhandler(RangeError, (error) => [`range: ${error.message}`, 400]);
    app.get("/range", function range() {
      throw new RangeError("far");
    });
    app.get("/type", function type() {
      throw new TypeError("wrong");
    });
    const client = app.test_client();
    const missing = await client.get("/missing");
    expect([missing.status_code, missing.text, missing.headers.get("X-Why")]).toEqual([
      404,
      "not here",
      "gone",
    ]);
    expect((await client.get("/range")).text).toBe("range: far");
    expect((await client.get("/type")).text).toBe("any error");
  });

  test("a handler for 500 gets the wrapper with the original error", async () => {
    const app = make_app();
    app.errorhandler(500)((error) => [
      String((error as { original_exception?: unknown }).original_exception),
      500,
    ]);
    app.get("/", function index() {
      throw new RangeError("inner");
    });
    expect((await app.test_client().get("/")).text).toBe("RangeError: inner");
  });

  test("in tests an unhandled error reaches the test", async () => {
    const app = make_app({ TESTING: true });
    app.get("/", function index() {
      throw new RangeError("for the test");
    });
    await expect(app.test_client().get("/")).rejects.toThrow("for the test");
  });

  test("a thrown value that is no Error is a 500", async () => {
    const app = make_app();
    app.get("/", function index() {
      throw "text";
    });
    expect((await app.test_client().get("/")).status_code).toBe(500);
  });
});

describe("what url_for calls is synchronous, as url_for is", () => {
  const reject = async () => {
    throw new Error("nobody would hear this");
  };
  test.for<[string, (app: Flask) => unknown]>([
    ["url_defaults function", (app) => app.url_defaults(reject)],
    ["url_build_error_handler", (app) => app.url_build_error_handlers.push(reject as never)],
  ])("an asynchronous %s is named, and its error ends nothing", async ([kind, register]) => {
    const app = make_app({ TESTING: true });
    register(app);
    app.get("/", function index() {
      return url_for("nowhere");
    });
    await expect(app.test_client().get("/")).rejects.toThrow(
      new RegExp(`${kind} reject is asynchronous.*before_request`),
    );
  });
});

describe("templates call as Python does", () => {
  test.for([
    ["{{ url_for('index', _anchor=none, _method=none, _scheme=none, _external=none, q=none) }}", "/"],
    ["{{ url_for('index', _anchor='a b') }}", "/#a%20b"],
    ["{{ get_flashed_messages()|join(',') }}", "a,b"],
    ["{{ get_flashed_messages(true)|map('join', '=')|join(',') }}", "x=a,y=b"],
    ["{{ get_flashed_messages(true, ['y'])|map('join', '=')|join(',') }}", "y=b"],
    ["{{ get_flashed_messages(category_filter=['x'])|join(',') }}", "a"],
    ["{{ get_flashed_messages(with_categories=none)|join(',') }}", "a,b"],
  ] as const)("%s", async ([template, text]) => {
    const app = make_app({ TESTING: true });
    app.get("/", function index() {
      flash("a", "x");
      flash("b", "y");
      return render_template_string(template);
    });
    expect((await app.test_client().get("/")).text).toBe(text);
  });

  test("a promise in a template is named, and its error ends nothing", async () => {
    const app = make_app({ TESTING: true });
    app.template_global("late", async () => {
      throw new Error("nobody would hear this");
    });
    app.get("/", { endpoint: "index" }, () => render_template_string("{{ late() }}"));
    await expect(app.test_client().get("/")).rejects.toThrow(/a template got a promise/);
  });
});

describe("g", () => {
  test("is new for each request, and undeclared names are undefined", async () => {
    const app = make_app();
    app.get("/", function index() {
      const before = String(g.counter);
      g.counter = 1;
      return {
        before,
        has: "counter" in g,
        names: [...g],
        popped: g.pop("counter"),
        absent: g.get("x", "none"),
      };
    });
    const client = app.test_client();
    for (const response of [await client.get("/"), await client.get("/")]) {
      expect(response.json).toEqual({
        before: "undefined",
        has: true,
        names: ["counter"],
        popped: 1,
        absent: "none",
      });
    }
  });
});

describe("the parts an app may replace", () => {
  test("a response class of its own makes every response, error pages too", async () => {
    const app = make_app();
    class OwnResponse extends Response {
      marked(): boolean {
        return true;
      }
    }
    app.response_class = OwnResponse;
    const marks: boolean[] = [];
    app.after_request((response) => {
      marks.push(response instanceof OwnResponse && response.marked());
      return response;
    });
    app.get("/", { endpoint: "index" }, () => "own");
    app.get("/plain", { endpoint: "plain" }, () => new Response("plain"));
    const client = app.test_client();
    for (const path of ["/", "/plain", "/nowhere"]) await client.get(path);
    expect(marks).toEqual([true, true, true]);
  });

  test("a session store out of reach is a 503, and no view runs", async () => {
    const app = make_app();
    class Unreachable extends SecureCookieSessionInterface {
      override open_session(): never {
        throw new SessionStoreUnavailable(new Error("connection refused"));
      }
    }
    app.session_interface = new Unreachable();
    app.get("/", { endpoint: "index" }, () => "view");
    const response = await app.test_client().get("/");
    expect([response.status_code, response.text.includes("view")]).toEqual([503, false]);
  });

  test("Markup comes back from the session as Markup", async () => {
    const app = make_app();
    app.get("/set", function set() {
      session.html = new Markup("<b>");
      return "";
    });
    app.get("/", { endpoint: "index" }, () => String(session.html instanceof Markup));
    const client = app.test_client();
    await client.get("/set");
    expect((await client.get("/")).text).toBe("true");
  });
});

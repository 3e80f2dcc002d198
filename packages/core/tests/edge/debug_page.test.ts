import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Flask, g, render_template, request, session } from "@miniflask/core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stack_frames } from "../../src/data/stack_frames.ts";
import { create_logger } from "../../src/edge/logging.ts";
import { type RunningServer, serve } from "../../src/edge/server.ts";

const folder = mkdtempSync(join(tmpdir(), "debug-page-"));
writeFileSync(join(folder, "broken.html"), "<h1>{{ title }}</h1>\n<p>{{ nothing.at.all }}</p>\n");
writeFileSync(join(folder, "unread.html"), "line one\n{% if %}\n");

const app = make_broken_app();
let server: RunningServer;

beforeAll(async () => {
  server = await serve(app);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  app.debug = true;
  vi.unstubAllEnvs();
});

function make_broken_app(): Flask {
  const broken = new Flask("broken", { static_folder: null, template_folder: folder });
  broken.secret_key = "the one secret key";
  broken.logger.level = "silent";
  broken.debug = true;
  broken.route("/fails", { methods: ["GET", "POST"] }, function fails() {
    session.user = "ann";
    session.api_token = "tok-in-session";
    g.thing = { name: "lamp", password_hash: "hash-in-g", size: 3 };
    const cause = new TypeError(`no <b>lamp</b> for ${request.args.get("q", "")}`);
    throw new Error("the lamp broke", { cause }); // this line is shown
  });
  broken.get("/leaks", function leaks() {
    throw new Error(
      `key ${broken.secret_key}, cookie ${request.cookies.get("tracker")}, ${request.headers.get("Authorization")}`,
    );
  });
  broken.get("/reset/<token>", function reset({ token }) {
    session.api_token = "tok-in-session";
    g.user = { password: "pw-in-g", friends: [{ password: "pw-in-list" }], photo: Buffer.alloc(10_000_000) };
    g.user.self = g.user;
    g.closed = new Proxy({}, { ownKeys: () => assert.fail("not to be looked at") });
    const { api_token } = session;
    throw new Error(
      `reset ${token}, ${request.args.get("api_key")}, ${api_token}, ${g.user.password}, ${g.user.friends[0].password}`,
    );
  });
  broken.get("/database", function database() {
    throw new Error("cannot reach postgres://app:pw-in-url@db:5432/shop or redis://:pw2-in-url@cache/0");
  });
  broken.get("/odd/<kind>", function odd({ kind }) {
    throw ODD[kind]!();
  });
  broken.errorhandler(500, () => ["the app's own 500", 500]);
  broken.get("/large", function large() {
    g.list = counted(new Array(100_000).fill({ name: "x" }));
    g.map = new Map(Array.from({ length: 100_000 }, (_, at) => [at, at]));
    g.object = counted(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at])));
    g.error = Object.assign(new Error("hidden names"), { code: 7, [Symbol("not a name")]: 8 });
    throw new Error("a large g");
  });
  broken.get("/template/<name>", function template({ name }) {
    return render_template(`${name}.html`, { title: "t" });
  });
  broken.get("/forgets", function forgets() {} as () => string);
  broken.get("/throws-text", function throws_text() {
    throw "just a text";
  });
  return broken;
}

/** Sends a request as it stands, for fetch would not let a test choose the Host. */
function send(head: string, body = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(server.port, "127.0.0.1", () => socket.write(`${head}\r\n\r\n${body}`));
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
  });
}

const get = (path: string, ...headers: string[]) =>
  send(
    [
      `GET ${path} HTTP/1.1`,
      ...(headers.some((one) => one.startsWith("Host:")) ? [] : ["Host: localhost"]),
      ...headers,
    ].join("\r\n"),
  );

const PLAIN =
  "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n";

// covers: ER-20
describe("an error in debug mode", () => {
  test("is shown with its cause, the source lines, the request, the session and g", async () => {
    const answer = await get("/fails?q=x");
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    for (const shown of [
      "<h1>Error: the lamp broke</h1>",
      "Caused by TypeError: no &lt;b&gt;lamp&lt;/b&gt; for x",
      "throw new Error(&#34;the lamp broke&#34;, { cause }); // this line is shown",
      "debug_page.test.ts",
      "<th>endpoint</th><td><code>&#34;fails&#34;</code>",
      "<th>user</th><td><code>&#34;ann&#34;</code>",
      "name: &#34;lamp&#34;",
    ]) {
      expect(answer).toContain(shown);
    }
    const meant = /<span class=meant>([^\n]*?)<\/span>/.exec(answer)?.[1];
    expect(meant).toContain("this line is shown");
    // The framework's own lines are in the stack only.
    expect(answer).not.toMatch(/<h2><code>[^<]*lifecycle\.ts/);
    expect(answer).toContain("lifecycle.ts");
  });

  test("of a template shows the template's name and lines", async () => {
    const rendering = await get("/template/broken");
    expect(rendering).toContain("Template broken.html, line 2");
    expect(rendering).not.toMatch(/<h2><code>[^<]*undefined\.ts/);
    expect(rendering).toContain("<span class=meant>    2  &lt;p&gt;{{ nothing.at.all }}&lt;/p&gt;</span>");
    // The engine's own calls are many: the stack has to be long enough to reach the view.
    expect(rendering).toContain("<h2><code>template (");
    expect(rendering).toMatch(/<span class=meant>[^\n]*return render_template\(/);
    const reading = await get("/template/unread");
    expect(reading).toContain("TemplateSyntaxError");
    expect(reading).toContain("<span class=meant>    2  {% if %}</span>");
  });

  test("of a view that returned nothing shows where the view is", async () => {
    const answer = await get("/forgets");
    expect(answer).toContain("The view function for &#39;forgets&#39; did not return a valid response");
    expect(answer).toMatch(/<span class=meant>[^\n]*broken\.get\(&#34;\/forgets&#34;/);
  });

  test("that is no Error is shown as well", async () => {
    expect(await get("/throws-text")).toContain("Thrown, but no Error: &#34;just a text&#34;");
  });
});

/** Errors and values that refuse to be looked at. */
const ODD: Record<string, () => unknown> = {
  frozen: () => Object.freeze(new Error("frozen")),
  "without a message": () => with_getter("message"),
  "without a stack": () => with_getter("stack"),
  "with a number for a stack": () => Object.assign(new Error("odd"), { stack: 42 }),
  "with a symbol for a name": () => Object.assign(new Error("odd"), { name: Symbol("odd") }),
  "with errors that are no list": () => Object.assign(new AggregateError([], "odd"), { errors: 5 }),
  "behind a proxy": () => new Proxy(new Error("odd"), { get: () => assert.fail("a trap") }),
  "beside a getter in g": () => {
    Object.defineProperty(g, "odd", { enumerable: true, get: () => assert.fail("a getter") });
    return new Error("odd");
  },
};

function with_getter(name: string): Error {
  return Object.defineProperty(new Error("odd"), name, { get: () => assert.fail("a getter") });
}

let looks = 0;

function counted(value: object): object {
  return new Proxy(value, {
    get(target, name) {
      looks++;
      return Reflect.get(target, name);
    },
    getOwnPropertyDescriptor(target, name) {
      looks++;
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
}

describe("an odd error", () => {
  test.each(Object.keys(ODD))("%s gets a page in debug mode", async (kind) => {
    const answer = await get(`/odd/${encodeURIComponent(kind)}`, "Connection: close");
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(answer).toContain("You see this page because the app is in debug mode");
  });

  test.each(Object.keys(ODD))("%s gets the app's own answer otherwise, and is logged", async (kind) => {
    app.debug = false;
    const lines: string[] = [];
    const kept = app.logger;
    app.logger = create_logger(app, { stream: { write: (line) => void lines.push(line) } });
    const answer = await get(`/odd/${encodeURIComponent(kind)}`, "Connection: close");
    app.logger = kept;
    expect(answer).toMatch(/\r\n\r\nthe app's own 500$/);
    expect(lines.join("")).toMatch(/ERROR in broken: Exception on \/odd\//);
  });

  test("large values in g are only looked into", async () => {
    const answer = await get("/large");
    expect(answer).toContain("99970 more");
    expect(answer).toContain("<code>Error { code: 7 }</code>");
    expect(answer.length).toBeLessThan(20_000);
    expect(looks).toBeLessThan(5_000);
  });
});

describe("secrets", () => {
  test("of session, g, form, headers and cookies are hidden", async () => {
    const form = "user=ann&password=form-secret";
    const answer = await send(
      `POST /fails?api_key=query-secret HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        `Content-Length: ${form.length}\r\nCookie: tracker=cookie-secret\r\nAuthorization: Bearer header-secret`,
      form,
    );
    expect(answer).toContain("<th>password</th><td><code>[hidden]</code>");
    expect(answer).toContain("<th>tracker</th><td><code>[hidden]</code>");
    for (const secret of [
      "form-secret",
      "query-secret",
      "cookie-secret",
      "header-secret",
      "tok-in-session",
      "hash-in-g",
      "the one secret key",
    ]) {
      expect(answer).not.toContain(secret);
    }
  });

  test("of path, query, session and g are taken out of messages, paths and headers", async () => {
    const answer = await get(
      "/reset/tok-in-path?api_key=key-in-query",
      "Referer: http://localhost/reset/tok-in-path?api_key=key-in-query",
    );
    expect(answer).toContain("<h1>Error: reset [hidden], [hidden], [hidden], [hidden], [hidden]</h1>");
    expect(answer).toContain("&#34;/reset/[hidden]&#34;");
    expect(answer).not.toMatch(/tok-in-path|key-in-query|tok-in-session|pw-in-g|pw-in-list/);
  });

  test("of a database's address are taken out", async () => {
    const answer = await get("/database");
    expect(answer).toContain(
      "<h1>Error: cannot reach postgres://app:[hidden]@db:5432/shop or redis://:[hidden]@cache/0</h1>",
    );
    expect(answer).not.toMatch(/pw2?-in-url/);
  });

  test("are taken out of messages and source lines", async () => {
    const answer = await get(
      "/leaks",
      "Cookie: tracker=cookie-secret",
      "Authorization: Bearer header-secret",
    );
    expect(answer).toContain("<h1>Error: key [hidden], cookie [hidden], [hidden]</h1>");
    expect(answer).not.toMatch(/the one secret key|cookie-secret|header-secret/);
  });
});

// Rows 82 to 84 of the classes of attacks: who may see the page, and that it can do nothing.
describe("the page is only for who is at this machine", () => {
  test.each([
    "Host: localhost",
    "Host: LOCALHOST:5000",
    "Host: app.localhost:5000",
    "Host: 127.0.0.1",
    "Host: [::1]:5000",
  ])("%s gets it", async (host) => {
    expect(await get("/fails", host)).toContain("the lamp broke");
  });

  test.each([
    ["another host", "Host: attacker.test:5000"],
    ["a host that begins like it", "Host: localhost.attacker.test"],
    ["a host that ends like it", "Host: notlocalhost"],
    ["another address", "Host: 127.0.0.2"],
    ["a proxy", "X-Forwarded-For: 203.0.113.7"],
    ["a proxy that hides", "Via: 1.1 front"],
  ])("%s does not", async (_who, header) => {
    const answer = await get("/fails", header);
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(answer.endsWith(PLAIN)).toBe(true);
  });

  test("nginx, which speaks HTTP/1.0 and sends a local Host, does not", async () => {
    expect(await send("GET /fails HTTP/1.0\r\nHost: 127.0.0.1")).toContain(PLAIN);
  });

  test("nobody gets it in production, nor with debug off", async () => {
    vi.stubEnv("NODE_ENV", "production");
    expect((await get("/fails", "Connection: close")).endsWith(PLAIN)).toBe(true);
    vi.unstubAllEnvs();
    app.debug = false;
    const answer = await get("/fails", "Connection: close");
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(answer).not.toContain("the lamp broke");
  });

  test("it holds no script, loads nothing and no other site can read or frame it", async () => {
    const answer = await get("/fails?q=<script>alert(1)</script>", "Origin: http://attacker.test");
    const [head = "", page = ""] = answer.split("\r\n\r\n");
    expect(page).not.toMatch(/<script|<form|<input|javascript:|src=|href=| on\w+=/i);
    expect(head).toContain("default-src 'none'");
    expect(head).toContain("frame-ancestors 'none'");
    expect(head).toContain("Cross-Origin-Resource-Policy: same-origin");
    expect(head).toContain("Cache-Control: no-store");
    expect(head).not.toMatch(/Access-Control/i);
  });

  test("the debugger's commands of Werkzeug do nothing", async () => {
    const answer = await get("/fails?__debugger__=yes&cmd=1%2B1&frm=0&s=x", "Connection: close");
    expect(answer).toContain("<h1>Error: the lamp broke</h1>");
  });
});

test("a client's text in a message does not pass for a frame whose file is opened", () => {
  const own = new URL(import.meta.url).pathname;
  const error = new Error(`bad name\n    at evil (${own}:1:1)\n    at worse (file://${own}:2:2)`);
  const texts = stack_frames(error).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.join("\n")).not.toMatch(/evil|worse/);
  error.message = "changed";
  expect(stack_frames(error).some(({ is_own }) => is_own)).toBe(false);
});

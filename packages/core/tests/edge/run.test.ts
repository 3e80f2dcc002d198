import { afterEach, describe, expect, test, vi } from "vitest";
import { answer_at } from "../../../../tests/support/answer_at.ts";
import { Flask } from "../../src/index.ts";

const print = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
const log = vi.spyOn(process.stderr, "write").mockImplementation(() => true);

afterEach(() => {
  print.mockClear();
  log.mockClear();
});

const text_of = (spy: typeof print) => spy.mock.calls.map(([text]) => String(text)).join("");

function make_app(): Flask {
  const app = new Flask("site");
  app.get("/", function index() {
    return "home";
  });
  return app;
}

describe("app.run", () => {
  test("serves until it is closed, says where, and logs each request", async () => {
    const app = make_app();
    const server = await app.run({ port: 0 });
    expect(await (await fetch(`${server.url}/?a=1`)).text()).toBe("home");
    await server.close();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(text_of(print)).toContain(` * Serving Flask app 'site'\n * Debug mode: off\n`);
    expect(text_of(print)).toContain(` * Running on ${server.url}\n`);
    expect(text_of(log)).toMatch(/^127\.0\.0\.1 - - \[.*\] "GET \/\?a=1 HTTP\/1\.1" 200 -\n$/);
    expect(await answer_at(server.url)).not.toBe("home");
  });

  test("writes one line a request, and before that of one that failed its error with the stack", async () => {
    const app = make_app();
    app.get("/fail", function fail() {
      throw new Error("broken", { cause: new TypeError("the cause") });
    });
    const server = await app.run({ port: 0 });
    const paths = ["/", "/?x=1", "/nowhere", "/fail", "/"];
    for (const path of paths) await (await fetch(server.url + path)).text();
    await server.close();
    const text = text_of(log);
    const lines = text.split("\n").filter((line) => /^127\.0\.0\.1 /.test(line));
    expect(lines.map((line) => /"GET (\S+) HTTP\/1\.1" (\d+) -$/.exec(line)?.slice(1))).toEqual([
      ["/", "200"],
      ["/?x=1", "200"],
      ["/nowhere", "404"],
      ["/fail", "500"],
      ["/", "200"],
    ]);
    expect(text).toMatch(
      /^\[[-\d]+ [:,\d]+\] ERROR in site: Exception on \/fail \[GET\]\n {4}Error: broken\n {8}at fail \(.*run\.test\.ts:/m,
    );
    expect(text).toContain("caused by: TypeError: the cause");
    expect(text.match(/Exception on/g)).toHaveLength(1);
  });

  test("says what to do about a port that is taken", async () => {
    const { port, close } = await make_app().run({ port: 0 });
    await expect(make_app().run({ port })).rejects.toThrow(
      `Port ${port} is in use by another program. Stop that one, or take another port: app.run({ port: ${port + 1} }).`,
    );
    await close();
  });

  test("debug sets the app's", async () => {
    const app = make_app();
    const server = await app.run({ port: 0, debug: true });
    await server.close();
    expect(app.debug).toBe(true);
    expect(text_of(print)).toContain(" * Debug mode: on\n");
  });

  test("takes host and port of SERVER_NAME, its own options first (AP-20)", async () => {
    const app = make_app();
    app.config.SERVER_NAME = "localhost:1";
    const server = await app.run({ port: 0 });
    expect(server.url).toBe(`http://localhost:${server.port}`);
    await server.close();
    await expect(make_app().run({ port: 0, host: "203.0.113.7" })).rejects.toMatchObject({
      code: "EADDRNOTAVAIL",
    });
  });

  test("does nothing while the command loads the app", async () => {
    process.env.FLASK_RUN_FROM_CLI = "true";
    const server = await make_app().run({ port: 0 });
    delete process.env.FLASK_RUN_FROM_CLI;
    await server.close();
    expect([server.url, server.port]).toEqual(["", 0]);
    expect(text_of(log)).toContain("Ignoring a call to 'app.run()'");
  });

  test("middleware that wraps handle or listener after the start is used", async () => {
    const app = make_app();
    const server = await app.run({ port: 0 });
    const inner = app.handle;
    app.handle = async (request) => {
      const response = await inner(request);
      response.headers.set("X-Wrapped", "yes");
      return response;
    };
    expect((await fetch(server.url)).headers.get("X-Wrapped")).toBe("yes");
    app.request_listener = (_req, res) => void res.writeHead(418).end();
    expect((await fetch(server.url)).status).toBe(418);
    await server.close();
  });
});

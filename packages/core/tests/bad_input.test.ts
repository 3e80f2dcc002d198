import { request, session } from "@miniflask/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawSocket } from "./edge/raw_socket.ts";
import { make_app } from "./support/make_app.ts";

const app = make_app({ MAX_CONTENT_LENGTH: 1000 });
let server: Awaited<ReturnType<typeof app.run>>;
let hits = 0;

beforeAll(async () => {
  app.get("/", function index() {
    return "alive";
  });
  app.route("/form", { methods: ["POST"] }, function form() {
    hits++;
    return { keys: [...request.form.keys()], proto: request.form.get("__proto__", "none") };
  });
  app.get("/cookies", function cookies() {
    return { keys: [...request.cookies.keys()], proto: request.cookies.get("__proto__") ?? null };
  });
  app.get("/args", function args() {
    return { proto: request.args.get("__proto__"), to_string: typeof request.args.toString };
  });
  app.get("/session", function use_session() {
    session.set("__proto__", { polluted: true });
    session.set("constructor", 1);
    return { polluted: ({} as { polluted?: boolean }).polluted ?? null, keys: Object.keys(session) };
  });
  app.get("/session/read", function read_session() {
    return { keys: Object.keys(session), polluted: ({} as { polluted?: boolean }).polluted ?? null };
  });
  app.get("/item/<name>", function item({ name }) {
    return JSON.stringify(name);
  });
  app.post("/json", { endpoint: "json" }, () => ({ merged: Object.assign({}, request.json as object) }));
  server = await app.run({ port: 0 });
});

afterAll(async () => {
  await server.close();
});

async function exchange(bytes: string): Promise<string> {
  const socket = new RawSocket(server.port);
  try {
    return await socket.write(bytes).until_closed();
  } finally {
    socket.reset();
  }
}

const get = (target: string, ...headers: string[]) =>
  exchange(
    ["GET " + target + " HTTP/1.1", "Host: a.test", "Connection: close", ...headers, "", ""].join("\r\n"),
  );
const post = (target: string, body: string, ...headers: string[]) =>
  exchange(
    [
      `POST ${target} HTTP/1.1`,
      "Host: a.test",
      "Connection: close",
      `Content-Length: ${body.length}`,
      ...headers,
      "",
      body,
    ].join("\r\n"),
  );
const FORM = "Content-Type: application/x-www-form-urlencoded";

describe("bad input is refused or empty, and the server lives", () => {
  test.for<[string, () => Promise<string>, RegExp]>([
    ["a body over the limit", () => post("/form", "a".repeat(1001), FORM), /^HTTP\/1.1 413 /],
    ["a body at the limit", () => post("/form", "a".repeat(1000), FORM), /^HTTP\/1.1 200 /],
    ["a lone percent sign in the path", () => get("/%"), /^HTTP\/1.1 404 /],
    ["percent and no hex digits", () => get("/item/%zz"), /^HTTP\/1.1 200 .*"%zz"$/s],
    ["bytes that are not UTF-8", () => get("/item/%ff"), /^HTTP\/1.1 200 /],
    ["a NUL byte", () => get("/item/a%00b"), /^HTTP\/1.1 (200|404) /],
    [
      "bad percent-encoding in the query",
      () => get("/args?__proto__=%zz&%=%"),
      /^HTTP\/1.1 200 .*"proto":"%zz"/s,
    ],
    ["a cookie of 20 KB", () => get("/cookies", `Cookie: a=${"x".repeat(20_000)}`), /^HTTP\/1.1 431 /],
    ["many small cookies", () => get("/cookies", `Cookie: ${"a=b; ".repeat(3000)}`), /^HTTP\/1.1 200 /],
    [
      "a session cookie of 15 KB",
      () => get("/session/read", `Cookie: session=${"eyJ".repeat(5000)}`),
      /^HTTP\/1.1 200 .*"keys":\[\]/s,
    ],
    [
      "a session cookie of dots",
      () => get("/session/read", "Cookie: session=....."),
      /^HTTP\/1.1 200 .*"keys":\[\]/s,
    ],
    [
      "__proto__ as a cookie",
      () => get("/cookies", "Cookie: __proto__=x; constructor=y"),
      /"keys":\["__proto__","constructor"\],"proto":"x"/,
    ],
    [
      "__proto__ as a form key",
      () => post("/form", "__proto__=x&constructor=y", FORM),
      /"keys":\["__proto__","constructor"\],"proto":"x"/,
    ],
    [
      "__proto__ as an argument",
      () => get("/args?__proto__=1&toString=2"),
      /"proto":"1","to_string":"function"/,
    ],
    [
      "__proto__ in JSON",
      () => post("/json", '{"__proto__":{"admin":true}}', "Content-Type: application/json"),
      /^HTTP\/1.1 (200|400) (?!.*admin":true}\s*$)/s,
    ],
    [
      "malformed deep JSON",
      () => post("/json", "[".repeat(900), "Content-Type: application/json"),
      /^HTTP\/1.1 400 /,
    ],
  ])("%s", async ([, send, expected]) => {
    expect(await send()).toMatch(expected);
    expect(await get("/")).toMatch(/^HTTP\/1.1 200 .*alive$/s);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("__proto__ as a session key is kept when it is assigned, too", async () => {
    const app = make_app({ TESTING: true });
    app.get("/", { endpoint: "index" }, function index() {
      Reflect.set(session, "__proto__", "kept");
      return { keys: [...session.keys()], value: session.get("__proto__") };
    });
    expect((await app.test_client().get("/")).json).toEqual({ keys: ["__proto__"], value: "kept" });
  });

  test("__proto__ as a session key is kept and read as an ordinary key", async () => {
    const client = app.test_client();
    expect((await client.get("/session")).json).toEqual({
      polluted: null,
      keys: ["__proto__", "constructor"],
    });
    expect((await client.get("/session/read")).json).toEqual({
      polluted: null,
      keys: ["__proto__", "constructor"],
    });
  });

  test("a client that leaves while sending ends the journey without the view, with teardown", async () => {
    const leaving = make_app();
    const log: string[] = [];
    leaving.before_request(() => void log.push("before"));
    leaving.post("/", { endpoint: "index" }, () => {
      log.push("view");
      return "x";
    });
    const arrived = Promise.withResolvers<void>();
    const handle = leaving.handle;
    leaving.handle = (given) => {
      arrived.resolve();
      return handle(given);
    };
    const done = new Promise<void>((resolve) => {
      leaving.teardown_request((error) => {
        log.push(`teardown ${(error as Error).name}`);
        resolve();
      });
    });
    const running = await leaving.run({ port: 0 });
    const socket = new RawSocket(running.port);
    socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    await arrived.promise;
    socket.reset();
    await done;
    await running.close();
    expect(log).toEqual([expect.stringMatching(/^teardown /)]);
  });

  test("on a miss the body is not read", async () => {
    const answer = await post("/nowhere", "a".repeat(5000), FORM);
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    expect(answer).toContain("Connection: close");
    expect(hits).toBeGreaterThan(0);
  });
});

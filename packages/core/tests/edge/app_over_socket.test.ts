import { afterAll, afterEach, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "../../src/edge/server.ts";
import { Flask, has_request_context, request, stream_with_context } from "../../src/index.ts";
import { RawSocket, statuses } from "./raw_socket.ts";

const H = "Host: a.test\r\n";
const events: string[] = [];
const errors: string[] = [];
const servers: RunningServer[] = [];
const sockets: RawSocket[] = [];
let asked = 0;
let produced = 0;

const app = new Flask("site");
app.secret_key = "a key for tests only";
app.config.MAX_CONTENT_LENGTH = 1_000;
app.logger = Object.assign(app.logger, {
  error: (_fields: object, message: string) => void errors.push(message),
});
const handle = app.handle;
app.handle = (request) => {
  asked++;
  return handle(request);
};
app.teardown_request(() => void events.push("teardown"));
app.get("/", function home() {
  return "home";
});
app.post("/form", function form() {
  events.push("view");
  return `${request.form.get("a", "none")}`;
});
app.post("/ignore", function ignore() {
  events.push("view");
  return "ignored";
});
app.post("/large", { max_content_length: 5_000 }, function large() {
  return String(request.get_data().length);
});
app.get("/endless", function endless() {
  return chunks();
});
app.get("/late", function late() {
  return (function* () {
    yield "first";
    throw new Error("broken stream");
  })();
});
app.get("/with_context", function with_context() {
  return stream_with_context(seen_by_stream());
});
app.get("/without_context", function without_context() {
  return seen_by_stream();
});

async function* chunks(): AsyncGenerator<Uint8Array> {
  try {
    for (produced = 0; produced < 16_384; produced++) yield Buffer.alloc(64 * 1024);
  } finally {
    events.push("closed");
  }
}

function* seen_by_stream(): Generator<string> {
  yield `${has_request_context()} `;
  yield has_request_context() ? request.path : "outside";
}

const started = serve(app).then((server) => servers.push(server));

async function connect(): Promise<RawSocket> {
  await started;
  const socket = new RawSocket(servers[0]!.port);
  sockets.push(socket);
  return socket;
}

afterEach(async () => {
  const home = await (await connect())
    .write(`GET / HTTP/1.1\r\n${H}Connection: close\r\n\r\n`)
    .until_closed();
  expect(statuses(home)).toEqual([200]);
  events.length = 0;
  errors.length = 0;
});
afterAll(async () => {
  for (const socket of sockets) socket.end();
  await servers[0]?.close({ timeout: 1_000 });
});

const eventually = (check: () => unknown, expected: unknown) =>
  expect.poll(check, { interval: 5 }).toEqual(expected);

describe("a body", () => {
  test("over the limit is 413 where it is looked at, and the connection ends", async () => {
    const socket = (await connect()).write(
      `POST /form HTTP/1.1\r\n${H}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1001\r\n\r\na=${"x".repeat(999)}`,
    );
    const answer = await socket.until_closed();
    expect(statuses(answer)).toEqual([413]);
    expect(answer).toContain("Connection: close");
    expect(events).toEqual(["view", "teardown"]);
  });

  test.each(["/form", "/ignore"])("over the limit is never asked for (%s)", async (path) => {
    const socket = (await connect()).write(
      `POST ${path} HTTP/1.1\r\n${H}Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n`,
    );
    expect(statuses(await socket.until_closed())).toEqual([413]);
  });

  test("of a route with a limit of its own is asked for", async () => {
    const socket = (await connect()).write(
      `POST /large HTTP/1.1\r\n${H}Content-Length: 5000\r\nExpect: 100-continue\r\n\r\n`,
    );
    await socket.until((text) => text.includes("100 Continue"));
    socket.write("x".repeat(5_000));
    expect(statuses(await socket.until((text) => text.endsWith("5000")))).toEqual([100, 200]);
  });

  test("on a path without a view is not read, and the connection ends", async () => {
    const socket = (await connect()).write(`POST /none HTTP/1.1\r\n${H}Content-Length: 3\r\n\r\nabc`);
    const answer = await socket.until_closed();
    expect(statuses(answer)).toEqual([404]);
    expect(answer).toContain("Connection: close");
  });

  test("of a client that leaves ends the request without the view, but with teardown", async () => {
    const before = asked;
    const socket = (await connect()).write(`POST /form HTTP/1.1\r\n${H}Content-Length: 500\r\n\r\na=1`);
    await eventually(() => asked, before + 1);
    socket.reset();
    await eventually(() => events, ["teardown"]);
  });
});

describe("a stream (row 67)", () => {
  test("of 1 GB to a client that does not read costs no memory and is closed when it leaves", async () => {
    const socket = await connect();
    socket.pause();
    socket.write(`GET /endless HTTP/1.1\r\n${H}\r\n`);
    await eventually(() => events, ["teardown"]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Not the process's own memory, which is the garbage collector's business: what was made and not read.
    expect(produced * 64 * 1024).toBeLessThan(60 * 1024 * 1024);
    expect(events).toEqual(["teardown"]);
    socket.reset();
    await eventually(() => events, ["teardown", "closed"]);
    expect(errors).toEqual([]);
  });

  test("that fails on its way is cut off, torn down once and logged once", async () => {
    const answer = await (await connect()).write(`GET /late HTTP/1.1\r\n${H}\r\n`).until_closed();
    expect(answer).toMatch(/5\r\nfirst\r\n$/);
    expect(events).toEqual(["teardown"]);
    expect(errors).toEqual(["Exception on /late [GET]"]);
  });

  test.each([
    ["/with_context", "true /with_context"],
    ["/without_context", "false outside"],
  ])("is written outside the request unless it asks for it: %s", async (path, expected) => {
    await started;
    expect(await (await fetch(servers[0]!.url + path)).text()).toBe(expected);
  });
});

test("HEAD has the length of GET and no body", async () => {
  const socket = (await connect()).write(`HEAD / HTTP/1.1\r\n${H}\r\nGET / HTTP/1.1\r\n${H}\r\n`);
  const answer = await socket.until((text) => text.endsWith("home"));
  expect(answer.match(/Content-Length: 4/g)).toHaveLength(2);
  expect(statuses(answer)).toEqual([200, 200]);
});

test.each([
  ["/%00", 404],
  ["/%", 404],
  ["/%zz", 404],
  ["/%ff", 404],
  ["/\xff", 400],
])("a path that is no text is refused: %s", async (path, status) => {
  const socket = (await connect()).write(`GET ${path} HTTP/1.1\r\n${H}Connection: close\r\n\r\n`);
  expect(statuses(await socket.until_closed())).toEqual([status]);
});

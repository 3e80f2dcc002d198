import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import compression from "compression";
import helmet from "helmet";
import morgan from "morgan";
import { afterAll, describe, expect, test } from "vitest";
import { EnvironBuilder, type EnvironOptions } from "../../src/edge/environ_builder.ts";
import { make_request_listener } from "../../src/edge/request_listener.ts";
import { type IncomingMessage, type NodeListener, serve } from "../../src/edge/server.ts";
import {
  connect_middleware,
  DispatcherMiddleware,
  ProxyFix,
  type ProxyFixOptions,
  ProxyMiddleware,
  SharedDataMiddleware,
} from "../../src/middleware.ts";
import type { Request } from "../../src/wire/request.ts";
import { Response } from "../../src/wire/response.ts";
import { SmallApp } from "./small_app.ts";

const host = {
  config: { SERVER_NAME: null, APPLICATION_ROOT: "/", PREFERRED_URL_SCHEME: "http" },
  json: { dumps: (value: unknown) => JSON.stringify(value) },
};

const make_request = (path: string, options?: EnvironOptions) =>
  new EnvironBuilder(host, path, { environ_base: { REMOTE_ADDR: "127.0.0.1" }, ...options }).get_request();

/** What an app can see of where a request comes from and goes to. */
const seen = async (request: Request) =>
  new Response(`${request.remote_addr} ${request.url}`.replace(/\?$/, ""));

describe("ProxyFix", () => {
  // The cases of Werkzeug's own test of the class, with what Werkzeug 3.1.9 makes of them.
  const CASES: [what: string, options: ProxyFixOptions, headers: Record<string, string>, expected: string][] =
    [
      [
        "for",
        {},
        { "X-Forwarded-For": "192.168.0.1", "X-Forwarded-Proto": "https" },
        "192.168.0.1 https://localhost/",
      ],
      ["host", { x_host: 1 }, { "X-Forwarded-Host": "example.test" }, "127.0.0.1 http://example.test/"],
      ["port", { x_port: 1 }, { "X-Forwarded-Port": "8080" }, "127.0.0.1 http://localhost:8080/"],
      [
        "port replaces that of the host",
        { x_host: 1, x_port: 1 },
        { "X-Forwarded-Host": "example.test:5000", "X-Forwarded-Port": "8080" },
        "127.0.0.1 http://example.test:8080/",
      ],
      [
        "an IPv6 host keeps its colons",
        { x_host: 1, x_port: 1 },
        { "X-Forwarded-Host": "[2001:db8::1]", "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https" },
        "127.0.0.1 https://[2001:db8::1]/",
      ],
      [
        "prefix",
        { x_prefix: 1 },
        { "X-Forwarded-Prefix": "/example" },
        "127.0.0.1 http://localhost/example/",
      ],
      [
        "a prefix with two slashes is no host",
        { x_prefix: 1 },
        { "X-Forwarded-Prefix": "//evil.test/" },
        "127.0.0.1 http://localhost/evil.test/",
      ],
      [
        "row 11: only the last value is ours",
        { x_for: 1 },
        { "X-Forwarded-For": "6.6.6.6, 9.9.9.9" },
        "9.9.9.9 http://localhost/",
      ],
      [
        "two proxies",
        { x_for: 2 },
        { "X-Forwarded-For": "1.1.1.1, 6.6.6.6, 9.9.9.9" },
        "6.6.6.6 http://localhost/",
      ],
      [
        "fewer values than proxies",
        { x_for: 2 },
        { "X-Forwarded-For": "9.9.9.9" },
        "127.0.0.1 http://localhost/",
      ],
      [
        "zero ignores the header",
        { x_for: 0, x_proto: 0 },
        { "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https" },
        "127.0.0.1 http://localhost/",
      ],
      [
        "host and prefix are not read unless asked for",
        {},
        { "X-Forwarded-Host": "evil", "X-Forwarded-Prefix": "/p" },
        "127.0.0.1 http://localhost/",
      ],
      ["a scheme that is none", {}, { "X-Forwarded-Proto": "javascript" }, "127.0.0.1 http://localhost/"],
      [
        "a peer that is a proxy",
        { trusted_proxies: ["127.0.0.0/8"] },
        { "X-Forwarded-For": "9.9.9.9" },
        "9.9.9.9 http://localhost/",
      ],
      [
        "a peer that is none",
        { trusted_proxies: ["10.0.0.1", "fd00::/8"] },
        { "X-Forwarded-For": "9.9.9.9" },
        "127.0.0.1 http://localhost/",
      ],
    ];

  test.each(CASES)("%s", async (_what, options, headers, expected) => {
    const response = await ProxyFix(seen, options)(make_request("/", { headers }));
    expect(response.get_data({ as_text: true })).toBe(expected);
  });

  test("two headers of a name count as one list, as WSGI servers join them", async () => {
    const headers: [string, string][] = [
      ["X-Forwarded-For", "6.6.6.6"],
      ["X-Forwarded-For", "9.9.9.9"],
    ];
    const response = await ProxyFix(seen)(make_request("/", { headers }));
    expect(response.get_data({ as_text: true })).toMatch(/^9\.9\.9\.9 /);
  });
});

describe("DispatcherMiddleware", () => {
  const label = (name: string) => async (request: Request) =>
    new Response(`${name} ${request.root_path}|${request.path}`);
  const handle = DispatcherMiddleware(label("main"), {
    "/api": label("api"),
    "/api/v2": label("v2"),
    "/ä": label("umlaut"),
  });

  test.each([
    ["/", "main |/"],
    ["/apis", "main |/apis"],
    ["/api", "api /api|/"],
    ["/api/", "api /api|/"],
    ["/api/a/b", "api /api|/a/b"],
    ["/api//a", "api /api|/a"],
    ["/api//", "api /api|/"],
    ["/api/v2/x", "v2 /api/v2|/x"],
    ["/api/v2", "v2 /api/v2|/"],
    ["/api/%76%32/x", "v2 /api/v2|/x"],
    ["/ä/x", "umlaut /ä|/x"],
  ])("%s", async (path, expected) => {
    const response = await handle(make_request(path));
    expect(response.get_data({ as_text: true })).toBe(expected);
  });

  test("URLs below a mount contain it", async () => {
    const response = await DispatcherMiddleware(seen, { "/api": seen })(make_request("/api/a?b=1"));
    expect(response.get_data({ as_text: true })).toBe("127.0.0.1 http://localhost/api/a?b=1");
  });
});

// covers: PX-03
describe("SharedDataMiddleware", () => {
  const folder = mkdtempSync(join(tmpdir(), "miniflask-shared-"));
  writeFileSync(join(folder, "a.txt"), "shared");
  writeFileSync(join(folder, "b.secret"), "secret");
  afterAll(() => rmSync(folder, { recursive: true }));
  const handle = SharedDataMiddleware(
    async () => new Response("app"),
    { "/shared": folder, "/one": join(folder, "a.txt") },
    { is_allowed: (name) => !name.endsWith(".secret") },
  );

  test.each([
    ["/shared/a.txt", "GET", "shared"],
    ["/one", "GET", "shared"],
    ["/shared/none.txt", "GET", "app"],
    ["/shared/b.secret", "GET", "app"],
    ["/shared/../a.txt", "GET", "app"],
    ["/shared", "GET", "app"],
    ["/shareda.txt", "GET", "app"],
    ["/shared/a.txt", "POST", "app"],
  ])("%s %s", async (path, method, expected) => {
    const response = await handle(make_request(path, { method }));
    await response.make_sequence();
    expect(response.get_data({ as_text: true })).toBe(expected);
    await response.close();
  });

  test("browsers may keep the files", async () => {
    const response = await handle(make_request("/shared/a.txt"));
    expect(response.header_list.get("Cache-Control")).toContain("max-age=43200");
    await response.close();
  });
});

describe("ProxyMiddleware", () => {
  const upstream = new SmallApp({
    "/legacy/echo": (request) =>
      new Response(
        `${request.method} ${request.path}?${request.query_string} ${request.header_list.get("Host")} ` +
          `${request.header_list.get("X-Secret")} ${request.header_list.get("X-Hop")} ${request.get_data({ as_text: true })}`,
        201,
        [
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
          ["X-Upstream", "yes"],
        ],
      ),
    "/base/echo": (request) => new Response(`based ${request.path}`),
    "/legacy/stream": () => new Response(["a", "b", "c"].values()),
    "/legacy/é x": (request) => new Response(request.path),
  });
  const front = new SmallApp({ "/own": () => new Response("own") });
  const started = Promise.all([upstream.start(), front.start()]).then(() => {
    const target = upstream.server.url;
    front.handle = ProxyMiddleware(front.handle.bind(front), {
      "/legacy": { target, headers: { "X-Secret": "token" } },
      "/cut/": { target: `${target}/base`, remove_prefix: true, host: null },
      "/down": { target: "http://127.0.0.1:1" },
    });
  });
  afterAll(async () => {
    await front.stop();
    await upstream.stop();
  });

  const send = async (path: string, init?: RequestInit) => {
    await started;
    return fetch(`${front.server.url}${path}`, init);
  };

  test("method, query, body and headers go there, the answer comes back", async () => {
    const answer = await send("/legacy/echo?a=1&b=%20", {
      method: "POST",
      body: "body",
      headers: { "X-Hop": "mine", Connection: "keep-alive" },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(answer.headers.get("X-Upstream")).toBe("yes");
    const { host: target } = new URL(upstream.server.url);
    expect(await answer.text()).toBe(`POST /legacy/echo?a=1&b=%20 ${target} token mine body`);
  });

  test("headers that Connection names stay here", async () => {
    await started;
    const socket = front.connect();
    socket.write("GET /legacy/echo HTTP/1.1\r\nHost: a\r\nX-Hop: mine\r\nConnection: X-Hop, close\r\n\r\n");
    expect(await socket.until_closed()).toContain("token undefined ");
  });

  test("a streamed body is streamed on", async () => {
    expect(await (await send("/legacy/stream")).text()).toBe("abc");
  });

  test("a streamed request is streamed on", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from("one "));
        controller.enqueue(Buffer.from("two"));
        controller.close();
      },
    });
    const init = { method: "PUT", body, duplex: "half" } as RequestInit;
    expect(await (await send("/legacy/echo", init)).text()).toMatch(/ one two$/);
  });

  test("the prefix is cut off and the client's host kept where that is asked for", async () => {
    expect(await (await send("/cut/echo")).text()).toBe("based /base/echo");
  });

  test("a path is quoted again", async () => {
    expect(await (await send("/legacy/%C3%A9%20x")).text()).toBe("/legacy/é x");
  });

  test("HEAD has no body", async () => {
    expect(await (await send("/legacy/echo", { method: "HEAD" })).text()).toBe("");
  });

  test("other paths stay with the app", async () => {
    expect(await (await send("/own")).text()).toBe("own");
    expect((await send("/legacy")).status).toBe(404);
  });

  test("a server that is down is 502", async () => {
    expect((await send("/down/x")).status).toBe(502);
  });
});

describe("connect_middleware", () => {
  const app = {
    handle: async (request: Request) => {
      if (request.path === "/stream") return new Response(["first ", "second"].values());
      const response = new Response("hello ".repeat(1_000), { mimetype: "text/plain" });
      response.set_cookie("a", "1");
      response.set_cookie("b", "2");
      return response;
    },
  };

  async function answer_of(listener: NodeListener, path = "/", init?: RequestInit) {
    const server = await serve({ request_listener: listener });
    try {
      const answer = await fetch(server.url + path, init);
      return { answer, text: await answer.text() };
    } finally {
      await server.close();
    }
  }

  const listener = make_request_listener(app);

  test("helmet's headers and the app's go out together", async () => {
    const { answer, text } = await answer_of(connect_middleware(helmet())(listener));
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'self'");
    expect(answer.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/"]);
    expect(text).toHaveLength(6_000);
  });

  test("compression compresses, and keeps every cookie", async () => {
    const { answer, text } = await answer_of(connect_middleware(compression(), listener), "/", {
      headers: { "Accept-Encoding": "gzip" },
    });
    expect(answer.headers.get("Content-Encoding")).toBe("gzip");
    expect(answer.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/"]);
    expect(text).toHaveLength(6_000);
  });

  test("morgan logs what was answered", async () => {
    const lines: string[] = [];
    const logger = morgan(":method :url :status :res[content-length]", {
      stream: { write: (line) => void lines.push(line) },
    });
    await answer_of(connect_middleware(logger, listener), "/x?y=1");
    expect(lines).toEqual(["GET /x?y=1 200 6000\n"]);
  });

  test("all three around a stream", async () => {
    const silent = morgan("tiny", { stream: { write: () => {} } });
    const wrapped = connect_middleware(
      helmet(),
      connect_middleware(compression(), connect_middleware(silent, listener)),
    );
    const { text } = await answer_of(wrapped, "/stream");
    expect(text).toBe("first second");
  });

  const echo = make_request_listener({
    handle: async (request: Request) => {
      await request.read_body();
      return new Response(request.get_data());
    },
  });

  test.each<[what: string, wrap: (tap: (req: IncomingMessage) => void) => NodeListener]>([
    [
      "a listener around the app's",
      (tap) => (req, res) => {
        tap(req);
        return echo(req, res);
      },
    ],
    [
      "middleware",
      (tap) =>
        connect_middleware((req, _res, next) => {
          tap(req);
          next();
        }, echo),
    ],
  ])("%s may listen to the body, too", async (_what, wrap) => {
    const heard: string[] = [];
    const listener = wrap((req) => void req.on("data", (chunk) => heard.push(String(chunk))));
    const { text } = await answer_of(listener, "/", { method: "POST", body: "hello" });
    expect([text, heard.join("")]).toEqual(["hello", "hello"]);
  });

  test("middleware that goes on twice calls the app once", async () => {
    let listened = 0;
    const twice = connect_middleware(
      (_req, _res, next) => {
        next();
        next();
      },
      (_req, res) => {
        listened++;
        res.end("once");
      },
    );
    expect((await answer_of(twice)).text).toBe("once");
    expect(listened).toBe(1);
  });

  test("middleware that answers itself keeps the request from the app", async () => {
    const closed = connect_middleware((_req, res) => void res.writeHead(403).end("closed"), listener);
    const { answer, text } = await answer_of(closed);
    expect([answer.status, text]).toEqual([403, "closed"]);
  });
});

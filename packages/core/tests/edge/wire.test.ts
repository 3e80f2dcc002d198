import { describe, expect, test } from "vitest";
import { Response } from "../../src/wire/response.ts";
import { statuses } from "./raw_socket.ts";
import { small_app } from "./small_app.ts";

const app = small_app({
  "/echo": (request) => new Response(request.get_data(), { mimetype: "application/octet-stream" }),
  "/smuggled": () => new Response("smuggled"),
  "/two": () => new Response("two"),
  "/headers": (request) =>
    new Response([...request.header_list].map(([name, value]) => `${name}=${value}`).join("\n")),
  "/path": (request) => new Response(`${request.path} ${request.query_string} ${request.host}`),
  "/admin": (request) => new Response(`admin ${request.host}`),
});

const H = "Host: a.test\r\n";

/** Sends `bytes`, waits until the server has closed, gives the whole answer. */
async function refused(bytes: string): Promise<string> {
  return app.connect().write(bytes).until_closed();
}

describe("what the parser refuses never reaches a view (rows 1, 2, 4, 15)", () => {
  const SMUGGLED = `GET /smuggled HTTP/1.1\r\n${H}\r\n`;
  test.each([
    [
      `POST /echo HTTP/1.1\r\n${H}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    [`POST /echo HTTP/1.1\r\n${H}Content-Length : 5\r\n\r\nhello`],
    [`POST /echo HTTP/1.1\r\n${H} Content-Length: 5\r\n\r\nhello`],
    [`POST /echo HTTP/1.1\r\n${H}Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello`],
    [`POST /echo HTTP/1.1\r\n${H}Content-Length: +5\r\n\r\nhello`],
    [`GET / HTTP/1.1\r\n${H}\r\rX${SMUGGLED}`],
    ["GET / HTTP/1.1\nHost: a\n\n"],
    [`constructor / HTTP/1.1\r\n${H}\r\n`],
    [`__proto__ / HTTP/1.1\r\n${H}\r\n`],
    ["GET / HTTP/1.1\r\n\r\n"],
  ])("%j", async (bytes) => {
    const answer = await refused(bytes);
    expect(statuses(answer)).toEqual([400]);
    expect(app.hits).not.toContain("GET /smuggled");
  });

  test("CONNECT is not served", async () => {
    await refused(`CONNECT a:80 HTTP/1.1\r\n${H}\r\n`);
    expect(app.hits).toEqual([]);
  });

  test.each(["TRACE /two", "QUERY /two", "OPTIONS *"])("%s reaches the app, which decides", async (line) => {
    const socket = app.connect().write(`${line} HTTP/1.1\r\n${H}\r\n`);
    await socket.until((text) => text.includes("\r\n\r\n"));
    expect(app.hits).toHaveLength(1);
  });
});

describe("what node lets through and this server does not", () => {
  test.each([
    ["row 9: two hosts", 400, `GET / HTTP/1.1\r\nHost: good.test\r\nHost: evil.test\r\n\r\n`],
    ["row 9: a user in the host", 400, "GET / HTTP/1.1\r\nHost: evil.com:fake@legit.com\r\n\r\n"],
    ["row 9: a path in the host", 400, "GET / HTTP/1.1\r\nHost: legit.com/evil\r\n\r\n"],
    ["row 9: a space in the host", 400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"],
    ["row 9: no such port", 400, "GET / HTTP/1.1\r\nHost: a.test:99999999\r\n\r\n"],
    ["row 9: an empty host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"],
    ["row 10: another authority", 400, `GET http://evil.test/admin HTTP/1.1\r\n${H}\r\n`],
    ["row 10: no authority", 400, `GET http:///admin HTTP/1.1\r\n${H}\r\n`],
    ["row 10: a strange scheme", 400, `GET x://a/:/admin HTTP/1.1\r\n${H}\r\n`],
    ["row 14: two types", 400, `POST /echo HTTP/1.1\r\n${H}Content-Type: a/b\r\nContent-Type: c/d\r\n\r\n`],
    ["row 14: two authorizations", 400, `GET / HTTP/1.1\r\n${H}Authorization: a\r\nAuthorization: b\r\n\r\n`],
    [
      "row 7: more headers than can be seen",
      431,
      `GET /headers HTTP/1.1\r\n${H}${Array.from({ length: 2200 }, (_, n) => `a${n}:\r\n`).join("")}X-Last: 1\r\n\r\n`,
    ],
  ])("%s", async (_row, status, bytes) => {
    const answer = await refused(bytes);
    expect(statuses(answer)).toEqual([status]);
    expect(app.hits).toEqual([]);
  });
});

test("row 3: the parser alone says where a body ends", async () => {
  const socket = app
    .connect()
    .write(
      `POST /echo HTTP/1.1\r\n${H}Transfer-Encoding: ChunKed\r\nContent-Type: application/json\r\n\r\n2\r\n{}\r\n0\r\n\r\nGET /two HTTP/1.1\r\n${H}\r\n`,
    );
  const answer = await socket.until((text) => text.endsWith("two"));
  expect(statuses(answer)).toEqual([200, 200]);
  expect(answer).toContain("\r\n\r\n{}HTTP/1.1 200 OK");
});

test("row 5: a flood of chunk extensions is 413 and the process lives", async () => {
  const answer = await refused(
    `POST /echo HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n5;${"A".repeat(1024 * 1024)}\r\nhello\r\n0\r\n\r\n`,
  );
  expect(statuses(answer)).toEqual([413]);
});

test("headers beyond node's size are 431", async () => {
  const answer = await refused(`GET / HTTP/1.1\r\n${H}X: ${"a".repeat(20_000)}\r\n\r\n`);
  expect(statuses(answer)).toEqual([431]);
});

test("row 7: as many headers as are allowed all arrive", async () => {
  const many = Array.from({ length: 400 }, (_, n) => `a${n}: b\r\n`).join("");
  const socket = app
    .connect()
    .write(`GET /headers HTTP/1.1\r\n${H}${many}X-Last: 1\r\nConnection: close\r\n\r\n`);
  expect(await socket.until_closed()).toContain("a399=b\nX-Last=1");
});

test("row 8: names of Object.prototype are ordinary headers", async () => {
  const socket = app
    .connect()
    .write(
      `GET /headers HTTP/1.1\r\n${H}__proto__: x\r\nconstructor: y\r\ntoString: z\r\nConnection: close\r\n\r\n`,
    );
  const answer = await socket.until_closed();
  expect(answer).toContain("__proto__=x\nconstructor=y\ntoString=z");
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test("row 10: the absolute form is routed by its path when its authority is the host", async () => {
  const socket = app.connect().write(`GET http://a.test/admin HTTP/1.1\r\n${H}Connection: close\r\n\r\n`);
  expect(await socket.until_closed()).toMatch(/admin a\.test$/);
});

test("row 11: forwarded headers change nothing unless they are asked for", async () => {
  const forwarded =
    "X-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: host=evil;proto=https\r\n";
  const socket = app.connect().write(`GET /path HTTP/1.1\r\n${H}${forwarded}Connection: close\r\n\r\n`);
  expect(await socket.until_closed()).toMatch(/\/path {2}a\.test$/);
});

test("row 13: a chunked body in HTTP/1.0 is answered and the connection closed", async () => {
  const answer = await refused(
    `POST /echo HTTP/1.0\r\n${H}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`,
  );
  expect(statuses(answer)).toHaveLength(1);
});

test("row 16: what follows a # is no part of the query", async () => {
  const socket = app.connect().write(`GET /path?a=1#b?a=2 HTTP/1.1\r\n${H}Connection: close\r\n\r\n`);
  expect(await socket.until_closed()).toMatch(/\/path a=1 a\.test$/);
});

import { describe, expect, test } from "vitest";
import { Response } from "../../src/wire/response.ts";
import { statuses } from "./raw_socket.ts";
import { small_app } from "./small_app.ts";

const LIMIT = 1000;
const app = small_app({
  "/echo": (request) => new Response(request.get_data()),
  "/unread": () => new Response("fine"),
});
// As the journey does: the limit is known before the body is read.
const handle = app.handle.bind(app);
app.handle = (request) => {
  request.max_content_length = LIMIT;
  return handle(request).catch((error: { code?: number }) => new Response("refused", error.code ?? 500));
};

const H = "Host: a.test\r\n";

describe("Expect (row 81)", () => {
  test("100-continue is answered before the body is sent", async () => {
    const socket = app
      .connect()
      .write(`POST /echo HTTP/1.1\r\n${H}Content-Length: 5\r\nExpect: 100-continue\r\n\r\n`);
    await socket.until((text) => text === "HTTP/1.1 100 Continue\r\n\r\n");
    socket.write("hello");
    expect(statuses(await socket.until((text) => text.endsWith("hello")))).toEqual([100, 200]);
  });

  test("a client that sends its body without waiting keeps its connection", async () => {
    const post = `POST /echo HTTP/1.1\r\n${H}Content-Length: 5\r\nExpect: 100-continue\r\n\r\nhello`;
    const socket = app.connect().write(post.repeat(2));
    const text = await socket.until((seen) => seen.split("hello").length === 3);
    expect(statuses(text)).toEqual([100, 200, 100, 200]);
  });

  test("a body over the limit is 413 and never asked for", async () => {
    const socket = app
      .connect()
      .write(`POST /echo HTTP/1.1\r\n${H}Content-Length: ${LIMIT + 1}\r\nExpect: 100-continue\r\n\r\n`);
    const answer = await socket.until_closed();
    expect(statuses(answer)).toEqual([413]);
    expect(answer).toContain("Connection: close");
  });

  test("so it is by a view that never looks at its body", async () => {
    const socket = app
      .connect()
      .write(`POST /unread HTTP/1.1\r\n${H}Content-Length: ${LIMIT + 1}\r\nExpect: 100-continue\r\n\r\n`);
    expect(statuses(await socket.until_closed())).toEqual([413]);
  });

  test("a path without a view asks for no body", async () => {
    const socket = app
      .connect()
      .write(`POST /none HTTP/1.1\r\n${H}Content-Length: 5\r\nExpect: 100-continue\r\n\r\n`);
    expect(statuses(await socket.until_closed())).toEqual([404]);
  });

  test("any other expectation is 417", async () => {
    const socket = app
      .connect()
      .write(`POST /echo HTTP/1.1\r\n${H}Content-Length: 5\r\nExpect: x\r\n\r\nhello`);
    expect(statuses(await socket.until_closed())).toEqual([417]);
    expect(app.hits).toEqual([]);
  });
});

describe("bodies that are not read to their end (row 35)", () => {
  test("a body announced over the limit: 413, close, nothing misframed", async () => {
    const body = "x".repeat(10_000);
    const socket = app
      .connect()
      .write(
        `POST /echo HTTP/1.1\r\n${H}Content-Length: ${body.length}\r\n\r\n${body}GET /echo HTTP/1.1\r\n${H}\r\n`,
      );
    const answer = await socket.until_closed();
    expect(statuses(answer)).toEqual([413]);
    expect(answer).toContain("Connection: close");
    expect(app.hits).toEqual(["POST /echo"]);
  });

  test("a chunked body over the limit: 413 and close", async () => {
    const chunks = "400\r\n" + "x".repeat(1024) + "\r\n";
    const socket = app
      .connect()
      .write(`POST /echo HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n${chunks.repeat(3)}0\r\n\r\n`);
    expect(statuses(await socket.until_closed())).toEqual([413]);
  });

  test("a view that ignores its body gets its answer out before the connection closes", async () => {
    const body = "x".repeat(1_000_000);
    const socket = app
      .connect()
      .write(`POST /unread HTTP/1.1\r\n${H}Content-Length: ${body.length}\r\n\r\n${body}`);
    const answer = await socket.until_closed();
    expect(statuses(answer)).toEqual([200]);
    expect(answer).toMatch(/Connection: close[\s\S]*fine$/);
  });

  test("a client that goes on sending after the answer is cut off", async () => {
    const socket = app.connect().write(`POST /none HTTP/1.1\r\n${H}Content-Length: 99999999\r\n\r\n`);
    await socket.until((text) => text.endsWith("not found"));
    await socket.until_closed();
  });

  test("a body within the limit keeps the connection", async () => {
    const socket = app.connect();
    for (const body of ["one", "two"]) {
      socket.write(`POST /echo HTTP/1.1\r\n${H}Content-Length: 3\r\n\r\n${body}`);
      await socket.until((text) => text.endsWith(body));
    }
    expect(statuses(socket.text)).toEqual([200, 200]);
  });
});

test("a client that leaves while it sends ends the request without the view", async () => {
  const failed = new Promise<unknown>((resolve) => {
    app.views.set("/upload", (request) => {
      try {
        return new Response(request.get_data());
      } catch (error) {
        resolve(error);
        throw error;
      }
    });
  });
  const socket = app.connect().write(`POST /upload HTTP/1.1\r\n${H}Content-Length: 500\r\n\r\nabc`);
  await expect.poll(() => app.hits).toEqual(["POST /upload"]);
  socket.reset();
  expect(await failed).toMatchObject({ name: expect.stringMatching(/Client|Bad/) });
});

test("pipelined requests are answered in order whatever they take (row 81)", async () => {
  app.views.set("/slow", async (request) => {
    await new Promise((resolve) => setTimeout(resolve, Number(request.query_string)));
    return new Response(`<${request.query_string}>`);
  });
  const delays = [80, 70, 60, 50, 40, 30, 20, 10];
  const socket = app.connect().write(delays.map((ms) => `GET /slow?${ms} HTTP/1.1\r\n${H}\r\n`).join(""));
  const answer = await socket.until((text) => text.endsWith("<10>"));
  expect([...answer.matchAll(/<(\d+)>/g)].map((match) => Number(match[1]))).toEqual(delays);
});

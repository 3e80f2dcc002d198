import { describe, expect, test } from "vitest";
import { Response } from "../../src/wire/response.ts";
import { statuses } from "./raw_socket.ts";
import { small_app } from "./small_app.ts";

const closed: string[] = [];
const app = small_app({
  "/three": () => new Response(three()),
  "/empty": () => new Response([][Symbol.iterator]()),
  "/late": () => new Response(fails_after(1)),
  "/early": () => new Response(fails_after(0)),
  "/endless": () => {
    const response = new Response(endless());
    response.call_on_close(() => closed.push("response"));
    return response;
  },
  "/waiting": () => new Response(waiting()),
  "/short": () => new Response(three(), { headers: { "Content-Length": "3" } }),
  "/wrong_length": () => {
    const response = new Response("hello");
    response.header_list.set("Content-Length", "3");
    return response;
  },
  "/none": () => new Response("ignored", 204),
  "/bad_header": () => {
    const response = new Response("x");
    response.header_list.flat.push("X-A", "a\r\nX-B: b");
    return response;
  },
  "/latin": () => new Response("ä", { headers: { "X-Name": "é" } }),
  "/rejects": () => Promise.reject(new Error("broken view")),
});

function* three(): Generator<string> {
  yield "one ";
  yield "";
  yield "two ";
  yield "three";
}

async function* fails_after(chunks: number): AsyncGenerator<string> {
  for (let at = 0; at < chunks; at++) yield "chunk";
  throw new Error("broken stream");
}

async function* endless(): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      yield Buffer.alloc(64 * 1024, "x");
      produced++;
    }
  } finally {
    closed.push("generator");
  }
}
let produced = 0;
/** 20 MB: what the buffers of two sockets hold is far less. */
const MOST_CHUNKS = 320;

/** Waits for ever at its second step, as a stream of events does. */
function waiting(): AsyncIterator<string> {
  let step = 0;
  return {
    next: () => (step++ === 0 ? Promise.resolve({ value: "first", done: false }) : new Promise(() => {})),
    return: () => {
      closed.push("waiting");
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}

const get = (path: string, headers = "") => `GET ${path} HTTP/1.1\r\nHost: a.test\r\n${headers}\r\n`;

const eventually = (check: () => boolean) => expect.poll(check, { interval: 5 }).toBe(true);

describe("a streamed body", () => {
  test("goes out in chunks and leaves the connection open", async () => {
    const socket = app.connect().write(get("/three") + get("/"));
    const answer = await socket.until((text) => text.endsWith("home"));
    // Where chunks begin is node's business: newer ones join what is written in one turn.
    const [, body = ""] = /\r\n\r\n([\s\S]*?)0\r\n\r\nHTTP/.exec(answer) ?? [];
    expect(body.replace(/(^|\r\n)[0-9a-f]+\r\n/g, "").trimEnd()).toBe("one two three");
    expect(statuses(answer)).toEqual([200, 200]);
  });

  test("may be empty", async () => {
    const socket = app.connect().write(get("/empty", "Connection: close\r\n"));
    expect(await socket.until_closed()).toMatch(/\r\n\r\n0\r\n\r\n$/);
  });

  test("that fails on its way ends without the last chunk, and is logged once (row 67)", async () => {
    const answer = await app.connect().write(get("/late")).until_closed();
    expect(answer).toMatch(/\r\n\r\n5\r\nchunk\r\n$/);
    expect(app.errors).toEqual(["Exception on /late [GET]"]);
  });

  test("that fails before its first chunk is a 500", async () => {
    const answer = await app.connect().write(get("/early")).until_closed();
    expect(statuses(answer)).toEqual([500]);
    expect(answer).not.toContain("broken");
  });

  test("longer than the length it announced breaks the connection, not the next answer (row 65)", async () => {
    const answer = await app
      .connect()
      .write(get("/short") + get("/"))
      .until_closed();
    expect(statuses(answer)).not.toContain(404);
    expect(answer).not.toContain("home");
    expect(app.errors).toEqual(["Exception on /short [GET]"]);
  });

  test("waits for a client that does not read, and ends when it leaves (row 67)", async () => {
    const socket = app.connect();
    socket.pause();
    socket.write(get("/endless"));
    await eventually(() => produced > 0);
    for (let before = 0; before !== produced && produced < MOST_CHUNKS; ) {
      before = produced;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(produced).toBeLessThan(MOST_CHUNKS); // so it stood still
    socket.reset();
    await eventually(() => closed.length === 2);
    expect(closed.toSorted()).toEqual(["generator", "response"]);
    closed.length = 0;
  });

  test("is told at once when the client leaves while it waits for its next chunk", async () => {
    const socket = app.connect().write(get("/waiting"));
    await socket.until((text) => text.includes("first"));
    socket.reset();
    await eventually(() => closed.includes("waiting"));
    closed.length = 0;
  });

  test("is not read for HEAD", async () => {
    const socket = app.connect().write(`HEAD /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(await socket.until_closed()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
  });
});

describe("a whole body", () => {
  test("corrects a length that the view set (row 65)", async () => {
    const socket = app.connect().write(get("/wrong_length") + get("/"));
    const answer = await socket.until((text) => text.endsWith("home"));
    expect(answer).toContain("Content-Length: 5");
    expect(answer).toContain("\r\n\r\nhelloHTTP/1.1 200 OK");
  });

  test("is left out of a 204, which has no length either", async () => {
    const socket = app.connect().write(get("/none", "Connection: close\r\n"));
    const answer = await socket.until_closed();
    expect(answer).toMatch(/\r\n\r\n$/);
    expect(answer).not.toMatch(/content-length/i);
  });

  test("in UTF-8 leaves a header in Latin-1 alone", async () => {
    const socket = app.connect().write(get("/latin", "Connection: close\r\n"));
    const answer = await socket.until_closed();
    expect(answer).toContain("X-Name: \xe9\r\n");
    expect(answer).toMatch(/\r\n\r\n\xc3\xa4$/);
  });

  test("with a header that would be two is a 500 (row 63)", async () => {
    const answer = await app.connect().write(get("/bad_header")).until_closed();
    expect(statuses(answer)).toEqual([500]);
    expect(answer).not.toContain("X-B");
  });
});

test("an error that handle rejects with is a 500 and logged", async () => {
  const answer = await app.connect().write(get("/rejects")).until_closed();
  expect(statuses(answer)).toEqual([500]);
  expect(answer).not.toContain("broken view");
  expect(app.errors).toEqual(["Exception on /rejects [GET]"]);
});

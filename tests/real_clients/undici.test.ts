import { Readable } from "node:stream";
import { Client, FormData, request } from "undici";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { digest, type ServedApp, serve_app } from "./app.ts";

describe("undici", () => {
  let app: ServedApp;

  beforeAll(async () => {
    app = await serve_app();
  });
  afterAll(() => app.stop());

  /** A client, and how many connections it made so far. */
  function open_client(options: Client.Options = {}): { client: Client; connections: () => number } {
    let made = 0;
    const client = new Client(app.url, options);
    client.on("connect", () => {
      made += 1;
    });
    onTestFinished(() => client.destroy());
    return { client, connections: () => made };
  }

  test("keeps one connection alive over all kinds of answers", async () => {
    const { client, connections } = open_client();
    const asked: [method: string, path: string, status: number][] = [
      ["GET", "/other", 200],
      ["GET", "/missing", 404],
      ["POST", "/missing", 404],
      ["POST", "/other", 405],
      ["POST", "/open/none", 204],
      ["OPTIONS", "/body", 200],
      ["GET", "/file", 200],
    ];
    for (const [method, path, status] of asked) {
      const { statusCode, body } = await client.request({ method, path });
      await body.dump();
      expect([path, statusCode]).toEqual([path, status]);
    }
    expect(connections()).toBe(1);
  });

  test("pipelines: answers come in the order of the questions, on one connection", async () => {
    const { client, connections } = open_client({ pipelining: 8 });
    const ranges = Array.from({ length: 24 }, (_, index) => [index * 1000, index * 1000 + 99] as const);
    const answers = await Promise.all(
      ranges.map(async ([start, end], index) => {
        const path = index % 3 === 0 ? "/other" : "/file";
        const { body } = await client.request({
          method: "GET",
          path,
          headers: { Range: `bytes=${start}-${end}` },
        });
        return Buffer.from(await body.arrayBuffer());
      }),
    );
    for (const [index, [start, end]] of ranges.entries()) {
      if (index % 3 === 0) expect(answers[index]?.toString()).toContain("<h1>other</h1>");
      else expect(answers[index]).toEqual(app.content.subarray(start, end + 1));
    }
    expect(connections()).toBe(1);
  });

  test("pipelines behind an answer that is not finished yet", async () => {
    const { client } = open_client({ pipelining: 2 });
    const slow = await client.request({ method: "GET", path: "/lines/undici_pipeline" });
    const behind = client.request({ method: "GET", path: "/other" });
    const opened = await request(`${app.url}/open/undici_pipeline`, { method: "POST" });
    expect(opened.statusCode).toBe(204);
    expect(await slow.body.text()).toBe("first line\nsecond line\n");
    expect(await (await behind).body.text()).toContain("<h1>other</h1>");
  });

  test("streams up and down at the same time", async () => {
    const { client } = open_client();
    let send: (chunk: string | null) => void = () => undefined;
    const upload = new Readable({ read: () => undefined });
    send = (chunk) => void upload.push(chunk);
    send("one");
    const { body, headers } = await client.request({ method: "POST", path: "/echo", body: upload });
    const chunks = body[Symbol.asyncIterator]();
    expect(String((await chunks.next()).value)).toBe("one");
    send("two");
    expect(String((await chunks.next()).value)).toBe("two");
    send(null);
    expect((await chunks.next()).done).toBe(true);
    expect(headers["transfer-encoding"]).toBe("chunked");
  });

  test("uploads a stream of unknown length", async () => {
    const parts = Readable.from([app.content, app.content, app.content]);
    const { body } = await request(`${app.url}/body`, { method: "PUT", body: parts });
    const whole = Buffer.concat([app.content, app.content, app.content]);
    expect(await body.json()).toEqual({ size: whole.length, digest: digest(whole) });
  });

  test("uploads its FormData", async () => {
    const form = new FormData();
    form.append("title", "line\r\nbreak – ü");
    form.append("photo", new File([app.content], 'ün"ï.bin', { type: "image/png" }));
    const { body } = await request(`${app.url}/upload`, { method: "POST", body: form });
    expect(await body.json()).toEqual({
      fields: [["title", "line\r\nbreak – ü"]],
      files: [
        {
          field: "photo",
          filename: 'ün"ï.bin',
          mimetype: "image/png",
          size: 300_000,
          digest: digest(app.content),
        },
      ],
    });
  });

  test("takes a stream piece by piece, while it is being made", async () => {
    const { body } = await request(`${app.url}/lines/undici`);
    const lines = body[Symbol.asyncIterator]();
    expect(String((await lines.next()).value)).toBe("first line\n");
    await request(`${app.url}/open/undici`, { method: "POST" });
    expect(String((await lines.next()).value)).toBe("second line\n");
    expect((await lines.next()).done).toBe(true);
  });

  test("gives up a download, which ends the stream on the server", async () => {
    const { client } = open_client();
    const stop = new AbortController();
    const closed = new Promise((resolve) => app.events.once("closed", resolve));
    const { body } = await client.request({ method: "GET", path: "/endless", signal: stop.signal });
    await body[Symbol.asyncIterator]().next();
    stop.abort();
    expect(await closed).toBe("endless");
  });

  test("gives up an upload, which ends the stream on the server", async () => {
    const { client } = open_client();
    const stop = new AbortController();
    const closed = new Promise((resolve) => app.events.once("closed", resolve));
    const upload = new Readable({ read: () => undefined });
    upload.push("begun");
    const asked = { method: "POST", path: "/echo", body: upload, signal: stop.signal } as const;
    const { body } = await client.request(asked);
    await body[Symbol.asyncIterator]().next();
    stop.abort();
    expect(await closed).toBe("echo");
  });

  test("an upload over the limit is answered before it is all sent, and the connection ends", async () => {
    const { client } = open_client();
    const body = Buffer.alloc(5 * 1024 * 1024);
    const {
      statusCode,
      headers,
      body: answer,
    } = await client.request({ method: "POST", path: "/body", body });
    await answer.dump();
    expect([statusCode, headers["connection"]]).toEqual([413, "close"]);
  });
});

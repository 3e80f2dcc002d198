import { createServer } from "node:net";
import { Agent } from "undici";
import { expect, test } from "vitest";
import { serve } from "../../src/edge/server.ts";
import { Response } from "../../src/wire/response.ts";
import { SmallApp } from "./small_app.ts";

/** An app with a view that takes as long as it is told to. */
async function slow_app(finish: () => Promise<unknown>): Promise<SmallApp> {
  return new SmallApp({
    "/slow": async () => {
      await finish();
      return new Response("done");
    },
  }).start();
}

const arrival_of = (app: SmallApp, hit: string) => expect.poll(() => app.hits).toContain(hit);
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("row 80: 128 keep-alive clients lose no answer when the server closes", async () => {
  const app = await slow_app(() => sleep(100));
  const agent = new Agent({ connections: 128 });
  const answers: string[] = [];
  let stopping = false;
  const client = async () => {
    while (!stopping) {
      const answer = await agent.request({ origin: app.server.url, path: "/slow", method: "GET" });
      answers.push(await answer.body.text());
    }
  };
  const clients = Array.from({ length: 128 }, client);
  // All of them are connected, and at any place of their round, when the end comes.
  await expect.poll(() => answers.length).toBeGreaterThan(3 * 128);
  stopping = true;
  const results = Promise.allSettled(clients);
  await app.server.close({ grace: 100, timeout: 60_000 });
  expect((await results).filter(({ status }) => status === "rejected")).toEqual([]);
  await agent.destroy();
});

test("a request that comes while the process is busy is answered, though the grace is over by then", async () => {
  const app = await slow_app(() => Promise.resolve());
  const socket = app.connect().write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  await socket.until((text) => text.endsWith("done"));
  await new Promise<void>((resolve) => {
    setTimeout(() => {
      socket.write("GET /none HTTP/1.1\r\nHost: a\r\n\r\n");
      void app.server.close({ grace: 10 }).then(resolve);
      for (const start = performance.now(); performance.now() - start < 30; ); // all timers of this turn are due
    });
  });
  expect(await socket.until_closed()).toMatch(/Connection: close[\s\S]*not found$/);
});

test("an idle connection is closed at once, a request under way is finished with Connection: close", async () => {
  const finished = Promise.withResolvers<void>();
  const app = await slow_app(() => finished.promise);
  const idle = app.connect().write("GET /none HTTP/1.1\r\nHost: a\r\n\r\n");
  await idle.until((text) => text.endsWith("not found"));
  const busy = app.connect().write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  await arrival_of(app, "GET /slow");
  const closing = app.server.close();
  await idle.until_closed();
  expect(busy.closed).toBe(false);
  finished.resolve();
  expect(await busy.until_closed()).toMatch(/Connection: close[\s\S]*done$/);
  await closing;
});

test("closing twice is one closing", async () => {
  const app = await slow_app(() => Promise.resolve());
  await Promise.all([app.server.close(), app.server.close()]);
});

test("what is still open after the timeout is cut off", async () => {
  const app = await slow_app(() => new Promise(() => {})); // never
  const stuck = app.connect().write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  await arrival_of(app, "GET /slow");
  await app.server.close({ timeout: 200 });
  await stuck.until_closed();
});

test("a port that is taken rejects", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as { port: number };
  await expect(serve(new SmallApp({}), { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  other.close();
});

test("the address of a server for every interface is one that a browser can open", async () => {
  const server = await serve(new SmallApp({}), { host: "0.0.0.0" });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  await server.close();
});

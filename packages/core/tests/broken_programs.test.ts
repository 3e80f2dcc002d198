import { setTimeout as sleep } from "node:timers/promises";
import { type Flask, Request, Response, request, stream_with_context } from "@miniflask/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type RunningServer, serve } from "../src/edge/server.ts";
import { make_app } from "./support/make_app.ts";

const servers: RunningServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Over a socket an error that nobody catches would end the process, or leave the client waiting. */
async function url_of(app: Flask): Promise<string> {
  const server = await serve(app);
  servers.push(server);
  return server.url;
}

describe("what an app puts in place of its parts may fail", () => {
  const fail = () => {
    throw new Error("of the app's own making");
  };
  class Unmakeable extends Request {
    constructor(init: ConstructorParameters<typeof Request>[0]) {
      super(init);
      fail();
    }
  }
  test.for<[string, Partial<Record<keyof Flask, unknown>>]>([
    ["middleware that throws", { handle: fail }],
    ["middleware that gives no response", { handle: async () => "text" }],
    ["a request class that cannot be made", { request_class: Unmakeable }],
    ["a JSON provider that cannot be made", { json_provider_class: fail }],
    ["a listener that throws", { request_listener: fail }],
    ["a listener that rejects", { request_listener: async () => fail() }],
  ])("%s is a 500, and the next request is served", async ([, broken]) => {
    const app = make_app();
    app.get("/", { endpoint: "index" }, () => "well");
    const { handle, request_listener, request_class, json_provider_class } = app;
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    Object.assign(app, broken);
    const url = await url_of(app);
    expect((await fetch(url)).status).toBe(500);
    Object.assign(app, { handle, request_listener, request_class, json_provider_class });
    expect(await (await fetch(url)).text()).toBe("well");
    error.mockRestore();
  });

  test("a log that fails keeps nobody waiting", async () => {
    const app = make_app();
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    Object.assign(app, { logger: { error: fail } });
    app.get("/", { endpoint: "index" }, fail);
    expect((await fetch(await url_of(app))).status).toBe(500);
    error.mockRestore();
  });

  test("middleware may answer without a promise", async () => {
    const app = make_app();
    Object.assign(app, { handle: () => new Response("closed today", 503) });
    const response = await fetch(await url_of(app));
    expect([response.status, await response.text()]).toEqual([503, "closed today"]);
  });
});

describe("answers that are none", () => {
  test.for<[string, () => unknown]>([
    ["a status that only announces one", () => ["x", 100]],
    ["a switch of protocols", () => ["x", 101]],
    ["a status out of range", () => ["x", 1000]],
    ["a web error response", () => globalThis.Response.error()],
    ["a stream of numbers", () => [1, 2].values()],
    ["a stream of nothing", () => [undefined, null].values()],
    ["a stream of objects", () => [{}].values()],
    ["an iterator that does not iterate", () => ({ next: () => 5 })],
  ])("%s is a 500", async ([, view]) => {
    const app = make_app();
    app.add_url_rule("/", "index", view);
    expect((await fetch(await url_of(app))).status).toBe(500);
  });
});

describe("a stream that keeps its context", () => {
  test("has it in its clean-up too, when the client leaves", async () => {
    const app = make_app();
    const ended: string[] = [];
    app.get("/endless", function endless() {
      return stream_with_context(async function* () {
        try {
          for (;;) {
            yield request.path;
            await sleep(5);
          }
        } finally {
          await sleep(1);
          ended.push(request.path);
        }
      })();
    });
    const { body } = await fetch(`${await url_of(app)}/endless`);
    for await (const _chunk of body ?? []) break; // which closes the connection
    await expect.poll(() => ended).toEqual(["/endless"]);
  });

  test("is over with it: what it left behind finds no context", async () => {
    const app = make_app();
    let late: Promise<string> = Promise.resolve("");
    const over = Promise.withResolvers<void>();
    app.get("/", function index() {
      return stream_with_context(async function* () {
        late = over.promise.then(() => request.path);
        late.catch(() => undefined); // looked at below
        yield "done";
      })();
    });
    expect((await app.test_client().get("/")).text).toBe("done");
    over.resolve();
    await expect(late).rejects.toThrow(/was used after its request/);
  });
});

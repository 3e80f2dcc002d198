import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Flask, session } from "@miniflask/core";
import { type ServerSideSessionInterface, Session } from "@miniflask/core/sessions";
import { expect, onTestFinished, test } from "vitest";
import { requires } from "../../../../tests/support/require.ts";
import { RedisServer } from "../../../session/tests/support/redis_server.ts";

const VISITORS = 20;
const RECOVERY_MILLISECONDS = 1000;

/** A visitor over a real socket: what was acknowledged last, and the only cookie that it may ever get. */
class Visitor {
  readonly name: string;
  readonly #url: string;
  acknowledged = 0;
  refused = 0;
  cookie = "";

  constructor(url: string, name: string) {
    this.#url = url;
    this.name = name;
  }

  /** Counts one further; whether it was acknowledged. Anything but the truth or a 503 is an error. */
  async visit(): Promise<boolean> {
    const answer = await fetch(`${this.#url}/count/${this.name}`, { headers: { cookie: this.cookie } });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
    if (answer.status === 503) {
      expect(cookie).toBeUndefined();
      await answer.text();
      this.refused++;
      return false;
    }
    expect(answer.status).toBe(200);
    const { owner, count } = (await answer.json()) as { owner: string; count: number };
    expect(owner).toBe(this.name);
    // A write that was refused may have been stored all the same; one that was acknowledged has to be.
    expect(count).toBeGreaterThan(this.acknowledged);
    expect([this.cookie, ""]).toContain(this.acknowledged === 0 ? "" : cookie);
    this.cookie = cookie ?? "";
    this.acknowledged = count;
    return true;
  }
}

async function start_app(redis: string): Promise<string> {
  const app = new Flask(import.meta.dirname);
  app.secret_key = "a secret key of some length";
  app.config.from_mapping({ SESSION_TYPE: "redis", SESSION_REDIS: redis });
  app.logger.level = "silent";
  new Session(app);
  app.get("/count/<name>", { endpoint: "count" }, async ({ name }) => {
    session["owner"] ??= name;
    session["count"] = (session["count"] ?? 0) + 1;
    await sleep(1);
    return { owner: session["owner"], count: session["count"] };
  });
  // node's own server: the access log of `app.run` would bury the test's output.
  const server = createServer(app.request_listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await (app.session_interface as ServerSideSessionInterface).store.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port, not on a pipe
}

async function until_acknowledged(visitors: readonly Visitor[]): Promise<number> {
  const start = performance.now();
  const before = visitors.map(({ acknowledged }) => acknowledged);
  while (visitors.some(({ acknowledged }, index) => acknowledged === before[index])) await sleep(5);
  return performance.now() - start;
}

test.skipIf(!requires("redis"))(
  "Redis is killed twice under load: who is answered has all that was acknowledged, and all are answered within a second when it is back",
  async () => {
    const redis = await RedisServer.start();
    onTestFinished(() => redis.remove());
    const url = await start_app(redis.url);
    const visitors = Array.from({ length: VISITORS }, (_, index) => new Visitor(url, `visitor${index}`));
    let stop = false;
    const load = visitors.map(async (visitor) => {
      while (!stop) if (!(await visitor.visit())) await sleep(5);
    });
    const recoveries: number[] = [];
    try {
      for (let outage = 0; outage < 2; outage++) {
        await Promise.race([sleep(300), ...load]);
        await redis.kill();
        await Promise.race([sleep(1500), ...load]);
        await redis.start();
        recoveries.push(Number(await Promise.race([until_acknowledged(visitors), ...load])));
      }
    } finally {
      stop = true;
    }
    await Promise.all(load);
    for (const visitor of visitors) expect(await visitor.visit()).toBe(true);
    expect(visitors.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(VISITORS);
    console.info(
      `all ${VISITORS} visitors were answered ${recoveries.map(Math.round).join(" and ")} ms after Redis was back`,
    );
    // Of the two, as a machine that stops for a while explains one.
    expect(Math.min(...recoveries)).toBeLessThan(RECOVERY_MILLISECONDS);
  },
);

import { setTimeout as sleep } from "node:timers/promises";
import {
  RedisStore,
  ServerSideSessionInterface,
  type SessionDict,
  SessionStoreUnavailable,
} from "@miniflask/session";
import { createClient } from "redis";
import { describe, expect, onTestFinished, test } from "vitest";
import { requires } from "../../../tests/support/require.ts";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp } from "./support/fake_exchange.ts";
import { RedisServer } from "./support/redis_server.ts";
import {
  start_redis_cluster,
  start_redis_sentinel,
  start_redis_with_tls,
} from "./support/redis_topologies.ts";

const app = new FakeApp();

/** A browser for each of some users, who have logged in. */
async function logged_in(store: RedisStore, count: number): Promise<FakeBrowser[]> {
  const sessions = new ServerSideSessionInterface(store);
  const browsers = Array.from({ length: count }, () => new FakeBrowser(app, sessions));
  for (const [index, browser] of browsers.entries()) {
    while (browser.cookies.session === undefined) await log_in(browser, index);
    expect(await first_answer(browser)).toBe(index);
  }
  return browsers;
}

/** Stores a user, unless the store takes longer than its timeout, which on a busy machine is no fault of its. */
async function log_in(browser: FakeBrowser, user: unknown): Promise<void> {
  try {
    await browser.visit((session) => session.set("user", user));
  } catch (error) {
    if (!(error instanceof SessionStoreUnavailable)) throw error;
    await sleep(20);
  }
}

/** Whom the session belongs to: undefined for an empty one, which an outage must never give. */
async function user_of(browser: FakeBrowser): Promise<unknown> {
  try {
    return await browser.copy().visit((session) => session.user);
  } catch (error) {
    if (error instanceof SessionStoreUnavailable) return "outage";
    throw error;
  }
}

/** Asks until there is an answer; what it was, and whether anything but an outage came before. */
async function first_answer(browser: FakeBrowser): Promise<unknown> {
  for (;;) {
    const user = await user_of(browser);
    if (user !== "outage") return user;
    await sleep(20);
  }
}

test.skipIf(!requires("redis"))(
  "a record in Redis ends with the session's lifetime, which requests put off",
  async () => {
    const server = await RedisServer.start();
    onTestFinished(() => server.remove());
    const store = RedisStore.from_url(server.url);
    onTestFinished(() => store.close());
    const client = await createClient({ url: server.url }).connect();
    onTestFinished(() => client.destroy());
    const sessions = new ServerSideSessionInterface(store);
    const lifetime = { PERMANENT_SESSION_LIFETIME: 100 };
    const anna = new FakeBrowser(new FakeApp(lifetime), sessions);
    await anna.visit((session) => session.set("user", "anna"));
    const key = `session:${anna.cookies.session}`;
    const calm = new FakeApp({ ...lifetime, SESSION_REFRESH_EACH_REQUEST: false });
    // A slow machine may lose a second or two.
    const about_ttl = async () => Math.ceil((await client.ttl(key)) / 10) * 10;
    const ttl_after = async (visit: (session: SessionDict) => unknown, browser: FakeBrowser) => {
      await client.expire(key, 50);
      await browser.visit(visit);
      return about_ttl();
    };
    expect(await about_ttl()).toBe(100);
    expect(await ttl_after((session) => session.user, anna)).toBe(100);
    expect(await ttl_after(() => {}, anna)).toBe(100);
    expect(await ttl_after((session) => session.user, new FakeBrowser(calm, sessions, anna.cookies))).toBe(
      50,
    );
    expect(
      await ttl_after((session) => session.set("n", 1), new FakeBrowser(calm, sessions, anna.cookies)),
    ).toBe(100);
    await anna.visit((session) => session.clear());
    expect(await client.exists(key)).toBe(0);
  },
);

describe.skipIf(!requires("redis"))("a store that is handed", () => {
  test("a client by TLS speaks to a server whose certificate it knows, and to no other", async () => {
    const redis = await start_redis_with_tls();
    onTestFinished(redis.remove);
    const store = new RedisStore(redis.make_client());
    onTestFinished(() => store.close());
    const [browser] = (await logged_in(store, 1)) as [FakeBrowser];
    await redis.servers[0]?.kill();
    expect(await user_of(browser)).toBe("outage");
    for (const stranger of [
      new RedisStore(redis.make_client(false), { timeout: 200 }),
      RedisStore.from_url(redis.url, { timeout: 200 }),
    ]) {
      onTestFinished(() => stranger.close());
      await expect((async () => stranger.get("session:x"))()).rejects.toThrow(SessionStoreUnavailable);
    }
  });

  test("a cluster keeps the sessions of the nodes that are up, and has the others when theirs is back", async () => {
    const cluster = await start_redis_cluster();
    onTestFinished(cluster.remove);
    const store = new RedisStore(cluster.make_client(), { timeout: 500 });
    onTestFinished(() => store.close());
    const browsers = await logged_in(store, 30);
    const users = [...browsers.keys()];
    await cluster.servers[1]?.kill();
    const during = await Promise.all(browsers.map(user_of));
    for (const [index, user] of during.entries()) expect([index, "outage"]).toContain(user);
    expect(new Set(during)).toContain("outage");
    expect(during.filter((user) => user !== "outage").length).toBeGreaterThan(0);
    await cluster.servers[1]?.start();
    expect(await Promise.all(browsers.map(first_answer))).toEqual(users);
  });

  test("a cluster can be closed while it is down", async () => {
    const cluster = await start_redis_cluster();
    onTestFinished(cluster.remove);
    const store = new RedisStore(cluster.make_client(), { timeout: 500 });
    const browsers = await logged_in(store, 5);
    for (const server of cluster.servers) await server.kill();
    expect(new Set(await Promise.all(browsers.map(user_of)))).toEqual(new Set(["outage"]));
    await store.close();
  });

  test("a sentinel goes on with the replica when the master is gone, every session as it was", async () => {
    const redis = await start_redis_sentinel();
    onTestFinished(redis.remove);
    const store = new RedisStore(redis.make_client(), { timeout: 500 });
    onTestFinished(() => store.close());
    const browsers = await logged_in(store, 10);
    await redis.replicated();
    await redis.servers[0]?.kill();
    expect(new Set(await Promise.all(browsers.map(user_of)))).toEqual(new Set(["outage"]));
    expect(await Promise.all(browsers.map(first_answer))).toEqual([...browsers.keys()]);
    const [anna] = browsers as [FakeBrowser];
    while ((await first_answer(anna)) !== "after") await log_in(anna, "after");
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import {
  MemoryStore,
  RedisStore,
  type ServerSideOptions,
  ServerSideSessionInterface,
  type SessionStore,
  SessionStoreUnavailable,
  SqliteStore,
} from "@miniflask/session";
import { describe, expect, onTestFinished, test } from "vitest";
import { requires } from "../../../tests/support/require.ts";
import { reconnect_delay } from "../src/stores/redis_store.ts";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp } from "./support/fake_exchange.ts";
import { RedisServer } from "./support/redis_server.ts";
import { STORE_KINDS } from "./support/stores.ts";

const app = new FakeApp();

// covers: XI-04
describe("ids", () => {
  test("have 256 random bits, and the cookie holds nothing else", async () => {
    const browser = new FakeBrowser(app, new ServerSideSessionInterface(new MemoryStore()));
    await browser.visit((session) => session.set("user", "anna"));
    expect(browser.cookies.session).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test("that the store does not know are never adopted", async () => {
    const planted = "A".repeat(43);
    const store = new MemoryStore();
    const browser = new FakeBrowser(app, new ServerSideSessionInterface(store), { session: planted });
    await browser.visit((session) => session.set("user", "anna"));
    expect(browser.cookies.session).not.toBe(planted);
    expect(store.get(`session:${planted}`)).toBeNull();
  });

  test("are long: what else an app keeps below the prefix is no session", async () => {
    const store = new MemoryStore();
    store.replace("session:statistics", null, Buffer.from('{"user":"admin"}'), 60);
    store.replace(`session:${"A".repeat(22)}`, null, Buffer.from('{"user":"anna"}'), 60);
    const user_of = (session: string) =>
      new FakeBrowser(app, new ServerSideSessionInterface(store), { session }).visit((opened) => opened.user);
    expect(await user_of("statistics")).toBeUndefined();
    expect(await user_of("A".repeat(22))).toBe("anna");
  });

  test("are signed where asked, by any of the keys", async () => {
    const store = new MemoryStore();
    const sessions = new ServerSideSessionInterface(store, { use_signer: true });
    const browser = new FakeBrowser(app, sessions);
    await browser.visit((session) => session.set("user", "anna"));
    const rotated = new FakeApp({
      SECRET_KEY: "a new key of some length",
      SECRET_KEY_FALLBACKS: [app.config.SECRET_KEY ?? ""],
    });
    expect(await new FakeBrowser(rotated, sessions, browser.cookies).visit((session) => session.user)).toBe(
      "anna",
    );
    const unsigned = { session: (browser.cookies.session ?? "").split(".")[0] ?? "" };
    expect(await new FakeBrowser(app, sessions, unsigned).visit((session) => session.user)).toBeUndefined();
    const keyless = { config: {}, debug: false } as FakeApp;
    await expect(new FakeBrowser(keyless, sessions, unsigned).visit(() => 1)).rejects.toThrow(
      /SECRET_KEY must be set/,
    );
  });
});

test.each<[ServerSideOptions, RegExp]>([
  [{ sid_length: 8 }, /SESSION_ID_LENGTH is 8: use 16 to 192/],
  [{ sid_length: 193 }, /SESSION_ID_LENGTH is 193/],
  [{ sid_length: 32.5 }, /SESSION_ID_LENGTH is 32.5/],
  [{ sid_length: "32" as never }, /SESSION_ID_LENGTH is "32"/],
  [
    { serialization_format: "pickle" as never },
    /SESSION_SERIALIZATION_FORMAT is "pickle": use "msgpack" or "json"/,
  ],
])("%o is refused at set-up", (options, message) => {
  expect(() => new ServerSideSessionInterface(new MemoryStore(), options)).toThrow(message);
});

test("the longest id that may be asked for is known again", async () => {
  const sessions = new ServerSideSessionInterface(new MemoryStore(), { sid_length: 192 });
  const browser = new FakeBrowser(app, sessions);
  await browser.visit((session) => session.set("user", "anna"));
  expect(await browser.visit((session) => session.user)).toBe("anna");
});

describe.each(STORE_KINDS.map((kind) => [kind.name, kind] as const))(
  "requests at the same time (%s)",
  (_name, kind) => {
    const on_store =
      (work: (store: SessionStore, sessions: ServerSideSessionInterface) => Promise<void>) => async () => {
        const { store, remove } = await kind.open();
        try {
          await work(store, new ServerSideSessionInterface(store));
        } finally {
          await remove();
        }
      };
    const slow_visit = (
      browser: FakeBrowser,
      change: (session: Parameters<Parameters<FakeBrowser["visit"]>[0]>[0]) => void,
    ) =>
      browser.copy().visit(async (session) => {
        await sleep(20);
        change(session);
      });

    test.skipIf(!kind.available)(
      "lose no keys of each other",
      on_store(async (_store, sessions) => {
        const browser = new FakeBrowser(app, sessions);
        await browser.visit((session) => session.set("start", 1));
        const names = Array.from({ length: 50 }, (_, index) => `key ${index}`);
        await Promise.all(names.map((name) => slow_visit(browser, (session) => session.set(name, name))));
        const kept = await browser.visit((session) => Object.keys(session));
        expect(kept).toEqual(expect.arrayContaining(["start", ...names]));
      }),
    );

    test.skipIf(!kind.available)(
      "do not revive a session that one of them ended, nor set its cookie again",
      on_store(async (store, sessions) => {
        const browser = new FakeBrowser(app, sessions);
        await browser.visit((session) => session.set("user", "anna"));
        const key = `session:${browser.cookies.session}`;
        const others = Array.from({ length: 20 }, () =>
          slow_visit(browser, (session) => session.set("n", 1)),
        );
        const idle = browser.copy().visit(() => sleep(20));
        await browser.copy().visit((session) => session.clear());
        await Promise.all([...others, idle]);
        expect(await store.get(key)).toBeNull();
      }),
    );

    test.skipIf(!kind.available)(
      "do not revive the old id of a regenerated one",
      on_store(async (store, sessions) => {
        const browser = new FakeBrowser(app, sessions);
        await browser.visit((session) => session.set("cart", 1));
        const old_key = `session:${browser.cookies.session}`;
        const [opened, moved] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        const late = browser.copy().visit(async (session) => {
          opened.resolve();
          await moved.promise;
          session.set("late", 1);
        });
        await opened.promise;
        await browser.visit((session) => session.regenerate());
        moved.resolve();
        await late;
        expect(await store.get(old_key)).toBeNull();
        expect(await browser.visit((session) => [session.cart, session.late])).toEqual([1, undefined]);
      }),
    );
  },
);

/** A store in which somebody else does something right before a session is written under its new id. */
class Interrupted extends MemoryStore {
  interruption = async (): Promise<void> => {};

  // The base class answers at once; to wait is what the interface asks of any store.
  override replace(...call: Parameters<MemoryStore["replace"]>): never {
    return this.#replace_later(call) as never;
  }

  async #replace_later(call: Parameters<MemoryStore["replace"]>): Promise<boolean> {
    const { interruption } = this;
    if (call[1] === null) {
      this.interruption = async () => {};
      await interruption();
    }
    return super.replace(...call);
  }
}

describe("what others do while a session moves to a new id", () => {
  async function interrupted(interruption: (browser: FakeBrowser) => Promise<unknown>) {
    const store = new Interrupted();
    const browser = new FakeBrowser(app, new ServerSideSessionInterface(store));
    await browser.visit((session) => session.set("cart", 1));
    const before = { ...browser.cookies };
    store.interruption = async () => void (await interruption(browser.copy()));
    await browser.visit((session) => {
      session.regenerate();
      session.user = "anna";
    });
    return { store, browser, before };
  }

  test("is kept, when they put something in", async () => {
    const { browser, store } = await interrupted((other) =>
      other.visit((session) => session.set("added", 2)),
    );
    expect(await browser.visit((session) => [session.cart, session.added, session.user])).toEqual([
      1,
      2,
      "anna",
    ]);
    expect(store.size).toBe(1);
  });

  test("counts, when they log out: nothing is left under either id", async () => {
    const { store, browser, before } = await interrupted((other) =>
      other.visit((session) => session.clear()),
    );
    expect(store.size).toBe(0);
    expect(browser.cookies).toEqual(before);
  });

  test("counts, when they move it themselves: one id is left", async () => {
    const ids: string[] = [];
    const { store } = await interrupted(async (other) => {
      await other.visit((session) => session.regenerate());
      ids.push(other.cookies.session ?? "");
    });
    expect(store.size).toBe(1);
    expect(store.get(`session:${ids[0]}`)).not.toBeNull();
  });
});

describe("clear", () => {
  test("ends the old id also where something is put in afterwards", async () => {
    const store = new MemoryStore();
    const victim = new FakeBrowser(app, new ServerSideSessionInterface(store));
    await victim.visit((session) => session.set("cart", 1));
    const planted = victim.copy();
    await victim.visit((session) => {
      session.clear();
      session.user = "anna";
    });
    expect(victim.cookies.session).not.toBe(planted.cookies.session);
    expect(await planted.visit((session) => [...session])).toEqual(["_permanent"]);
    expect(await victim.visit((session) => ({ ...session }))).toEqual({ user: "anna", _permanent: true });
    expect(store.size).toBe(1);
  });

  test("lets nothing through that others put in meanwhile", async () => {
    const store = new MemoryStore();
    const browser = new FakeBrowser(app, new ServerSideSessionInterface(store));
    await browser.visit((session) => session.set("user", "anna"));
    const late = browser.copy();
    await browser.visit(async (session) => {
      session.clear();
      session._flashes = ["you are logged out"];
      await late.visit((other) => other.set("cart", ["book"]));
    });
    expect(await browser.visit((session) => ({ ...session }))).toEqual({
      _flashes: ["you are logged out"],
      _permanent: true,
    });
    expect(store.size).toBe(1);
  });
});

describe("what is stored", () => {
  test("lives as long as the session, and each request puts its end off", async () => {
    const times: number[] = [];
    class Recording extends MemoryStore {
      override replace(...call: Parameters<MemoryStore["replace"]>): boolean {
        times.push(call[3]);
        return super.replace(...call);
      }
      override touch(...call: Parameters<MemoryStore["touch"]>): boolean {
        times.push(-call[1]);
        return super.touch(...call);
      }
    }
    const short = new FakeApp({ PERMANENT_SESSION_LIFETIME: 90.5 });
    const browser = new FakeBrowser(short, new ServerSideSessionInterface(new Recording()));
    await browser.visit((session) => session.set("a", 1));
    await browser.visit((session) => session.a);
    expect(times).toEqual([90, -90]);
    const calm = new FakeApp({ SESSION_REFRESH_EACH_REQUEST: false });
    await new FakeBrowser(calm, new ServerSideSessionInterface(new Recording()), browser.cookies).visit(
      () => 1,
    );
    expect(times).toEqual([90, -90]);
  });

  test.each([
    ["pickle", Buffer.from("gASVCwAAAAAAAAB9lIwCaWSUSypzLg==", "base64")],
    ["an unknown extension", Buffer.from("81a161c7030501020f", "hex")],
    ["a list", Buffer.from("[1]")],
    ["a dict with a key that is no text", Buffer.from("820102a161c0", "hex")],
    ["a time beyond all calendars", Buffer.from("81a161c70cff000000007fffffffffffffff", "hex")],
    ["rubbish", Buffer.from([0xc1])],
    ["too many announced items", Buffer.from([0xdd, 255, 255, 255, 255])],
    ["too deep nesting", Buffer.alloc(5000, 0x91)],
    ["more than one value", Buffer.from([0x80, 0x80])],
  ])("as %s begins a new session and an error in the log", async (_name, record) => {
    const store = new MemoryStore();
    const sid = "B".repeat(43);
    store.replace(`session:${sid}`, null, record, 60);
    const told = new FakeApp();
    const browser = new FakeBrowser(told, new ServerSideSessionInterface(store), { session: sid });
    await browser.visit((session) => session.set("a", 1));
    expect(told.lines.map(([level]) => level)).toEqual(["error"]);
    expect(browser.cookies.session).not.toBe(sid);
  });

  test("is plain data: what looks like a tag of a cookie is none", async () => {
    const store = new MemoryStore();
    const sid = "B".repeat(43);
    store.replace(`session:${sid}`, null, Buffer.from('{"a":{" d":5},"b":{" t":"x"}," m":"<b>"}'), 60);
    const browser = new FakeBrowser(app, new ServerSideSessionInterface(store), { session: sid });
    const content = await browser.visit((session) => ({ ...session }));
    expect(content).toEqual({ a: { " d": 5 }, b: { " t": "x" }, " m": "<b>" });
  });

  const HALF = "text with half a surrogate pair has no UTF-8 form";
  const NO_DATE = "an invalid Date cannot be stored";
  const NO_YEAR = "Python's dates end with the year 9999 and begin with 1";
  test.each<["msgpack" | "json", unknown, string]>([
    ["msgpack", "\ud800", HALF],
    ["json", ["\\", "\udc00\\ud83d"], HALF],
    ["json", { "\ud800": 1 }, HALF],
    ["msgpack", new Date(Number.NaN), NO_DATE],
    ["json", new Date(Number.NaN), NO_DATE],
    ["msgpack", new Date(253_402_300_800_000), NO_YEAR],
    ["msgpack", new Date(-62_135_596_800_001), NO_YEAR],
    ["msgpack", 2n ** 64n, "MessagePack holds integers of 64 bits"],
    ["json", Number.NaN, "Out of range float values are not JSON compliant"],
  ])("as %s is never what Python could not read: %o", async (serialization_format, value, message) => {
    const store = new MemoryStore();
    const sessions = new ServerSideSessionInterface(store, { serialization_format });
    const browser = new FakeBrowser(app, sessions);
    await expect(browser.visit((session) => session.set("value", value))).rejects.toThrow(message);
    expect(store.size).toBe(0);
  });

  test.each(["\\ud800", "\\\\ud800", "😀", "\u0000"])("keeps the text %j in JSON", async (text) => {
    const sessions = new ServerSideSessionInterface(new MemoryStore(), { serialization_format: "json" });
    const browser = new FakeBrowser(app, sessions);
    await browser.visit((session) => session.set(text, text));
    expect(await browser.visit((session) => session.get(text))).toBe(text);
  });

  test("in memory is swept when it has expired", async () => {
    const store = new MemoryStore();
    store.replace("a", null, Buffer.from("x"), -1);
    expect(store.get("a")).toBeNull();
    expect(store.size).toBe(1);
    store.close();
    expect(store.size).toBe(0);
  });
});

describe("an outage", () => {
  test("of a file is told, not taken for an empty session", async () => {
    const store = new SqliteStore(":memory:");
    const told = new FakeApp();
    const browser = new FakeBrowser(told, new ServerSideSessionInterface(store));
    await browser.visit((session) => session.set("user", "anna"));
    store.close();
    await expect(browser.visit((session) => session.user)).rejects.toThrow(SessionStoreUnavailable);
    await expect(browser.visit((session) => session.user)).rejects.toMatchObject({ code: 503 });
    expect(told.lines.every(([level]) => level === "error")).toBe(true);
    expect(told.lines).toHaveLength(2);
  });

  test("of Redis, however long, is noticed to be over within half a second", () => {
    expect([0, 1, 2, 3, 4, 100].map(reconnect_delay)).toEqual([50, 100, 200, 400, 500, 500]);
  });

  test.skipIf(!requires("redis"))(
    "is none while the first request still connects: the others wait",
    async () => {
      const server = await RedisServer.start();
      onTestFinished(() => server.remove());
      const store = RedisStore.from_url(server.url);
      onTestFinished(() => store.close());
      const first = store.get("a");
      await Promise.resolve();
      const answers = await Promise.all([first, store.get("b"), sleep(0).then(() => store.get("c"))]);
      expect(answers).toEqual([null, null, null]);
    },
  );

  test.skipIf(!requires("redis"))(
    "of Redis under load loses nothing that was acknowledged, and ends with its cause",
    async () => {
      const server = await RedisServer.start();
      const store = RedisStore.from_url(server.url);
      const told = new FakeApp();
      const sessions = new ServerSideSessionInterface(store);
      const acknowledged = new Map<FakeBrowser, number>();
      const browsers = Array.from({ length: 20 }, () => new FakeBrowser(told, sessions));
      let outages = 0;
      let stop = false;
      const load = browsers.map(async (browser, index) => {
        for (let count = 1; !stop; count++) {
          try {
            const owner = await browser.visit((session) => {
              const { owner } = session;
              session.update({ owner: index, count });
              return owner;
            });
            // Nobody else's session, nor, once there is one, an empty one.
            expect(owner).toBe(acknowledged.has(browser) ? index : undefined);
            acknowledged.set(browser, count);
          } catch (error) {
            if (!(error instanceof SessionStoreUnavailable)) throw error;
            outages++;
            await sleep(5);
          }
        }
      });
      try {
        await sleep(300);
        await server.kill();
        await sleep(300);
        await server.start();
        while (!(await recovered(browsers[0] as FakeBrowser))) await sleep(5);
        await sleep(200);
        stop = true;
        await Promise.all(load);
        expect(outages).toBeGreaterThan(0);
        for (const [index, browser] of browsers.entries()) {
          const [owner, count] = await browser.visit((session) => [session.owner, session.count]);
          expect(owner).toBe(index);
          expect(count).toBeGreaterThanOrEqual(acknowledged.get(browser) ?? 0);
        }
      } finally {
        stop = true;
        await Promise.allSettled(load);
        await store.close();
        await server.remove();
      }
    },
  );
});

async function recovered(browser: FakeBrowser): Promise<boolean> {
  try {
    await browser.copy().visit((session) => session.owner);
    return true;
  } catch (error) {
    if (error instanceof SessionStoreUnavailable) return false;
    throw error;
  }
}

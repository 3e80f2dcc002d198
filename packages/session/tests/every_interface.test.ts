import {
  EncryptedCookieSessionInterface,
  Float,
  SecureCookieSessionInterface,
  type ServerSideOptions,
  ServerSideSessionInterface,
  type SessionDict,
  type SessionInterface,
} from "@miniflask/session";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp, FakeRequest, FakeResponse } from "./support/fake_exchange.ts";
import { STORE_KINDS } from "./support/stores.ts";

interface Opened {
  readonly sessions: SessionInterface;
  remove(): Promise<void>;
}

interface InterfaceKind {
  readonly name: string;
  readonly available: boolean;
  readonly in_cookie: boolean;
  open(): Promise<Opened>;
}

const cookie_kind = (name: string, make: () => SessionInterface): InterfaceKind => ({
  name,
  available: true,
  in_cookie: true,
  open: async () => ({ sessions: make(), remove: async () => {} }),
});

const SERVER_OPTIONS: readonly ServerSideOptions[] = [{}, { serialization_format: "json", use_signer: true }];

const KINDS: readonly InterfaceKind[] = [
  cookie_kind("signed cookie", () => new SecureCookieSessionInterface()),
  cookie_kind("encrypted cookie", () => new EncryptedCookieSessionInterface()),
  ...STORE_KINDS.flatMap((store_kind) =>
    SERVER_OPTIONS.map((options) => ({
      name: `${store_kind.name} ${JSON.stringify(options)}`,
      available: store_kind.available,
      in_cookie: false,
      async open() {
        const { store, remove } = await store_kind.open();
        return { sessions: new ServerSideSessionInterface(store, options), remove };
      },
    })),
  ),
];

describe.each(KINDS.map((kind) => [kind.name, kind] as const))("sessions by %s", (_name, kind) => {
  describe.skipIf(!kind.available)("", () => {
    const app = new FakeApp({ PERMANENT_SESSION_LIFETIME: 3600 });
    let opened: Opened;
    let sessions: SessionInterface;
    beforeAll(async () => {
      opened = await kind.open();
      sessions = opened.sessions;
    });
    afterAll(() => opened.remove());
    const browser = () => new FakeBrowser(app, sessions);

    test("keep what a view put in, for the next request", async () => {
      const anna = browser();
      const content = {
        user: "anna",
        list: [1, "é", null, { deep: true }],
        price: new Float(2),
        huge: 2n ** 60n,
      };
      await anna.visit((session) => session.update(content));
      expect(await anna.visit((session) => ({ ...session }))).toMatchObject(content);
      await anna.visit((session) => delete session.user);
      expect(await anna.visit((session) => session.user)).toBeUndefined();
    });

    test("are each browser's own", async () => {
      const [anna, bert] = [browser(), browser()];
      await anna.visit((session) => session.set("user", "anna"));
      await bert.visit((session) => session.set("user", "bert"));
      expect(await anna.visit((session) => session.user)).toBe("anna");
      expect(await bert.visit((session) => session.user)).toBe("bert");
    });

    test("give no cookie to whoever puts nothing in", async () => {
      const anna = browser();
      await anna.visit((session) => session.user);
      expect(anna.cookies).toEqual({});
    });

    test("notice changes inside a list or dict", async () => {
      const anna = browser();
      await anna.visit((session) => session.set("cart", { items: [] }));
      await anna.visit((session) => session.cart.items.push("book"));
      expect(await anna.visit((session) => session.cart)).toEqual({ items: ["book"] });
    });

    test("end with clear", async () => {
      const anna = browser();
      await anna.visit((session) => session.set("user", "anna"));
      const stolen = anna.copy();
      await anna.visit((session) => session.clear());
      expect(anna.cookies).toEqual({});
      // A cookie that carries its content cannot be called back; an id can.
      expect(await stolen.visit((session) => session.user)).toBe(kind.in_cookie ? "anna" : undefined);
    });

    test("end with their lifetime", async () => {
      const anna = browser();
      await anna.visit((session) => session.set("user", "anna"));
      if (kind.name.startsWith("redis")) return;
      vi.useFakeTimers({ now: Date.now() + 3_602_000, toFake: ["Date"] });
      try {
        expect(await anna.visit((session) => session.user)).toBeUndefined();
      } finally {
        vi.useRealTimers();
      }
    });

    test("take no cookie that they did not make", async () => {
      const made = browser();
      await made.visit((session) => session.set("user", "anna"));
      const cookie = made.cookies.session ?? "";
      for (let at = 0; at < cookie.length; at += 3) {
        const changed = cookie.slice(0, at) + (cookie[at] === "A" ? "B" : "A") + cookie.slice(at + 1);
        const thief = new FakeBrowser(app, sessions, { session: changed });
        // The last character of base64 may hold spare bits, which mean nothing.
        if (at < cookie.length - 1)
          expect([at, await thief.visit((session) => session.user)]).toEqual([at, undefined]);
      }
      for (const rubbish of [
        "",
        ".",
        "é",
        "__proto__",
        "a".repeat(20_000),
        "../../etc/passwd",
        "\u0000",
        "session:*",
      ]) {
        expect(
          await new FakeBrowser(app, sessions, { session: rubbish }).visit((session) => session.user),
        ).toBeUndefined();
      }
    });

    test("survive regenerate, which leaves the planted cookie worthless where there is an id", async () => {
      const victim = browser();
      await victim.visit((session) => session.set("cart", [1]));
      const attacker = victim.copy();
      await victim.visit((session) => {
        session.regenerate();
        session.user = "anna";
      });
      expect(await victim.visit((session) => [session.user, session.cart])).toEqual(["anna", [1]]);
      expect(await attacker.visit((session) => session.user)).toBeUndefined();
      if (!kind.in_cookie) expect(await attacker.visit((session) => session.cart)).toBeUndefined();
    });

    // What fails after saving has the error's page saved as well, and only that one is sent.
    test.each<[string, (session: SessionDict) => void]>([
      ["a change", (session) => session.set("user", "bert")],
      [
        "another id",
        (session) => {
          session.regenerate();
          session.set("user", "bert");
        },
      ],
      [
        "a new beginning",
        (session) => {
          session.clear();
          session.set("user", "bert");
        },
      ],
    ])("may be saved twice: the second answer has all that it takes (%s)", async (_name, change) => {
      for (const cookies of [{}, await logged_in("anna")]) {
        const session = await sessions.open_session(app, new FakeRequest(cookies));
        change(session as SessionDict); // there is a key, so there is a session
        await sessions.save_session(app, session as SessionDict, new FakeResponse());
        (session as SessionDict).set("second", true);
        const response = new FakeResponse();
        await sessions.save_session(app, session as SessionDict, response);
        const kept = new FakeBrowser(app, sessions, {
          session: response.cookies.get("session")?.value ?? "",
        });
        expect(await kept.visit((opened) => [opened.user, opened.second])).toEqual(["bert", true]);
      }
    });

    async function logged_in(user: string): Promise<Record<string, string>> {
      const own = browser();
      await own.visit((session) => session.set("user", user));
      return own.cookies;
    }

    test("take any key, and refuse what has no stored form", async () => {
      const anna = browser();
      const keys = ["__proto__", "constructor", "get", "1", "é", "", " t"];
      await anna.visit((session) => {
        for (const key of keys) session.set(key, key);
      });
      expect(await anna.visit((session) => keys.map((key) => session.get(key)))).toEqual(keys);
      await expect(anna.visit((session) => session.set("f", () => 1))).rejects.toThrow(/\$\.f/);
    });

    test("keep what is absent as Python's None", async () => {
      const anna = browser();
      await anna.visit((session) => session.update({ name: undefined, nested: { list: [undefined, null] } }));
      expect(await anna.visit((session) => [session.get("name"), session.get("nested")])).toEqual([
        null,
        { list: [null, null] },
      ]);
    });

    test("say Vary when they were read or written, and only then", async () => {
      const session = await sessions.open_session(app, new FakeRequest());
      const untouched = new FakeResponse();
      await sessions.save_session(app, session as never, untouched);
      expect([...untouched.vary]).toEqual([]);
      Object.assign(session as object, { accessed: true });
      const read = new FakeResponse();
      await sessions.save_session(app, session as never, read);
      expect([...read.vary]).toEqual(["Cookie"]);
    });
  });
});

import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  configured_interface,
  EncryptedCookieSessionInterface,
  MemoryStore,
  RedisStore,
  SecureCookieSessionInterface,
  ServerSideSessionInterface,
  type SessionConfig,
  SessionUnavailable,
  SqliteStore,
  StandaloneSessions,
} from "@miniflask/session";
import { describe, expect, test } from "vitest";
import { FakeApp } from "./support/fake_exchange.ts";

const CONFIG: SessionConfig = { SECRET_KEY: "sixteen bytes or more" };

describe("sessions without a framework", () => {
  test("are opened from a Cookie header and saved as Set-Cookie headers", async () => {
    const sessions = new StandaloneSessions(CONFIG);
    const session = await sessions.open(undefined);
    session.user = "anna";
    const [header = ""] = await sessions.save(session);
    expect(header).toMatch(/^session=[\w.-]+; HttpOnly; Path=\/$/);
    const again = await sessions.open(`other=1; ${header.split(";")[0]}; session=second`);
    expect(again.user).toBe("anna");
    expect(await sessions.save(again)).toEqual([]);
    again.clear();
    expect(await sessions.save(again)).toEqual([
      "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
    ]);
  });

  test("write every attribute in Werkzeug's order", async () => {
    const sessions = new StandaloneSessions({
      ...CONFIG,
      SESSION_COOKIE_NAME: "sid",
      SESSION_COOKIE_DOMAIN: ".example.org",
      SESSION_COOKIE_PATH: "/app",
      SESSION_COOKIE_SECURE: true,
      SESSION_COOKIE_SAMESITE: "lax",
      SESSION_COOKIE_PARTITIONED: true,
    });
    const session = await sessions.open("");
    session.permanent = true;
    const [header = ""] = await sessions.save(session);
    expect(header.replace(/^sid=[\w.-]+/, "sid=…").replace(/Expires=[^;]+/, "Expires=…")).toBe(
      "sid=…; Domain=example.org; Expires=…; Secure; HttpOnly; Path=/app; SameSite=Lax; Partitioned",
    );
  });

  test.each<Partial<SessionConfig>>([
    { SESSION_COOKIE_SAMESITE: "Lax; Domain=evil" },
    { SESSION_COOKIE_DOMAIN: "a;b" },
    { SESSION_COOKIE_PATH: "/\r\nX: 1" },
    { SESSION_COOKIE_NAME: "a b" },
  ])("refuse %o", async (config) => {
    const sessions = new StandaloneSessions({ ...CONFIG, ...config });
    const session = await sessions.open(null);
    session.a = 1;
    await expect(sessions.save(session)).rejects.toThrow(TypeError);
  });

  test("without a key can be read, not written", async () => {
    const sessions = new StandaloneSessions({});
    const session = await sessions.open("session=x");
    expect(() => session.set("a", 1)).toThrow(SessionUnavailable);
    expect(await sessions.save(session)).toEqual([]);
  });

  test.each(["", ";", "=", "session", "session=", '="', "session=\u0000", "a;".repeat(5000), "=session=x"])(
    "are empty for the header %j",
    async (header) => {
      expect([...(await new StandaloneSessions(CONFIG).open(header)).keys()]).toEqual([]);
    },
  );

  test("serve node:http, with any kind of session", async () => {
    const session_interface = new ServerSideSessionInterface(new MemoryStore());
    const sessions = new StandaloneSessions(CONFIG, { session_interface, logger: new FakeApp().logger });
    const listener: RequestListener = (request, response) => {
      void count_visit(request.headers.cookie).then(({ text, headers }) => {
        response.setHeader("Set-Cookie", headers).end(text);
      });
    };
    const count_visit = async (cookie: string | undefined) => {
      const session = await sessions.open(cookie);
      session.visits = (session.visits ?? 0) + 1;
      return { text: String(session.visits), headers: await sessions.save(session) };
    };
    const server = createServer(listener).listen(0);
    try {
      await once(server, "listening");
      const first = await fetch(url_of(server));
      const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
      const second = await fetch(url_of(server), { headers: { cookie } });
      expect([await first.text(), await second.text()]).toEqual(["1", "2"]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

function url_of(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return `http://127.0.0.1:${address.port}/`;
}

describe("Flask-Session's settings", () => {
  test.each([
    [{}, SecureCookieSessionInterface],
    [{ SESSION_TYPE: "null" as const }, SecureCookieSessionInterface],
    [{ SESSION_TYPE: "encrypted" as const }, EncryptedCookieSessionInterface],
  ])("%o", (config, expected) => {
    expect(configured_interface(config)).toBeInstanceOf(expected);
  });

  test("name a store and its options", async () => {
    const memory = configured_interface({
      SESSION_TYPE: "memory",
      SESSION_KEY_PREFIX: "app:",
      SESSION_USE_SIGNER: true,
      SESSION_PERMANENT: false,
      SESSION_ID_LENGTH: 16,
      SESSION_SERIALIZATION_FORMAT: "json",
    });
    expect(memory).toMatchObject({ key_prefix: "app:", use_signer: true, permanent: false, sid_length: 16 });
    expect(memory).toMatchObject({ serialization_format: "json", store: expect.any(MemoryStore) });
    const folder = mkdtempSync(join(tmpdir(), "miniflask-config-"));
    const sqlite = configured_interface({
      SESSION_TYPE: "sqlite",
      SESSION_SQLITE: join(folder, "s.db"),
    });
    const { store } = sqlite as ServerSideSessionInterface;
    expect(store).toBeInstanceOf(SqliteStore);
    await store.close();
    rmSync(folder, { recursive: true });
    const redis = configured_interface({ SESSION_TYPE: "redis", SESSION_REDIS: "redis://127.0.0.1:1" });
    expect((redis as ServerSideSessionInterface).store).toBeInstanceOf(RedisStore);
    for (const client of [{ get: () => "", options: {} }, 6379])
      expect(() => configured_interface({ SESSION_TYPE: "redis", SESSION_REDIS: client as never })).toThrow(
        /takes a client, a cluster or a sentinel of the package "redis"/,
      );
    expect(() => configured_interface({ SESSION_TYPE: "mongodb" as never })).toThrow(
      /SESSION_TYPE is "mongodb"/,
    );
  });
});

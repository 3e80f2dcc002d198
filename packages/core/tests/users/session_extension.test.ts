import { Flask, flash, get_flashed_messages, Markup, render_template_string, session } from "@miniflask/core";
import { csrf_protect } from "@miniflask/core/csrf";
import {
  EncryptedCookieSessionInterface,
  MemoryStore,
  SecureCookieSessionInterface,
  ServerSideSessionInterface,
  Session,
  SessionStoreUnavailable,
  SqliteStore,
} from "@miniflask/core/sessions";
import { request_finished } from "@miniflask/core/signals";
import { describe, expect, onTestFinished, test } from "vitest";
import { requires } from "../../../../tests/support/require.ts";
import { RedisServer } from "../../../session/tests/support/redis_server.ts";

function app_with(config: Record<string, unknown>): Flask {
  const app = new Flask(import.meta.dirname);
  app.secret_key = "a secret key of some length";
  app.config.from_mapping(config);
  new Session(app);
  app.get("/set/<value>", { endpoint: "set" }, ({ value }) => {
    session["value"] = value;
    return "set";
  });
  app.get("/get", { endpoint: "get" }, () => session.get("value") ?? "nothing");
  app.get("/regenerate", { endpoint: "regenerate" }, () => {
    session["regenerate"]();
    return "ok";
  });
  app.get("/clear", { endpoint: "clear" }, () => {
    session.clear();
    return "ok";
  });
  return app;
}

describe("Session(app) by config", () => {
  test.each([
    [{}, SecureCookieSessionInterface],
    [{ SESSION_TYPE: "null" }, SecureCookieSessionInterface],
    [{ SESSION_TYPE: "Encrypted" }, EncryptedCookieSessionInterface],
    [{ SESSION_TYPE: "memory" }, ServerSideSessionInterface],
    [{ SESSION_TYPE: "sqlite", SESSION_SQLITE: ":memory:" }, ServerSideSessionInterface],
    [{ SESSION_TYPE: "redis" }, ServerSideSessionInterface],
  ])("%o", async (config: Record<string, unknown>, expected) => {
    const app = app_with(config);
    expect(app.session_interface).toBeInstanceOf(expected);
    if (config["SESSION_TYPE"] === "redis") return;
    const client = app.test_client();
    await client.get("/set/kept");
    expect((await client.get("/get")).text).toBe("kept");
  });

  test("init_app is for factories, and one Session serves several apps", () => {
    const sessions = new Session();
    const [one, other] = [new Flask("one"), new Flask("other")];
    one.config["SESSION_TYPE"] = "memory";
    other.config.from_mapping({ SESSION_TYPE: "sqlite", SESSION_SQLITE: ":memory:" });
    sessions.init_app(one);
    sessions.init_app(other);
    expect(one.session_interface).toMatchObject({ store: expect.any(MemoryStore) });
    expect(other.session_interface).toMatchObject({ store: expect.any(SqliteStore) });
  });

  test("Flask-Session's settings reach the interface", () => {
    const config = { SESSION_TYPE: "memory", SESSION_KEY_PREFIX: "app:", SESSION_ID_LENGTH: 16 };
    expect(app_with(config).session_interface).toMatchObject({ key_prefix: "app:", sid_length: 16 });
    expect(() => app_with({ SESSION_TYPE: "mongodb" })).toThrow(/SESSION_TYPE is "mongodb": use/);
  });

  test("Markup in an encrypted session comes back as Markup", async () => {
    const app = app_with({ SESSION_TYPE: "encrypted" });
    app.get("/markup", { endpoint: "markup" }, () => {
      session["safe"] = new Markup("<b>");
      return "ok";
    });
    app.get("/is-markup", { endpoint: "is_markup" }, () => String(session["safe"] instanceof Markup));
    const client = app.test_client();
    await client.get("/markup");
    expect((await client.get("/is-markup")).text).toBe("true");
  });
});

describe("a session in a store, through the proxy", () => {
  const cookie_of = (client: ReturnType<Flask["test_client"]>) => client.get_cookie("session")?.value ?? "";

  test("regenerate() changes the id, keeps the content and ends the old id", async () => {
    const client = app_with({ SESSION_TYPE: "memory" }).test_client();
    await client.get("/set/kept");
    const before = cookie_of(client);
    await client.get("/regenerate");
    expect(cookie_of(client)).not.toBe(before);
    expect((await client.get("/get")).text).toBe("kept");
    client.set_cookie("session", before);
    expect((await client.get("/get")).text).toBe("nothing");
  });

  test("clear() ends it for every copy of the cookie", async () => {
    const client = app_with({ SESSION_TYPE: "memory" }).test_client();
    await client.get("/set/kept");
    const before = cookie_of(client);
    await client.get("/clear");
    expect(cookie_of(client)).toBe("");
    client.set_cookie("session", before);
    expect((await client.get("/get")).text).toBe("nothing");
  });

  test.each(["msgpack", "json"])("a flash arrives by %s, which knows no tuples", async (format) => {
    const app = app_with({ SESSION_TYPE: "memory", SESSION_SERIALIZATION_FORMAT: format });
    app.get("/flash", { endpoint: "flash" }, () => {
      flash("one");
      flash("two", "error");
      return "ok";
    });
    app.get("/flashed", { endpoint: "flashed" }, () => ({
      all: get_flashed_messages({ with_categories: true }),
    }));
    const client = app.test_client();
    await client.get("/flash");
    await client.get("/flash");
    const pair = [
      ["message", "one"],
      ["error", "two"],
    ];
    expect((await client.get("/flashed")).json).toEqual({ all: [...pair, ...pair] });
    expect((await client.get("/flashed")).json).toEqual({ all: [] });
  });

  test("a log-in is kept where something fails after it was stored", async () => {
    const app = app_with({ SESSION_TYPE: "memory" });
    app.get("/login", { endpoint: "login" }, () => {
      session["regenerate"]();
      session["value"] = "anna";
      return "in";
    });
    let fails = true;
    const fail_once = () => {
      if (fails) throw new Error("after the session was stored");
    };
    request_finished.connect(fail_once, app);
    app.logger.error = () => {};
    const client = app.test_client();
    for (const before of [false, true]) {
      fails = false;
      if (before) await client.get("/set/somebody");
      fails = true;
      expect((await client.get("/login")).status_code).toBe(500);
      fails = false;
      expect((await client.get("/get")).text).toBe("anna");
      await client.get("/clear");
    }
  });

  test("the test client's session_transaction reads and writes the record", async () => {
    const client = app_with({ SESSION_TYPE: "memory" }).test_client();
    await client.session_transaction((sess) => {
      sess.value = "planted";
    });
    expect((await client.get("/get")).text).toBe("planted");
    const before = cookie_of(client);
    await client.session_transaction((sess) => {
      expect(sess.value).toBe("planted");
      sess.regenerate();
    });
    expect(cookie_of(client)).not.toBe(before);
    expect((await client.get("/get")).text).toBe("planted");
  });

  test("an unknown id is never adopted", async () => {
    const client = app_with({ SESSION_TYPE: "memory" }).test_client();
    const planted = "planted-by-somebody-else-0123456789-0123456789";
    client.set_cookie("session", planted);
    await client.get("/set/mine");
    expect(cookie_of(client)).not.toBe(planted);
  });
});

describe("a store that cannot be reached", () => {
  test("answers 503 with a line in the log, and sets no cookie", async () => {
    const lines: string[] = [];
    const app = app_with({ SESSION_TYPE: "redis", SESSION_REDIS: "redis://127.0.0.1:1" });
    const { store } = app.session_interface as ServerSideSessionInterface;
    onTestFinished(() => store.close());
    app.logger.error = (first: unknown, text?: string) => lines.push(String(text ?? first));
    const client = app.test_client();
    client.set_cookie("session", "0123456789-0123456789-0123456789-0123456789");
    const answer = await client.get("/get");
    expect(answer.status_code).toBe(503);
    expect(answer.headers.getlist("Set-Cookie")).toEqual([]);
    expect(lines.join("\n")).toMatch(/the session store cannot be reached/);
  });

  /** An app whose sessions cannot be reached, or only not be stored. */
  function app_in_outage(fails: "get" | "replace"): { app: Flask; lines: string[] } {
    class Failing extends MemoryStore {
      override get(key: string): never {
        if (fails === "get") throw new SessionStoreUnavailable("gone");
        return super.get(key) as never;
      }
      override replace(): never {
        throw new SessionStoreUnavailable("gone");
      }
    }
    const app = app_with({});
    app.session_interface = new ServerSideSessionInterface(new Failing());
    const lines: string[] = [];
    app.logger.error = (first: unknown, text?: string) => lines.push(String(text ?? first));
    return { app, lines };
  }

  async function ask(app: Flask, path: string) {
    const client = app.test_client();
    client.set_cookie("session", "A".repeat(43));
    const answer = await client.get(path);
    return [answer.status_code, answer.text, answer.headers.getlist("Set-Cookie")];
  }

  test.each(["get", "replace"] as const)("has the page of an error handler, if %s fails", async (fails) => {
    for (const kind of [503, Error]) {
      const { app } = app_in_outage(fails);
      app.errorhandler(kind as never)(() => ["Come back soon.", 503]);
      expect(await ask(app, "/set/x")).toEqual([503, "Come back soon.", []]);
    }
  });

  test.each(["debug", "testing"] as const)(
    "is an outage with %s on, too, and no error of the program",
    async (mode) => {
      const { app, lines } = app_in_outage("get");
      app[mode] = true;
      expect((await ask(app, "/get"))[0]).toBe(503);
      expect(lines.join()).toMatch("Exception on /get [GET]");
      app.config.PROPAGATE_EXCEPTIONS = true;
      await expect(ask(app, "/get")).rejects.toThrow(SessionStoreUnavailable);
    },
  );

  test("shows the page of an error handler, which finds the session empty", async () => {
    const { app, lines } = app_in_outage("get");
    app.errorhandler(503)(() => {
      const page = "Come back soon{{ session.value }}{{ get_flashed_messages() }}";
      return [render_template_string(page), 503];
    });
    expect(await ask(app, "/get")).toEqual([503, "Come back soon[]", []]);
    expect(lines.join()).toMatch(/the session store cannot be reached: gone/);
  });

  test.each([503, 500, Error])(
    "is a 503 also where the page of the error handler for %s fails",
    async (kind) => {
      const { app, lines } = app_in_outage("get");
      csrf_protect(app);
      app.errorhandler(kind as 500)(() => [render_template_string("<meta content={{ csrf_token() }}>"), 503]);
      const [status, , cookies] = await ask(app, "/get");
      expect([status, cookies]).toEqual([503, []]);
      expect(lines).toHaveLength(kind === 500 ? 2 : 3);
    },
  );

  test("lets an error handler write nothing into the place of what could not be read", async () => {
    const { app } = app_in_outage("get");
    const errors: unknown[] = [];
    app.errorhandler(503)(() => {
      try {
        flash("Come back soon.");
      } catch (error) {
        errors.push(error);
      }
      return ["not flashed", 503];
    });
    expect(await ask(app, "/get")).toEqual([503, "not flashed", []]);
    expect(String(errors)).toMatch(
      /^RuntimeError: The session is unavailable because it could not be opened/,
    );
  });

  test.skipIf(!requires("redis"))("a Redis that comes back has every session as it was", async () => {
    const redis = await RedisServer.start();
    onTestFinished(() => redis.remove());
    const app = app_with({ SESSION_TYPE: "redis", SESSION_REDIS: redis.url });
    const { store } = app.session_interface as ServerSideSessionInterface;
    onTestFinished(() => store.close());
    const client = app.test_client();
    await client.get("/set/kept");
    await redis.kill();
    expect((await client.get("/get")).status_code).toBe(503);
    expect((await client.get("/set/lost")).status_code).toBe(503);
    await redis.start();
    await expect.poll(async () => (await client.get("/get")).text).toBe("kept");
  });
});

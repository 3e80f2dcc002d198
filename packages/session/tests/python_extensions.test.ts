import {
  CsrfError,
  confirm_login,
  decode_cookie,
  encode_cookie,
  Float,
  generate_csrf,
  type LoginClient,
  load_user_id,
  login_fresh,
  login_user,
  logout_user,
  RedisStore,
  SafeText,
  SecureCookieSession,
  SecureCookieSessionInterface,
  ServerSideSessionInterface,
  type SessionDict,
  Tuple,
  UUID,
  update_remember_cookie,
  validate_csrf,
} from "@miniflask/session";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requires, requires_python_with } from "../../../tests/support/require.ts";
import { describe_value } from "./support/describe_value.ts";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp, FakeRequest, FakeResponse } from "./support/fake_exchange.ts";
import { visit_flask } from "./support/oracle.ts";
import { RedisServer } from "./support/redis_server.ts";

const KEY = "shared by both runtimes";
const app = new FakeApp({ SECRET_KEY: KEY });
const has_extensions = requires_python_with("flask_session, flask_login, flask_wtf, redis, msgspec");

const KINDS = (["msgpack", "json"] as const).flatMap((format) =>
  [true, false].map((use_signer) => ({ format, use_signer })),
);

describe.skipIf(!has_extensions || !requires("redis")).each(KINDS)(
  "one Redis with Flask-Session: %o",
  (kind) => {
    let server: RedisServer;
    let store: RedisStore;
    beforeAll(async () => {
      server = await RedisServer.start();
      store = RedisStore.from_url(server.url);
    });
    afterAll(async () => {
      await store.close();
      await server.remove();
    });
    const shared = () => ({ ...kind, key: KEY, port: server.port });
    const browser = (cookies: Record<string, string> = {}) =>
      new FakeBrowser(
        app,
        new ServerSideSessionInterface(store, {
          use_signer: kind.use_signer,
          serialization_format: kind.format,
        }),
        cookies,
      );

    // covers: XI-03
    test("what Flask stores is read here", async () => {
      const { cookies, shared: expected } = visit_flask({ ...shared(), pages: ["/write"] });
      const content = await browser(cookies).visit((session) => ({ ...session }));
      const { bytes, tuple, uuid, aware, early, _permanent, ...rest } = content;
      expect(describe_value(rest)).toEqual(expected);
      expect(_permanent).toBe(true);
      if (kind.format === "json") return;
      expect(bytes).toEqual(Buffer.from("00ff".repeat(200), "hex"));
      expect([tuple, uuid]).toEqual([[1, [2]], "00000000-0000-0000-0000-000000000005"]);
      expect([aware, early]).toEqual([
        new Date("2024-01-02T03:04:05Z"),
        new Date("1901-01-02T03:04:05.250Z"),
      ]);
    });

    test("what is stored here is read by Flask", async () => {
      const { cookies } = visit_flask({ ...shared(), pages: ["/write"] });
      const anna = browser(cookies);
      await anna.visit((session) => session.update({ added: [new Float(3), 1.5, 2n ** 63n, null] }));
      const seen = await anna.visit((session) => ({ ...session }));
      const { text } = visit_flask({ ...shared(), cookies: anna.cookies, pages: ["/read"] });
      expect(JSON.parse(text)).toEqual(describe_value(seen));
    });

    test("the types of ours that have no stored form of their own become what Flask makes of its own", async () => {
      const anna = browser();
      await anna.visit((session) =>
        session.update({ tuple: new Tuple(1, 2), id: new UUID("0".repeat(32)), html: new SafeText("<i>") }),
      );
      const { text } = visit_flask({ ...shared(), cookies: anna.cookies, pages: ["/read"] });
      expect(JSON.parse(text)[1]).toEqual([
        ["_permanent", ["bool", true]],
        ["html", ["str", "<i>"]],
        ["id", ["str", "00000000-0000-0000-0000-000000000000"]],
        [
          "tuple",
          [
            "list",
            [
              ["int", "1"],
              ["int", "2"],
            ],
          ],
        ],
      ]);
    });

    test("a log-in and a CSRF token of one are good at the other", async () => {
      const agent = { "User-Agent": "A" };
      const client = { remote_addr: "127.0.0.1", headers: new Map([["User-Agent", "A"]]) };
      const page = (path: string, cookies = {}) =>
        visit_flask({ ...shared(), cookies, headers: agent, pages: [path] });
      const { cookies } = page("/login/42");
      const { text: token, cookies: with_token } = page("/csrf", cookies);
      await browser(with_token).visit((session) => {
        expect(load_user_id(app, session, request_of({}, client))).toBe("42");
        expect(login_fresh(session)).toBe(true);
        validate_csrf(session, token, KEY);
      });

      const bert = browser();
      const own = await bert.visit((session) => {
        login_user(session, "7", client);
        return generate_csrf(session, KEY);
      });
      expect(JSON.parse(page("/who", bert.cookies).text)).toEqual(["7", true]);
      expect(page(`/csrf/${own}`, bert.cookies).text).toBe("good");
      page("/logout", bert.cookies);
      await bert.visit((session) => expect(load_user_id(app, session, request_of({}, client))).toBeNull());
    });

    test("who logs out at one is out at the other", async () => {
      const { cookies } = visit_flask({ ...shared(), pages: ["/write"] });
      visit_flask({ ...shared(), cookies, pages: ["/clear"] });
      expect(await browser(cookies).visit((session) => session.user)).toBeUndefined();
      const anna = browser();
      await anna.visit((session) => session.set("user", "anna"));
      const kept = { ...anna.cookies };
      await anna.visit((session) => session.clear());
      const { text } = visit_flask({ ...shared(), cookies: kept, pages: ["/read"] });
      expect(JSON.parse(text)).toEqual(["dict", [["_permanent", ["bool", true]]]]);
    });
  },
);

const sessions = new SecureCookieSessionInterface();

function open_cookie(cookies: Record<string, string>): SessionDict {
  const session = sessions.open_session(app, new FakeRequest(cookies));
  if (session === null) throw new Error("the key is set");
  return session;
}

function cookies_after(session: SessionDict): Record<string, string> {
  const response = new FakeResponse();
  update_remember_cookie(app, session, response);
  sessions.save_session(app, session, response);
  return Object.fromEntries([...response.cookies].map(([name, { value }]) => [name, value]));
}

describe("CSRF tokens", () => {
  test.skipIf(!has_extensions)("of Flask-WTF are good here, and ours there", () => {
    const { text: token, cookies } = visit_flask({ key: KEY, pages: ["/csrf"] });
    expect(() => validate_csrf(open_cookie(cookies), token, KEY)).not.toThrow();
    const session = new SecureCookieSession();
    const own = generate_csrf(session, KEY);
    const check = (text: string) =>
      visit_flask({ key: KEY, cookies: cookies_after(session), pages: [`/csrf/${text}`] }).text;
    expect(check(own)).toBe("good");
    expect(check(token)).toBe("The CSRF tokens do not match.");
    expect(check(`${own}x`)).toBe("The CSRF token is invalid.");
  });

  const session = new SecureCookieSession();
  const token = generate_csrf(session, KEY);
  test.each<[string, SessionDict, string | null, string]>([
    ["none", session, null, "The CSRF token is missing."],
    ["an empty one", session, "", "The CSRF token is missing."],
    ["no session", new SecureCookieSession(), token, "The CSRF session token is missing."],
    ["another session", new SecureCookieSession({ csrf_token: "x" }), token, "The CSRF tokens do not match."],
    [
      "a session with rubbish",
      new SecureCookieSession({ csrf_token: 5 }),
      token,
      "The CSRF tokens do not match.",
    ],
    ["a changed one", session, `${token}A`, "The CSRF token is invalid."],
    ["another key's", session, generate_csrf(session, "other"), "The CSRF token is invalid."],
  ])("%s is refused in Flask-WTF's words", (_name, owner, given, message) => {
    expect(() => validate_csrf(owner, given, KEY)).toThrow(new CsrfError(message));
  });

  test("end, unless told otherwise, and live under a chosen key", () => {
    expect(() => validate_csrf(session, token, KEY, { time_limit: -1 })).toThrow(
      "The CSRF token has expired.",
    );
    expect(() => validate_csrf(session, token, KEY, { time_limit: null })).not.toThrow();
    const own = generate_csrf(session, KEY, { token_key: "other" });
    expect(() => validate_csrf(session, own, KEY, { token_key: "other" })).not.toThrow();
    expect(() => validate_csrf(session, own, KEY)).toThrow(CsrfError);
    expect(session.csrf_token).toMatch(/^[0-9a-f]{40}$/);
  });
});

const AGENT = 'Firefox "é" \\ \'';
const CLIENT: LoginClient = { remote_addr: "127.0.0.1", headers: new Map([["User-Agent", AGENT]]) };
const OTHER_CLIENT: LoginClient = { remote_addr: "10.0.0.1", headers: new Map() };

function request_of(cookies: Record<string, string>, client = CLIENT): FakeRequest & LoginClient {
  return Object.assign(new FakeRequest(cookies), client);
}

describe("log-ins", () => {
  const headers = { "User-Agent": Buffer.from(AGENT, "utf8").toString("latin1") };

  test.skipIf(!has_extensions)("by Flask-Login are known here, with the browser's own mark", () => {
    const client = { ...CLIENT, headers: new Map([["User-Agent", headers["User-Agent"]]]) };
    const { cookies } = visit_flask({ key: KEY, headers, pages: ["/login/42?remember"] });
    const session = open_cookie(cookies);
    expect(load_user_id(app, session, request_of(cookies, client))).toBe("42");
    expect(login_fresh(session)).toBe(true);
    expect(decode_cookie(cookies.remember_token ?? "", KEY)).toBe("42");
    const remembered = new SecureCookieSession();
    expect(load_user_id(app, remembered, request_of({ remember_token: cookies.remember_token ?? "" }))).toBe(
      "42",
    );
    expect(login_fresh(remembered)).toBe(false);
  });

  test.skipIf(!has_extensions)("made here are known to Flask-Login, and log-outs too", () => {
    const session = new SecureCookieSession();
    login_user(
      session,
      "42",
      { remote_addr: "127.0.0.1", headers: new Map([["User-Agent", "A"]]) },
      { remember: true },
    );
    const cookies = cookies_after(session);
    const who = (sent: Record<string, string>, agent = "A") =>
      JSON.parse(
        visit_flask({ key: KEY, cookies: sent, headers: { "User-Agent": agent }, pages: ["/who"] }).text,
      );
    expect(who(cookies)).toEqual(["42", true]);
    expect(who(cookies, "B")).toEqual(["42", false]);
    expect(who({ remember_token: cookies.remember_token ?? "" })).toEqual(["42", false]);
    const after = open_cookie(cookies);
    logout_user(app, after, new FakeRequest(cookies));
    const response = new FakeResponse();
    update_remember_cookie(app, after, response);
    expect([...response.deleted.keys()]).toEqual(["remember_token"]);
    expect([...after.keys()]).toEqual([]);
  });

  test("in another browser lose their freshness, or everything where protection is strong", () => {
    const session = new SecureCookieSession();
    login_user(session, "42", CLIENT);
    expect(load_user_id(app, session, request_of({}, OTHER_CLIENT))).toBe("42");
    expect(login_fresh(session)).toBe(false);
    confirm_login(session, OTHER_CLIENT);
    expect(login_fresh(session)).toBe(true);
    const strong = Object.assign(new FakeApp({ SECRET_KEY: KEY }), {
      config: { SECRET_KEY: KEY, SESSION_PROTECTION: "strong" as const },
    });
    expect(load_user_id(strong, session, request_of({}, CLIENT))).toBeNull();
    expect({ ...session }).toEqual({ _remember: "clear" });
    expect(load_user_id(strong, new SecureCookieSession(), request_of({}))).toBeNull();
  });

  test("last as long as they were asked to", () => {
    const before = Date.now();
    const session = new SecureCookieSession();
    login_user(session, "42", CLIENT, { remember: true, duration: { total_seconds: () => 60 } });
    const response = new FakeResponse();
    update_remember_cookie(app, session, response);
    const set_at = (response.cookies.get("remember_token")?.options.expires?.getTime() ?? 0) - 60_000;
    expect([before <= set_at, set_at <= Date.now()]).toEqual([true, true]);
    expect(session.has("_remember")).toBe(false);
  });

  test.each([
    "",
    "42",
    "42|",
    `42|${"0".repeat(128)}`,
    encode_cookie("42", "other key"),
    `x${encode_cookie("42", KEY)}`,
  ])("are not remembered by %s", (remember_token) => {
    expect(load_user_id(app, new SecureCookieSession(), request_of({ remember_token }))).toBeNull();
  });

  test("need a key that Flask-Login can read", () => {
    expect(() => encode_cookie("42", "ключ")).toThrow(/U\+00FF/);
    expect(decode_cookie(encode_cookie("a|é", Buffer.from([255])), Buffer.from([255]))).toBe("a|é");
  });
});

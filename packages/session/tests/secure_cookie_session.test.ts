import {
  decode_session_cookie,
  NullSession,
  SecureCookieSession,
  SecureCookieSessionInterface,
  type SessionDict,
  SessionMixin,
  SessionTooLarge,
  SessionUnavailable,
  Tuple,
  URLSafeTimedSerializer,
} from "@miniflask/session";
import { describe, expect, test, vi } from "vitest";
import { FakeApp, FakeRequest, FakeResponse } from "./support/fake_exchange.ts";

const sessions = new SecureCookieSessionInterface();

function open(app: FakeApp, cookie?: string): SessionDict {
  const session = sessions.open_session(
    app,
    new FakeRequest(cookie === undefined ? {} : { session: cookie }),
  );
  if (session === null) throw new Error("the app has a key");
  return session;
}

function save(app: FakeApp, session: SessionDict): FakeResponse {
  const response = new FakeResponse();
  sessions.save_session(app, session, response);
  return response;
}

function cookie_of(app: FakeApp, content: Record<string, unknown>): string {
  const session = open(app);
  session.update(content);
  return save(app, session).cookies.get("session")?.value ?? "";
}

/** Its first character: the last one has bits that mean nothing, and any may be the one that is put in its place. */
function with_another_signature(cookie: string): string {
  const start = cookie.lastIndexOf(".") + 1;
  return cookie.slice(0, start) + (cookie[start] === "A" ? "B" : "A") + cookie.slice(start + 1);
}

describe("a session is a dict", () => {
  test("by property", () => {
    const session = new SecureCookieSession({ a: 1 });
    session.b = 2;
    session["user id"] = 3;
    delete session.a;
    expect(Object.keys(session)).toEqual(["b", "user id"]);
    expect("b" in session).toBe(true);
    expect("a" in session).toBe(false);
    expect(session.absent).toBeUndefined();
    expect({ ...session }).toEqual({ b: 2, "user id": 3 });
    expect(JSON.stringify(session)).toBe('{"b":2,"user id":3}');
    expect([...session]).toEqual(["b", "user id"]);
  });

  test("by method", () => {
    const session = new SecureCookieSession();
    expect(session.setdefault("list", [])).toEqual([]);
    session.update({ a: 1 }, [["b", 2]], new SecureCookieSession({ c: 3 }));
    expect(session.pop("a")).toBe(1);
    expect(session.pop("a")).toBeUndefined();
    expect(session.pop("a", "none")).toBe("none");
    expect(session.get("b")).toBe(2);
    expect(session.get("z", 5)).toBe(5);
    expect([...session.items()]).toEqual([
      ["list", []],
      ["b", 2],
      ["c", 3],
    ]);
    expect(session.copy()).toEqual({ ...session });
    expect(session.popitem()).toEqual(["c", 3]);
    expect([...session.values()]).toEqual([[], 2]);
    session.clear();
    expect([...session.keys()]).toEqual([]);
  });

  test.each(["get", "clear", "modified_", "__proto__", "constructor", "toString", "hasOwnProperty"])(
    "holds the key %s like any other by set and get",
    (key) => {
      const session = new SecureCookieSession();
      expect(key in session).toBe(false);
      session.set(key, 1);
      expect(session.get(key)).toBe(1);
      expect(Object.keys(session)).toEqual([key]);
      expect(Object.getPrototypeOf(session)).toBe(SecureCookieSession.prototype);
    },
  );

  test("names of its own methods cannot be assigned, and others mean nothing until they are", () => {
    const session = new SecureCookieSession();
    expect(() => {
      Object.assign(session, { pop: 1 });
    }).toThrow(/session\.set\("pop", value\)/);
    expect(session.constructor).toBeUndefined();
    const name = "__proto__";
    expect(session[name]).toBeUndefined();
    session[name] = { admin: true };
    expect(session.admin).toBeUndefined();
    expect(session.get("__proto__")).toEqual({ admin: true });
  });

  const CHANGES: [string, (session: SessionDict) => unknown, boolean][] = [
    ["reading", (session) => session.a, false],
    ["setting", (session) => session.set("a", 1), true],
    ["deleting", (session) => delete session.a, true],
    ["deleting what is absent", (session) => delete session.z, false],
    ["pop", (session) => session.pop("a"), true],
    ["pop of what is absent", (session) => session.pop("z"), false],
    ["setdefault", (session) => session.setdefault("z"), true],
    ["setdefault of what is there", (session) => session.setdefault("a", 2), false],
    ["update with nothing", (session) => session.update({}), true],
    ["clear", (session) => session.clear(), true],
    ["permanent", (session) => Object.assign(session, { permanent: true }), true],
  ];
  test.each(CHANGES)("%s", (_name, change, modified) => {
    const session = new SecureCookieSession({ a: 1 });
    change(session);
    expect(session.modified).toBe(modified);
    expect(session.new).toBe(false);
  });
});

describe("a session class of one's own", () => {
  class StoredSession extends SessionMixin {
    sid = "new";
    fresh: boolean;
    #user = "nobody";
    constructor(initial?: Record<string, unknown>, fresh = true) {
      super(initial);
      this.fresh = fresh;
    }
    get user(): string {
      return this.#user;
    }
    set user(name: string) {
      this.#user = name;
    }
    override get new(): boolean {
      return this.sid === "new";
    }
  }

  test("has attributes that are no keys, as Python's self.sid (SE-01)", () => {
    const session = new StoredSession({ a: 1 });
    expect([session.sid, session.user, session.new]).toEqual(["new", "nobody", true]);
    session.sid = "s1";
    session.user = "ann";
    expect([session.sid, session.user, session.new, session.modified]).toEqual(["s1", "ann", false, false]);
    expect([[...session.keys()], "sid" in session, { ...session }]).toEqual([["a"], false, { a: 1 }]);
  });

  test("and one session's are not another's", () => {
    const [first, second] = [new StoredSession(), new StoredSession()];
    first.sid = "s1";
    expect(second.sid).toBe("new");
    expect(new SessionMixin({ sid: 1 }).sid).toBe(1);
  });

  test("a field named like the session's own attributes assigns those", () => {
    class Unmodified extends SessionMixin {
      // @ts-expect-error: TypeScript has no field in an accessor's place, JavaScript has
      override modified = false;
    }
    const session = new Unmodified({ a: 1 });
    expect(session.modified).toBe(false);
    session["a"] = 2;
    expect(session.modified).toBe(true);
  });

  test("what the constructor assigns without declaring a field is a key", () => {
    class Bare extends SessionMixin {
      constructor() {
        super();
        this["sid"] = 1;
      }
    }
    expect([...new Bare()]).toEqual(["sid"]);
  });

  test("what is defined otherwise is refused, as nothing would save it", () => {
    expect(() => Object.defineProperty(new StoredSession(), "x", { value: 1 })).toThrow(
      "session.x cannot be defined: assign it",
    );
  });
});

describe("when the cookie goes out", () => {
  const app = new FakeApp();

  test("not for a session that nobody touched, and nothing varies", () => {
    const response = save(app, open(app, cookie_of(app, { a: 1 })));
    expect(response.cookies.size + response.deleted.size + response.vary.size).toBe(0);
  });

  test("after a change, with Flask's attributes", () => {
    const response = save(app, Object.assign(open(app), { a: 1 }));
    expect(response.cookies.get("session")?.options).toEqual({
      expires: null,
      httponly: true,
      domain: null,
      path: "/",
      secure: false,
      partitioned: false,
      samesite: null,
    });
    expect([...response.vary]).toEqual(["Cookie"]);
  });

  test("not after popitem() of an empty session, which changes nothing", () => {
    const session = open(app);
    expect(session.popitem()).toBeUndefined();
    const response = save(app, session);
    expect(response.cookies.size + response.deleted.size).toBe(0);
  });

  test("only Vary after reading", () => {
    const session = open(app, cookie_of(app, { a: 1 }));
    session.accessed = true;
    const response = save(app, session);
    expect(response.cookies.size).toBe(0);
    expect([...response.vary]).toEqual(["Cookie"]);
  });

  const INSIDE: [string, (session: SessionDict) => unknown, boolean][] = [
    ["an item pushed to a list", (session) => session.list.push(4), true],
    ["a key of a dict", (session) => delete session.dict.x, true],
    ["a dict in a list in a dict", (session) => Object.assign(session.dict.deep[0], { z: 1 }), true],
    ["the same value again", (session) => Object.assign(session.dict, { x: 1 }), false],
    ["reading", (session) => session.list.length, false],
  ];
  test.each(INSIDE)("nested change: %s", (_name, change, written) => {
    const session = open(
      app,
      cookie_of(app, { list: [1, new Tuple(2), "é"], dict: { x: 1, deep: [{ y: 1 }] } }),
    );
    change(session);
    expect(save(app, session).cookies.has("session")).toBe(written);
  });

  test("not for content that another program spelled differently", () => {
    const other = new URLSafeTimedSerializer("sixteen bytes or more", {
      salt: "cookie-session",
      signer_kwargs: { key_derivation: "hmac" },
    });
    const session = open(app, other.dumps({ z: ["é"], a: 1 }));
    expect(session.z).toEqual(["é"]);
    expect(save(app, session).cookies.size).toBe(0);
    session.z.push("more");
    expect(save(app, session).cookies.size).toBe(1);
  });

  test("each time for a permanent session, unless it is told not to", () => {
    const before = Date.now();
    const cookie = cookie_of(app, { _permanent: true });
    const expires = save(app, open(app, cookie)).cookies.get("session")?.options.expires;
    const set_at = (expires?.getTime() ?? 0) - 31 * 86_400 * 1000;
    expect([before <= set_at, set_at <= Date.now()]).toEqual([true, true]);
    const calm = new FakeApp({ SESSION_REFRESH_EACH_REQUEST: false });
    expect(save(calm, open(calm, cookie)).cookies.size).toBe(0);
  });

  test("an emptied session deletes the cookie, an empty one does nothing", () => {
    const session = open(app, cookie_of(app, { a: 1 }));
    session.clear();
    const response = save(app, session);
    expect([...response.deleted.keys()]).toEqual(["session"]);
    expect([...response.vary]).toEqual(["Cookie"]);
    expect(save(app, open(app)).deleted.size).toBe(0);
  });

  test("names and attributes come from the config", () => {
    const own = new FakeApp({
      SESSION_COOKIE_NAME: "sid",
      SESSION_COOKIE_DOMAIN: "example.org",
      SESSION_COOKIE_HTTPONLY: false,
      SESSION_COOKIE_SECURE: true,
      SESSION_COOKIE_SAMESITE: "Lax",
      SESSION_COOKIE_PARTITIONED: true,
      APPLICATION_ROOT: "/app",
      PERMANENT_SESSION_LIFETIME: { total_seconds: () => 60 },
    });
    const options = save(own, Object.assign(open(own), { a: 1 })).cookies.get("sid")?.options;
    expect(options).toMatchObject({ domain: "example.org", path: "/app", httponly: false, secure: true });
    expect(options).toMatchObject({ samesite: "Lax", partitioned: true });
  });
});

describe("which cookies are taken", () => {
  const app = new FakeApp();
  const cookie = cookie_of(app, { user: "anna" });

  test.each([
    ["a changed payload", `x${cookie}`],
    ["a changed signature", with_another_signature(cookie)],
    ["no signature", "eyJ4IjoxfQ"],
    ["nothing but dots", "..."],
    ["20 KB of rubbish", "a.".repeat(10_000)],
    [
      "another salt",
      new URLSafeTimedSerializer("sixteen bytes or more", { salt: "mail" }).dumps({ user: "eve" }),
    ],
  ])("%s gives an empty session and a line for the debug log", (_name, value) => {
    app.lines.length = 0;
    const session = open(app, value);
    expect([...session.keys()]).toEqual([]);
    expect(app.lines[0]?.[0]).toBe("debug");
    expect(app.lines[0]?.[1]).toMatch(/cookie is ignored: /);
    expect(save(app, session).deleted.size).toBe(0);
  });

  test("one that is older than the lifetime or from the future is refused, permanent or not", () => {
    const now = Date.now();
    vi.useFakeTimers({ now });
    const signed_now = cookie_of(app, { user: "anna" });
    for (const [offset, user] of [
      [31 * 86_400, "anna"],
      [31 * 86_400 + 2, undefined],
      [-2, undefined],
    ] as const) {
      vi.useFakeTimers({ now: now + offset * 1000 });
      expect(open(app, signed_now).user).toBe(user);
    }
    vi.useRealTimers();
  });

  test("one that was verified before gives each request a content of its own, and no other key takes it", () => {
    const known = cookie_of(app, { cart: ["tea"] });
    open(app, known).cart.push("milk");
    expect(open(app, known).cart).toEqual(["tea"]);
    expect(open(new FakeApp({ SECRET_KEY: "another key of sixteen" }), known).cart).toBeUndefined();
    expect(open(app, known).cart).toEqual(["tea"]);
    expect(open(app, with_another_signature(known)).cart).toBeUndefined();
  });

  test("more than are remembered are taken all the same", () => {
    const cookies = Array.from({ length: 600 }, (_, user) => cookie_of(app, { user }));
    for (const round of [1, 2]) {
      const users = cookies.map((known) => open(app, known).user);
      expect(users, `round ${round}`).toEqual(cookies.map((_, user) => user));
    }
  });

  test.each([
    ["a list", "[1]"],
    ["no JSON", "{"],
    ["a date that is none", '{"d":{" d":5}}'],
    ["nested too deep", `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`],
  ])("signed, but %s: empty session and an error in the log", (_name, json) => {
    const signer = sessions.get_signing_serializer(app)?.make_signer();
    const signed = signer?.sign(Buffer.from(json).toString("base64url")).toString() ?? "";
    app.lines.length = 0;
    expect([...open(app, signed).keys()]).toEqual([]);
    expect(app.lines.map(([level]) => level)).toEqual(["error"]);
  });

  test("keys rotate: fallbacks verify, the newest signs, an empty fallback is none", () => {
    const old = new FakeApp({ SECRET_KEY: "-1" });
    const rotated = new FakeApp({ SECRET_KEY: "0", SECRET_KEY_FALLBACKS: ["-2", "-1", ""] });
    const session = open(rotated, cookie_of(old, { user: "anna" }));
    expect(session.user).toBe("anna");
    session.modified = true;
    const renewed = save(rotated, session).cookies.get("session")?.value ?? "";
    expect(open(new FakeApp({ SECRET_KEY: "0" }), renewed).user).toBe("anna");
    expect(open(old, renewed).user).toBeUndefined();
    const forged = new URLSafeTimedSerializer("", {
      salt: "cookie-session",
      signer_kwargs: { key_derivation: "hmac" },
    });
    expect(open(rotated, forged.dumps({ user: "eve" })).user).toBeUndefined();
  });
});

describe("without a key", () => {
  test.each([undefined, null, "", new Uint8Array()])("%o", (SECRET_KEY) => {
    const app = { config: { SECRET_KEY: SECRET_KEY ?? null } };
    expect(sessions.open_session(app, new FakeRequest())).toBeNull();
    expect(sessions.is_null_session(sessions.make_null_session(app))).toBe(true);
  });

  const WRITES: [string, (session: NullSession) => unknown][] = [
    ["assigning", (session) => Object.assign(session, { a: 1 })],
    ["delete", (session) => delete session.a],
    ["pop", (session) => session.pop()],
    ["clear", (session) => session.clear()],
    ["update", (session) => session.update()],
    ["setdefault", (session) => session.setdefault()],
    ["permanent", (session) => Object.assign(session, { permanent: true })],
  ];
  test.each(WRITES)("%s raises, and says what to do", (_name, write) => {
    const session = new NullSession();
    expect(session.a).toBeUndefined();
    expect(() => write(session)).toThrow(SessionUnavailable);
    expect(() => write(session)).toThrow(/no secret key was set/);
  });
});

describe("warnings", () => {
  const big = { small: 1, big: Array.from({ length: 600 }, (_, index) => index * 7919) };

  test("a session over the limit is an error in debug mode, with a table, and a warning in production", () => {
    const debug = new FakeApp({}, { debug: true });
    expect(() => cookie_of(debug, big)).not.toThrow();
    const limited = new FakeApp({ MAX_COOKIE_SIZE: 500 }, { debug: true });
    expect(() => cookie_of(limited, big)).toThrow(SessionTooLarge);
    expect(() => cookie_of(limited, big)).toThrow(/"big"[\s\S]*"small"/);
    const production = new FakeApp({ MAX_COOKIE_SIZE: 500 });
    cookie_of(production, big);
    expect(production.lines.map(([level]) => level)).toEqual(["warn"]);
    expect(cookie_of(new FakeApp({ MAX_COOKIE_SIZE: 0 }, { debug: true }), big)).not.toBe("");
  });

  test("a short key is told once in production", () => {
    const app = new FakeApp({ SECRET_KEY: "short" });
    cookie_of(app, { a: 1 });
    cookie_of(app, { a: 1 });
    expect(app.lines.filter(([level]) => level === "warn")).toHaveLength(1);
  });

  test("a domain and a scheme that lose the cookie are told in debug mode", () => {
    const app = new FakeApp(
      { SESSION_COOKIE_DOMAIN: "example.org", SESSION_COOKIE_SECURE: true },
      { debug: true },
    );
    sessions.open_session(app, { cookies: new Map(), host: "other.test:5000", scheme: "http" });
    expect(app.lines.map(([, message]) => message.slice(0, 21))).toEqual([
      "SESSION_COOKIE_DOMAIN",
      "SESSION_COOKIE_SECURE",
    ]);
    const fine = new FakeApp(
      { SESSION_COOKIE_DOMAIN: ".example.org", SESSION_COOKIE_SECURE: true },
      { debug: true },
    );
    sessions.open_session(fine, { cookies: new Map(), host: "www.example.org", scheme: "https" });
    const untrusted = {
      cookies: new Map(),
      get host(): string {
        throw new Error("the host is not trusted");
      },
    };
    expect(sessions.open_session(fine, untrusted)).not.toBeNull();
    expect(fine.lines).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ["a Map", new Map(), /\$\.outer\.x\[1\]/],
    ["a Set", new Set(), /array.*\$\.outer\.x\[1\]/],
    ["a function", () => 1, /\$\.outer\.x\[1\]/],
    ["a symbol", Symbol("s"), /\$\.outer\.x\[1\]/],
  ])("%s cannot be stored, and the error says where it stands", (_name, value, message) => {
    expect(() => cookie_of(new FakeApp(), { outer: { x: [0, value] } })).toThrow(TypeError);
    expect(() => cookie_of(new FakeApp(), { outer: { x: [0, value] } })).toThrow(message);
  });

  test("a value that contains itself is refused in plain words", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => cookie_of(new FakeApp(), { loop })).toThrow(/contains itself/);
  });
});

test("a cookie can be taken apart without the key", () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const parts = decode_session_cookie(cookie_of(new FakeApp(), { user: "anna", id: new Tuple(1, 2) }));
  vi.useRealTimers();
  expect(parts).toMatchObject({
    json: '{"id":{" t":[1,2]},"user":"anna"}',
    data: { user: "anna", id: [1, 2] },
    compressed: false,
    timestamp: 1_700_000_000,
    date_signed: new Date(1_700_000_000_000),
  });
  expect(parts.signature).toMatch(/^[0-9a-f]{40}$/);
  expect(Object.values(parts.parts).join(".")).toBe(cookie_at(1_700_000_000_000));
  for (const bad of ["", "a", "a.b", "!.b.c", "..."])
    expect(() => decode_session_cookie(bad)).toThrow(/cookie|payload/);
});

function cookie_at(now: number): string {
  vi.useFakeTimers({ now });
  const cookie = cookie_of(new FakeApp(), { user: "anna", id: new Tuple(1, 2) });
  vi.useRealTimers();
  return cookie;
}

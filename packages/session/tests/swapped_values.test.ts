import {
  CsrfError,
  decode_cookie,
  EncryptedCookieSessionInterface,
  encode_cookie,
  generate_csrf,
  MemoryStore,
  SecureCookieSession,
  SecureCookieSessionInterface,
  ServerSideSessionInterface,
  type SessionInterface,
  Signer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  validate_csrf,
} from "@miniflask/session";
import { describe, expect, test } from "vitest";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp } from "./support/fake_exchange.ts";

// All of them are made with one SECRET_KEY: what tells them apart is the salt, the derivation, or the bound name.
const KEY = "the only key that the app has";
const app = new FakeApp({ SECRET_KEY: KEY });
const store = new MemoryStore();
const ID = "A".repeat(43);

const KINDS: Record<string, () => SessionInterface> = {
  signed: () => new SecureCookieSessionInterface(),
  encrypted: () => new EncryptedCookieSessionInterface(),
  "in a store": () => new ServerSideSessionInterface(store),
  "in a store, signed id": () => new ServerSideSessionInterface(store, { use_signer: true }),
};

async function cookie_of(kind: string): Promise<string> {
  const browser = new FakeBrowser(app, KINDS[kind]?.() as SessionInterface); // one of its own keys
  await browser.visit((session) => session.set("user", "admin"));
  return browser.cookies.session ?? "";
}

const content = { user: "admin", _user_id: "1" };

/** What an app may sign and hand out with the same key. */
const TOKENS: Record<string, string> = {
  "a token of the default salt": new URLSafeTimedSerializer(KEY).dumps(content),
  "a token that is derived like a session's": new URLSafeTimedSerializer(KEY, {
    salt: "confirm-email",
    signer_kwargs: { key_derivation: "hmac" },
  }).dumps(content),
  "a token with a session's salt and no time": new URLSafeSerializer(KEY, {
    salt: "cookie-session",
    signer_kwargs: { key_derivation: "hmac" },
  }).dumps(content),
  "a token with a session's salt and the default derivation": new URLSafeTimedSerializer(KEY, {
    salt: "cookie-session",
  }).dumps(content),
  "a CSRF token": generate_csrf(new SecureCookieSession(), KEY),
  "a remember cookie": encode_cookie("1", KEY),
  "a signed id of another salt": String(new Signer(KEY, { key_derivation: "hmac" }).sign(ID)),
  "a signed id with a time": String(
    new TimestampSigner(KEY, { salt: "flask-session", key_derivation: "hmac" }).sign(ID),
  ),
};

// covers: XI-03
describe("what was signed for something else", () => {
  test.each(Object.keys(KINDS))("is no session (%s)", async (kind) => {
    store.replace(`session:${ID}`, null, Buffer.from("81a475736572a561646d696e", "hex"), 60);
    const others = Object.keys(KINDS).filter((other) => other !== kind);
    const cookies = [...(await Promise.all(others.map(cookie_of))), ...Object.values(TOKENS)];
    for (const session of cookies) {
      const browser = new FakeBrowser(app, KINDS[kind]?.() as SessionInterface, { session });
      expect([session, await browser.visit((opened) => opened.user)]).toEqual([session, undefined]);
    }
  });

  test("is no CSRF token, and no remember cookie", async () => {
    const session = new SecureCookieSession({ csrf_token: "x" });
    const cookies = await Promise.all(Object.keys(KINDS).map(cookie_of));
    for (const value of [...cookies, ...Object.values(TOKENS)]) {
      expect(() => validate_csrf(session, value, KEY)).toThrow(CsrfError);
      if (value !== TOKENS["a remember cookie"]) expect(decode_cookie(value, KEY)).toBeNull();
    }
  });

  test("a signed session counts under any name, an encrypted one under its own only", async () => {
    const renamed = new FakeApp({ SECRET_KEY: KEY, SESSION_COOKIE_NAME: "admin" });
    for (const [kind, user] of [
      ["signed", "admin"],
      ["encrypted", undefined],
    ] as const) {
      const browser = new FakeBrowser(renamed, KINDS[kind]?.() as SessionInterface, {
        admin: await cookie_of(kind),
      });
      expect([kind, await browser.visit((session) => session.user)]).toEqual([kind, user]);
    }
  });
});

import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { EncryptedCookieSessionInterface, type SessionConfig, SessionTooLarge } from "@miniflask/session";
import { describe, expect, test, vi } from "vitest";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp } from "./support/fake_exchange.ts";

const SECRET = "the number of a bank account";

async function sealed_by(config: SessionConfig): Promise<Record<string, string>> {
  const browser = new FakeBrowser(new FakeApp(config), new EncryptedCookieSessionInterface());
  await browser.visit((session) => session.set("secret", SECRET));
  return browser.cookies;
}

async function opened_by(config: SessionConfig, cookies: Record<string, string>): Promise<unknown> {
  const browser = new FakeBrowser(new FakeApp(config), new EncryptedCookieSessionInterface(), cookies);
  return browser.visit((session) => session.secret);
}

describe("an encrypted session", () => {
  test("shows nothing of what it holds, and never looks the same twice", async () => {
    const [one, two] = [await sealed_by({}), await sealed_by({})];
    expect(one.session).not.toBe(two.session);
    for (const encoding of ["utf8", "latin1"] as const) {
      expect(Buffer.from(one.session ?? "", "base64url").toString(encoding)).not.toContain("secret");
    }
    expect(await opened_by({}, one)).toBe(SECRET);
  });

  test("needs its key or a fallback", async () => {
    const cookies = await sealed_by({ SECRET_KEY: "the old key, long enough" });
    expect(await opened_by({ SECRET_KEY: "the new key, long enough" }, cookies)).toBeUndefined();
    const rotated = {
      SECRET_KEY: "the new key, long enough",
      SECRET_KEY_FALLBACKS: ["the old key, long enough"],
    };
    expect(await opened_by(rotated, cookies)).toBe(SECRET);
    expect(
      await opened_by({ SECRET_KEY: "the old key, long enough" }, await sealed_by(rotated)),
    ).toBeUndefined();
  });

  test("counts only under the name that it was made for", async () => {
    const { session = "" } = await sealed_by({});
    expect(await opened_by({ SESSION_COOKIE_NAME: "other" }, { other: session })).toBeUndefined();
  });

  test("refuses each changed byte", async () => {
    const { session = "" } = await sealed_by({});
    const bytes = Buffer.from(session, "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect([at, await opened_by({}, { session: changed.toString("base64url") })]).toEqual([at, undefined]);
    }
    for (let length = 0; length < bytes.length; length++) {
      expect(
        await opened_by({}, { session: bytes.subarray(0, length).toString("base64url") }),
      ).toBeUndefined();
    }
  });

  /** The format of the documentation, written without the class: a cookie that is out there has to stay readable. */
  function sealed_by_hand({
    info = "miniflask encrypted session",
    name = "session",
    age = 0,
    version = 1,
  } = {}) {
    const key = Buffer.from(hkdfSync("sha256", "sixteen bytes or more", "", info, 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    cipher.setAAD(Buffer.from(`${version}:${name}`));
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000) - age));
    const text = Buffer.from(JSON.stringify({ secret: SECRET }));
    const sealed = [cipher.update(Buffer.concat([time, Buffer.from([0]), text])), cipher.final()];
    return Buffer.concat([Buffer.from([version]), nonce, ...sealed, cipher.getAuthTag()]).toString(
      "base64url",
    );
  }

  test.each([
    [{}, SECRET],
    [{ age: 31 * 86_400 }, SECRET],
    [{ age: 31 * 86_400 + 60 }, undefined],
    [{ age: -60 }, undefined],
    [{ name: "other" }, undefined],
    [{ info: "another use of the key" }, undefined],
    [{ version: 2 }, undefined],
  ])("is AES-256-GCM under a key by HKDF, its name and its time bound in: %o", async (part, secret) => {
    // The clock stands still: at the very end of a lifetime a second would decide.
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      expect(await opened_by({}, { session: sealed_by_hand(part) })).toBe(secret);
    } finally {
      vi.useRealTimers();
    }
  });

  test("that browsers would drop is told: in the log, or in debug mode as an error", async () => {
    const fill = (debug: boolean) => {
      const app = new FakeApp({}, { debug });
      const browser = new FakeBrowser(app, new EncryptedCookieSessionInterface());
      const text = randomBytes(4000).toString("base64");
      return { app, visit: browser.visit((session) => session.set("text", text)) };
    };
    const { app, visit } = fill(false);
    await visit;
    expect(app.lines).toEqual([["warn", expect.stringMatching(/^the 'session' cookie is too large/)]]);
    await expect(fill(true).visit).rejects.toThrow(SessionTooLarge);
  });

  test("is compressed where that spares bytes", async () => {
    const browser = new FakeBrowser(new FakeApp(), new EncryptedCookieSessionInterface());
    await browser.visit((session) => session.set("text", "again and ".repeat(500)));
    expect(browser.cookies.session?.length).toBeLessThan(250);
    expect(await browser.visit((session) => session.text)).toBe("again and ".repeat(500));
  });
});

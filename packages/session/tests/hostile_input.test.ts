import {
  BadData,
  decode_session_cookie,
  EncryptedCookieSessionInterface,
  JSONDecodeError,
  loads,
  MemoryStore,
  SecureCookieSessionInterface,
  ServerSideSessionInterface,
  TaggedJSONSerializer,
  URLSafeTimedSerializer,
} from "@miniflask/session";
import { describe, expect, test } from "vitest";
import { cpu_milliseconds } from "../../../tests/support/cpu_time.ts";
import { FakeBrowser } from "./support/fake_browser.ts";
import { FakeApp } from "./support/fake_exchange.ts";
import { Dice, random_session } from "./support/random_values.ts";

const SEED = Number(process.env.MINIFLASK_SEED ?? 20_260_101);
const ALPHABETS = [
  "abcXYZ019-_",
  "ab.-_=",
  '{}[]",: \\u0123456789eE+-.tfn',
  "\u0000\u007f\u0080é☃\ud800😀|;=\r\n",
];

function hostile_text(dice: Dice): string {
  const alphabet = [...dice.pick(ALPHABETS)];
  return Array.from({ length: dice.below(80) }, () => dice.pick(alphabet)).join("");
}

/** What is raised, unless it is of one of the given classes. */
function surprise(work: () => unknown, expected: readonly (new (...values: never[]) => Error)[]): unknown {
  try {
    work();
  } catch (error) {
    if (!expected.some((type) => error instanceof type)) return error;
  }
  return undefined;
}

describe(`whatever comes in (seed ${SEED})`, () => {
  const dice = new Dice(SEED);
  const texts = Array.from({ length: 20_000 }, () => hostile_text(dice));
  const key = "sixteen bytes or more";

  test("raises only the errors that were promised", () => {
    const serializer = new URLSafeTimedSerializer(key, { fallback_signers: [{ key_derivation: "none" }] });
    const tagged = new TaggedJSONSerializer();
    for (const text of texts) {
      expect(surprise(() => serializer.loads(text, { max_age: 10 }), [BadData])).toBeUndefined();
      expect(surprise(() => serializer.loads_unsafe(text), [BadData])).toBeUndefined();
      expect(surprise(() => decode_session_cookie(text), [BadData])).toBeUndefined();
      expect(surprise(() => loads(text), [JSONDecodeError])).toBeUndefined();
      expect(surprise(() => tagged.loads(text), [JSONDecodeError, TypeError])).toBeUndefined();
    }
  });

  test("is an empty session as a cookie of any kind", async () => {
    const kinds = [
      new SecureCookieSessionInterface(),
      new EncryptedCookieSessionInterface(),
      new ServerSideSessionInterface(new MemoryStore()),
      new ServerSideSessionInterface(new MemoryStore(), { use_signer: true }),
    ];
    for (const sessions of kinds) {
      for (const text of texts.slice(0, 3000)) {
        const browser = new FakeBrowser(new FakeApp(), sessions, { session: text });
        expect(await browser.visit((session) => session.user)).toBeUndefined();
      }
    }
  });

  test("is a new session and a line in the log as a stored record", async () => {
    for (let turn = 0; turn < 3000; turn++) {
      const store = new MemoryStore();
      const record =
        dice.fraction() < 0.5 ? dice.bytes(1 + dice.below(60)) : Buffer.from(hostile_text(dice) || "x");
      store.replace(`session:${"a".repeat(43)}`, null, record, 60);
      const app = new FakeApp();
      const sessions = new ServerSideSessionInterface(store);
      const browser = new FakeBrowser(app, sessions, { session: "a".repeat(43) });
      expect(await browser.visit((session) => typeof session.sid)).toBe("string");
      expect(app.lines.every(([level]) => level === "error")).toBe(true);
    }
  });

  test("costs no more than its length deserves", () => {
    const serializer = new URLSafeTimedSerializer(key);
    const long = [
      ".".repeat(200_000),
      "=".repeat(200_000),
      '"'.repeat(200_000),
      `${"a=".repeat(100_000)}.b.c`,
    ];
    const deep = [
      "[".repeat(200_000),
      '{"a":'.repeat(50_000),
      `[${"1,".repeat(100_000)}`,
      " ".repeat(200_000),
    ];
    const read_all = () => {
      for (const text of [...long, ...deep]) {
        expect(surprise(() => serializer.loads(text), [BadData])).toBeUndefined();
        expect(surprise(() => loads(text), [JSONDecodeError])).toBeUndefined();
        expect(surprise(() => decode_session_cookie(text), [BadData])).toBeUndefined();
      }
    };
    expect(cpu_milliseconds(read_all, 2000)).toBeLessThan(2000);
  });
});

test("writing a session does not touch its values", () => {
  const dice = new Dice(SEED);
  const tagged = new TaggedJSONSerializer();
  for (let turn = 0; turn < 200; turn++) {
    const session = random_session(dice);
    const before = tagged.dumps(session);
    expect(tagged.dumps(session)).toBe(before);
  }
});

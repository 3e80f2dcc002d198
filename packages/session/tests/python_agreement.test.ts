import {
  BadData,
  base64_decode,
  dumps,
  JSONDecodeError,
  loads,
  SecureCookieSessionInterface,
  Serializer,
  Signer,
  TaggedJSONSerializer,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "@miniflask/session";
import { describe, expect, test } from "vitest";
import { requires } from "../../../tests/support/require.ts";
import { describe_value } from "./support/describe_value.ts";
import { ask_python } from "./support/oracle.ts";
import { Dice, random_session, random_text, random_value } from "./support/random_values.ts";

const SEED = Number(process.env.MINIFLASK_SEED ?? 20_260_101);
const SESSIONS = 10_000;
const KEY = "agreed upon by both";
const with_python = describe.skipIf(!requires("python"));

const tagged = new TaggedJSONSerializer();
const signing = new SecureCookieSessionInterface().get_signing_serializer({ config: { SECRET_KEY: KEY } });
if (signing === null) throw new Error("the key is set above");
const sign = (value: unknown) => signing.dumps(value);
const read = (cookie: string) => signing.loads(cookie, { max_age: 31 * 86_400 });

with_python(`sessions (seed ${SEED})`, () => {
  test(`${SESSIONS} of Flask are read and written alike`, () => {
    const made = ask_python("make_sessions", { seed: SEED, count: SESSIONS, key: KEY });
    expect(made).toHaveLength(SESSIONS);
    for (const [cookie, content, json] of made as [string, unknown, string][]) {
      const value = read(cookie);
      expect(describe_value(value)).toEqual(content);
      expect(tagged.dumps(value)).toBe(json);
      expect(cookie.startsWith(`${signing.dump_payload(value).toString()}.`)).toBe(true);
    }
  });

  test(`${SESSIONS} of ours are read and written alike by Flask`, () => {
    const dice = new Dice(SEED);
    const sessions = Array.from({ length: SESSIONS }, () => random_session(dice));
    const answers = ask_python("read_sessions", { cookies: sessions.map(sign), key: KEY });
    for (const [index, answer] of answers.entries()) {
      const session = sessions[index];
      expect(answer).toEqual([describe_value(session), tagged.dumps(session)]);
    }
  });

  test("10000 mutated cookies are refused and accepted alike", () => {
    const dice = new Dice(SEED + 1);
    const cookies = Array.from({ length: 10_000 }, () => mutate(dice, sign(random_session(dice))));
    const answers = ask_python("read_sessions", { cookies, key: KEY }) as [unknown, string][];
    let accepted = 0;
    for (const [index, answer] of answers.entries()) {
      const ours = outcome(() => {
        const value = read(cookies[index] as string);
        return [describe_value(value), tagged.dumps(value)];
      });
      expect([cookies[index], ours]).toEqual([cookies[index], answer]);
      if (Array.isArray(answer[0])) accepted++;
    }
    // Padding and the spare bits of a signature's last character may differ: the mutations must reach these too.
    expect(accepted).toBeGreaterThan(20);
  });

  test("keys rotate alike", () => {
    const fallbacks = ["older", "old"];
    const cookies = ["older", "old", "new", "other"].map((key) => session_signer(key).dumps({ key }));
    const theirs = ask_python("read_sessions", { cookies, key: "new", fallbacks }) as [unknown, string][];
    const signer = new SecureCookieSessionInterface().get_signing_serializer({
      config: { SECRET_KEY: "new", SECRET_KEY_FALLBACKS: fallbacks },
    });
    const ours = cookies.map((cookie) => outcome(() => signer?.loads(cookie)));
    expect(ours.map((answer) => is_refusal(answer))).toEqual([false, false, false, true]);
    expect(theirs.map((answer) => typeof answer[0] === "string")).toEqual([false, false, false, true]);
  });
});

const DERIVATIONS = ["concat", "django-concat", "hmac", "none"] as const;
const DIGESTS = [
  "md5",
  "sha1",
  "sha224",
  "sha256",
  "sha384",
  "sha512",
  "sha3_256",
  "sha3_512",
  "blake2b",
  "blake2s",
];
const CLASSES = {
  Signer,
  TimestampSigner,
  Serializer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
};
type ClassName = keyof typeof CLASSES;

interface TokenSpec {
  cls: ClassName;
  keys: string[];
  salt: string;
  key_derivation: (typeof DERIVATIONS)[number];
  digest: string;
  value: unknown;
}

with_python(`tokens (seed ${SEED})`, () => {
  const dice = new Dice(SEED + 2);
  const specs = Object.keys(CLASSES).flatMap((cls) =>
    DERIVATIONS.flatMap((key_derivation) =>
      DIGESTS.flatMap((digest) =>
        Array.from({ length: 4 }, () => make_spec(dice, cls as ClassName, key_derivation, digest)),
      ),
    ),
  );

  test(`${specs.length} of Python verify here, with the same value`, () => {
    const tokens = ask_python("sign_tokens", { specs }) as string[];
    for (const [index, spec] of specs.entries()) {
      expect([spec, plain(verify(spec, tokens[index] as string))]).toEqual([spec, spec.value]);
    }
  });

  test(`${specs.length} of ours verify in Python, and mutated ones fail alike`, () => {
    const good = specs.map((spec) => ({ ...spec, token: make_token(spec) }));
    const bad = good.map((spec) => ({ ...spec, token: mutate(dice, spec.token).toWellFormed() }));
    const answers = ask_python("verify_tokens", { specs: [...good, ...bad] }) as [
      boolean,
      unknown,
      string?,
    ][];
    for (const [index, spec] of [...good, ...bad].entries()) {
      const ours = outcome(() => plain(verify(spec, spec.token)));
      const [accepted, first, message] = answers[index] as [boolean, unknown, string?];
      expect([spec, ours]).toEqual([spec, accepted ? first : [first, message]]);
      if (index < good.length) expect(accepted).toBe(true);
    }
  });
});

with_python(`JSON text (seed ${SEED})`, () => {
  const dice = new Dice(SEED + 3);
  const texts = Array.from({ length: 5000 }, () => random_json(dice));

  test("is read alike, and refused with the same words", () => {
    const sources = [...texts, ...texts.map((text) => mutate(dice, text)), ...ODD_JSON];
    const answers = ask_python("read_json", { texts: sources });
    for (const [index, answer] of answers.entries()) {
      const text = sources[index] as string;
      expect([text, json_outcome(text)]).toEqual([text, answer]);
    }
  });

  const OPTIONS = [
    {},
    { sort_keys: true },
    { separators: [",", ":"] as const, sort_keys: true },
    { ensure_ascii: false, sort_keys: true },
    { indent: 2, sort_keys: true },
    { indent: 0 },
    { indent: "\t", separators: [";", "="] as const },
  ];
  test.each(OPTIONS)("is written alike with %o", (options) => {
    const own = ["ensure_ascii" in options ? '"no half pairs in UTF-8"' : '"\\ud800"', '{"b": [], "a": {}}'];
    // Keys like array indices stand first in JavaScript's objects, so order is compared where it is asked for.
    const sorted = "sort_keys" in options ? texts.filter((text) => !/\\ud800/.test(text)) : own;
    const answers = ask_python("write_json", { texts: sorted, options });
    for (const [index, answer] of answers.entries()) {
      expect(dumps(loads(sorted[index] as string), options)).toBe(answer);
    }
  });
});

with_python("base64", () => {
  test("is decoded with the same leniency", () => {
    const dice = new Dice(SEED + 4);
    const chars = [..."ABCabc019-_+/==. \n\u0000é"];
    const texts = Array.from({ length: 20_000 }, () =>
      Array.from({ length: dice.below(10) }, () => dice.pick(chars)).join(""),
    );
    const answers = ask_python("decode_base64", { texts });
    for (const [index, answer] of answers.entries()) {
      const text = texts[index] as string;
      const ours = [hex_or_null(text), hex_or_null(Buffer.from(text, "latin1"))];
      expect([text, ours]).toEqual([text, answer]);
    }
  });
});

with_python(`compression (seed ${SEED})`, () => {
  test("gives the bytes of CPython's zlib", () => {
    const dice = new Dice(SEED + 5);
    const words = Array.from({ length: 200 }, () => dice.bytes(1 + dice.below(9)).toString("base64"));
    const long_texts = Array.from({ length: 60 }, () => words_of(dice, words, 2500).slice(0, 15_000));
    const texts = [
      ...Array.from({ length: 4000 }, () => compressible_text(dice, words)),
      ...long_texts,
      skewed_text(dice),
    ];
    const answers = ask_python("pack_payloads", { texts });
    const serializer = new URLSafeSerializer("key");
    for (const [index, answer] of answers.entries()) {
      expect([texts[index], serializer.dump_payload(texts[index]).toString()]).toEqual([
        texts[index],
        answer,
      ]);
    }
  });
});

function words_of(dice: Dice, words: readonly string[], most: number): string {
  return Array.from({ length: dice.below(most) }, () => dice.pick(words)).join(" ");
}

function compressible_text(dice: Dice, words: readonly string[]): string {
  const kinds = [
    () => words_of(dice, words, 100),
    () => Array.from({ length: dice.below(400) }, () => dice.pick(["a", "b"])).join(""),
    () => dice.pick(["a", "é", "ab"]).repeat(dice.below(900)),
    () => dice.bytes(dice.below(400)).toString("latin1"),
  ];
  return dice.pick(kinds)();
}

/** Characters as often as Fibonacci's numbers: their codes would be longer than DEFLATE allows. */
function skewed_text(dice: Dice): string {
  const counts = [1, 1];
  while (counts.length < 19) counts.push((counts.at(-1) ?? 0) + (counts.at(-2) ?? 0));
  const chars = counts.flatMap((count, index) =>
    Array.from({ length: count }, () => String.fromCharCode(65 + index)),
  );
  for (let at = chars.length - 1; at > 0; at--) {
    const other = dice.below(at + 1);
    [chars[at], chars[other]] = [chars[other] ?? "", chars[at] ?? ""];
  }
  return chars.join("").slice(0, 15_000);
}

const ODD_JSON = [
  "",
  " ",
  "NaN",
  "-Infinity",
  "[Infinity, -0, -0.0, 1.0, 1e400, 1E5]",
  "\ufeff1",
  "nul",
  "-",
  "01",
  "1.",
  ".5",
].concat(
  [
    "[1,]",
    "{,}",
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    "{a:1}",
    '"\\x"',
    '"\\u12G4"',
    '"\\',
    '"a',
    '"\t"',
    "[1 2]",
    "\n\n [x",
    "😀",
  ],
  [
    '{"a":1,"b":2,"a":3}',
    '{"__proto__":{"x":1}}',
    '"\\ud83d\\ude00"',
    '"\\ude00\\ud83d"',
    "12345678901234567890",
    "1e5",
    "{}x",
  ],
);

function random_json(dice: Dice): string {
  return dumps(json_only(random_value(dice, 4)), { ensure_ascii: dice.fraction() < 0.5 });
}

function json_only(value: unknown): unknown {
  return JSON.parse(tagged.dumps(value).replace(/Infinity|NaN/g, "0"));
}

function json_outcome(text: string): unknown {
  try {
    return [true, describe_value(loads(text))];
  } catch (error) {
    if (!(error instanceof JSONDecodeError)) throw error;
    return [false, error.message, error.pos, error.lineno, error.colno];
  }
}

function session_signer(key: string): URLSafeTimedSerializer {
  const signer = new SecureCookieSessionInterface().get_signing_serializer({ config: { SECRET_KEY: key } });
  if (signer === null) throw new Error("a key is given");
  return signer;
}

function make_spec(
  dice: Dice,
  cls: ClassName,
  key_derivation: TokenSpec["key_derivation"],
  digest: string,
): TokenSpec {
  const keys = Array.from({ length: 1 + dice.below(3) }, () =>
    dice.bytes(dice.pick([1, 20, 64, 65, 200])).toString("base64"),
  );
  const text = random_text(dice)
    .replaceAll("\ud800", "")
    .repeat(dice.pick([1, 1, 30]));
  const value = cls.endsWith("Signer")
    ? text
    : { text, list: [dice.below(100), null], long: "x".repeat(dice.below(80)) };
  return { cls, keys, salt: `salt ${dice.below(9)}`, key_derivation, digest, value };
}

function signer_of(spec: TokenSpec): Signer | Serializer {
  const keys = spec.keys.map((key) => Buffer.from(key, "base64"));
  const options = { key_derivation: spec.key_derivation, digest_method: spec.digest };
  if (spec.cls === "Signer" || spec.cls === "TimestampSigner") {
    return new CLASSES[spec.cls](keys, { salt: spec.salt, ...options });
  }
  return new CLASSES[spec.cls](keys, { salt: spec.salt, signer_kwargs: options });
}

function make_token(spec: TokenSpec): string {
  const maker = signer_of(spec);
  return maker instanceof Signer
    ? maker.sign(spec.value as string).toString("utf8")
    : maker.dumps(spec.value);
}

function verify(spec: TokenSpec, token: string): unknown {
  const maker = signer_of(spec);
  return maker instanceof Signer ? maker.unsign(token).toString("utf8") : maker.loads(token);
}

/** JSON values as the test's own JSON has them. */
function plain(value: unknown): unknown {
  return typeof value === "string" ? value : JSON.parse(JSON.stringify(value));
}

function outcome<T>(work: () => T): T | [string, string] {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadData) return [error.name, error.message];
    throw error;
  }
}

function is_refusal(answer: unknown): boolean {
  return Array.isArray(answer) && typeof answer[0] === "string";
}

function hex_or_null(value: string | Buffer): string | null {
  try {
    return base64_decode(value).toString("hex");
  } catch (error) {
    if (error instanceof BadData) return null;
    throw error;
  }
}

const MUTATIONS: readonly ((text: string, at: number, dice: Dice) => string)[] = [
  (text, at, dice) => text.slice(0, at) + dice.pick([..."aZ09-_.=+/ é\n"]) + text.slice(at + 1),
  (text, at, dice) => text.slice(0, at) + dice.pick([..."aZ09-_.=+/ é\n"]) + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, _at, dice) => text + dice.pick(["=", "==", "===", "\n", " ", ".", "A", "A==", "é"]),
  (text, _at, dice) =>
    text.slice(0, -1) + dice.pick([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]),
  (text) => text.toUpperCase(),
  (text) => text.replace(".", ""),
];

function mutate(dice: Dice, text: string): string {
  return dice.pick(MUTATIONS)(text, dice.below(text.length), dice);
}

import {
  BadData,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  type FallbackSigner,
  Serializer,
  type SerializerOptions,
  Signer,
  type SignerOptions,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "@miniflask/session";
import { afterEach, describe, expect, test, vi } from "vitest";
import { requires } from "../../../tests/support/require.ts";
import { ask_python } from "./support/oracle.ts";
import { Dice, random_text } from "./support/random_values.ts";

// Everything around a token that a plain round trip does not show: ages, older signers, separators, salts, and what the
// errors carry.
const SEED = Number(process.env.MINIFLASK_SEED ?? 20_260_102);
const COUNT = 1200;
const CLASSES = { Serializer, TimedSerializer, URLSafeSerializer, URLSafeTimedSerializer };
const SIGNERS = { Signer, TimestampSigner };
const DERIVATIONS = ["concat", "django-concat", "hmac", "none"] as const;
const DIGESTS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"];
const SEPARATORS = [".", ":", "|", "::", "é", "!.", "~", " ", "\n"];
const TIMES = [0, 1, 255, 256, 1_700_000_000, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 253_402_300_000];
const VALUES = [null, true, 0, -7, "", "text", [], {}, { a: [1, { b: null }] }, "x".repeat(90), ["é☃😀"]];

/** Text or bytes as JSON carries them to the oracle. */
type Carried = readonly ["text" | "bytes", string];
type CarriedOptions = Omit<SignerOptions, "sep"> & { readonly sep?: Carried };
type Fallback = readonly [signer: keyof typeof SIGNERS | null, options: CarriedOptions | null];

interface Spec {
  readonly cls: keyof typeof CLASSES;
  readonly keys: Carried | readonly Carried[];
  readonly salt: Carried | null;
  readonly signer_kwargs: CarriedOptions;
  readonly fallbacks: readonly Fallback[] | null;
  readonly value: unknown;
  readonly now: number;
  readonly later: number;
  readonly max_age: number | null;
  readonly tokens: Carried[];
}

afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(!requires("python"))(`${COUNT} serializers (seed ${SEED})`, () => {
  test("write, read, refuse and tell of each token what Python does", () => {
    const dice = new Dice(SEED);
    vi.useFakeTimers({ toFake: ["Date"] });
    const specs = Array.from({ length: COUNT }, () => random_spec(dice));
    for (const spec of specs) add_tokens(dice, spec);
    const answers = ask_python("examine_tokens", { specs });
    expect(answers).toHaveLength(COUNT);
    for (const [index, spec] of specs.entries()) {
      const serializer = make_serializer(spec);
      vi.setSystemTime(spec.now * 1000);
      const written = serializer.dumps(spec.value);
      vi.setSystemTime(spec.later * 1000);
      const read = spec.tokens.map((token) => examine(serializer, spec, received(token)));
      expect([spec, written, read]).toEqual([spec, ...(answers[index] as unknown[])]);
    }
  });
});

function random_spec(dice: Dice): Spec {
  const now = dice.pick(TIMES);
  const cls = dice.pick(Object.keys(CLASSES) as (keyof typeof CLASSES)[]);
  return {
    cls,
    keys:
      dice.fraction() < 0.6
        ? random_key(dice)
        : Array.from({ length: 1 + dice.below(3) }, () => random_key(dice)),
    salt: dice.pick([null, random_key(dice), ["text", "activation"] as const]),
    signer_kwargs: random_options(dice),
    fallbacks: dice.fraction() < 0.4 ? [random_fallback(dice, cls)] : null,
    value: dice.pick(VALUES),
    now,
    later: Math.min(Math.max(now + dice.pick([0, 0, 1, 59, 60, 61, 3600, -1]), 0), 253_402_300_799),
    max_age: dice.pick([null, 0, 1, 59, 60, 59.5, -1, 10 ** 12]),
    tokens: [],
  };
}

function random_key(dice: Dice): Carried {
  const bytes = dice.bytes(dice.pick([0, 1, 20, 63, 64, 65, 128, 129, 200]));
  if (dice.fraction() < 0.5) return ["bytes", bytes.toString("base64")];
  return ["text", random_text(dice).replaceAll("\ud800", "")];
}

function random_options(dice: Dice): CarriedOptions {
  return {
    ...(dice.fraction() < 0.6 ? { key_derivation: dice.pick(DERIVATIONS) } : {}),
    ...(dice.fraction() < 0.6 ? { digest_method: dice.pick(DIGESTS) } : {}),
    ...(dice.fraction() < 0.3 ? { sep: ["text", dice.pick(SEPARATORS)] as const } : {}),
  };
}

function random_fallback(dice: Dice, cls: keyof typeof CLASSES): Fallback {
  const signer = cls.includes("Timed") ? "TimestampSigner" : "Signer";
  return dice.pick<Fallback>([
    [null, random_options(dice)],
    [signer, random_options(dice)],
    [signer, null],
  ]);
}

/** The serializer's own token, one of its fallback's, and both of them spoiled. */
function add_tokens(dice: Dice, spec: Spec): void {
  vi.setSystemTime(spec.now * 1000);
  const good = [make_serializer(spec).dumps(spec.value)];
  for (const [, options] of spec.fallbacks ?? []) {
    const older = { ...spec, fallbacks: null, signer_kwargs: options ?? spec.signer_kwargs };
    good.push(make_serializer(older).dumps(spec.value));
  }
  for (const token of good) {
    spec.tokens.push(["text", token], ["text", spoil(dice, token)]);
    spec.tokens.push(["bytes", Buffer.from(spoil(dice, token)).toString("base64")]);
  }
}

function spoil(dice: Dice, token: string): string {
  const at = dice.below(token.length);
  const char = dice.pick([..."aZ09-_.=+/ :|\n"]);
  const kinds = [
    token.slice(0, at) + char + token.slice(at + 1),
    token.slice(0, at) + char + token.slice(at),
    token.slice(0, at) + token.slice(at + 1),
    token.slice(0, at),
    token.slice(at),
    token + char,
    token.toUpperCase(),
    token.replace(".", ".."),
  ];
  return dice.pick(kinds).toWellFormed();
}

function received([kind, text]: Carried): string | Buffer {
  return kind === "text" ? text : Buffer.from(text, "base64");
}

function signer_options({ sep, ...options }: CarriedOptions): SignerOptions {
  return sep === undefined ? options : { ...options, sep: received(sep) };
}

function fallback_of([signer, options]: Fallback): FallbackSigner {
  if (signer === null) return signer_options(options ?? {});
  return options === null ? SIGNERS[signer] : [SIGNERS[signer], signer_options(options)];
}

function make_serializer(spec: Spec): Serializer {
  const options: SerializerOptions = {
    salt: spec.salt === null ? null : received(spec.salt),
    signer_kwargs: signer_options(spec.signer_kwargs),
    fallback_signers: spec.fallbacks?.map(fallback_of) ?? null,
  };
  const keys = is_one(spec.keys) ? received(spec.keys) : spec.keys.map(received);
  return new CLASSES[spec.cls](keys, options);
}

function is_one(keys: Carried | readonly Carried[]): keys is Carried {
  return typeof keys[0] === "string";
}

function examine(serializer: Serializer, spec: Spec, token: string | Buffer): unknown[] {
  const { max_age } = spec;
  return [
    outcome(() => {
      if (!(serializer instanceof TimedSerializer)) return ["value", serializer.loads(token)];
      const [value, date] = serializer.loads(token, { max_age, return_timestamp: true });
      return ["value", value, date.getTime() / 1000];
    }),
    outcome(() =>
      serializer instanceof TimedSerializer
        ? serializer.loads_unsafe(token, { max_age })
        : serializer.loads_unsafe(token),
    ),
  ];
}

function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadPayload) return [error.name];
    if (!(error instanceof BadData)) throw error;
    const payload = error instanceof BadSignature ? error.payload : null;
    const date = error instanceof BadTimeSignature ? error.date_signed : null;
    return [
      error.name,
      error.message,
      payload === null ? null : payload.toString("base64"),
      date === null ? null : date.getTime() / 1000,
    ];
  }
}

import {
  BadData,
  BadHeader,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  base64_decode,
  base64_encode,
  bytes_to_int,
  HMACAlgorithm,
  int_to_bytes,
  NoneAlgorithm,
  Serializer,
  SignatureExpired,
  Signer,
  SigningAlgorithm,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  want_bytes,
} from "@miniflask/session/itsdangerous";
import { describe, expect, test, vi } from "vitest";

function error_of(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was raised");
}

describe.each([Signer, TimestampSigner])("what every signer keeps to: %o", (SignerClass) => {
  test.each(["", "my string", "a.b.c", "é☃😀", "\u0000"])("the value %j comes back", (value) => {
    const signer = new SignerClass("secret");
    expect(signer.unsign(signer.sign(value)).toString()).toBe(value);
    expect(signer.validate(signer.sign(value))).toBe(true);
  });

  test("arbitrary bytes come back", () => {
    const signer = new SignerClass(Buffer.from([0, 255]));
    const bytes = Buffer.from([255, 46, 0, 46, 200]);
    expect(signer.unsign(signer.sign(bytes)).equals(bytes)).toBe(true);
  });

  test.each([
    // Not the last character, which has spare bits; and never the character that was there.
    (text: string) => text.slice(0, -4) + (text.at(-4) === "A" ? "B" : "A") + text.slice(-3),
    (text: string) => `a${text}`,
    (text: string) => text.replace("m", "n"),
  ])("%o is noticed", (change) => {
    const signer = new SignerClass("secret");
    const changed = change(signer.sign("my string").toString());
    expect(() => signer.unsign(changed)).toThrow(BadSignature);
    expect(signer.validate(changed)).toBe(false);
  });

  test("text without a separator has no signature", () => {
    const error = error_of(() => new SignerClass("secret").unsign("text"));
    expect(error).toBeInstanceOf(BadSignature);
    expect(error).toMatchObject({ message: "No b'.' found in value", payload: null });
  });

  test("half a surrogate pair is refused when signing and never matches when verifying", () => {
    expect(() => new SignerClass("secret").sign("\ud800")).toThrow(TypeError);
    expect(() => new SignerClass("secret").unsign("\ud800.\ud800.\ud800")).toThrow(BadSignature);
  });

  test("the newest of several keys signs, each verifies, and the list is its own", () => {
    const keys = ["a", "b"];
    const signer = new SignerClass(keys);
    keys.push("c");
    expect(signer.secret_key.toString()).toBe("b");
    expect(new SignerClass("b").validate(signer.sign("x"))).toBe(true);
    expect(signer.validate(new SignerClass("a").sign("x"))).toBe(true);
    expect(signer.validate(new SignerClass("c").sign("x"))).toBe(false);
  });

  test("salts and derivations tell uses apart", () => {
    const signed = new SignerClass("secret", { salt: "one" }).sign("x");
    expect(new SignerClass("secret", { salt: "two" }).validate(signed)).toBe(false);
    expect(new SignerClass("secret", { salt: "one", key_derivation: "hmac" }).validate(signed)).toBe(false);
    expect(new SignerClass("secret", { salt: null }).salt.toString()).toBe("itsdangerous.Signer");
  });

  test.each(["-", "a", "=", "ab", ""])("the separator %j is refused", (sep) => {
    expect(() => new SignerClass("secret", { sep })).toThrow(RangeError);
  });

  test("a separator of several bytes works", () => {
    const signer = new SignerClass("secret", { sep: "::" });
    expect(signer.unsign(signer.sign("a::b")).toString()).toBe("a::b");
  });

  test("unknown derivations and digests are told apart from bad signatures", () => {
    expect(() => new SignerClass("secret", { key_derivation: "invalid" as never }).sign("x")).toThrow(
      /unknown key_derivation/,
    );
    expect(() => new SignerClass("secret", { digest_method: "sha9" })).toThrow(/unknown digest_method/);
    expect(() => new SignerClass([]).sign("x")).toThrow(/at least one secret key/);
    expect(() => new SignerClass(undefined as never)).toThrow(TypeError);
  });
});

describe("Signer", () => {
  test("a broken signature carries its payload", () => {
    const error = error_of(() => new Signer("secret").unsign("value.bad'sig\n"));
    expect(error).toMatchObject({ message: `Signature b"bad'sig\\n" does not match` });
    expect((error as BadSignature).payload?.toString()).toBe("value");
  });

  test("algorithms can be replaced", () => {
    const signer = new Signer("secret", { algorithm: new NoneAlgorithm() });
    expect(signer.sign("x").toString()).toBe("x.");
    expect(() => new Signer("secret", { algorithm: new SigningAlgorithm() }).sign("x")).toThrow(
      /get_signature/,
    );
    expect(new HMACAlgorithm().digest_method).toBe("sha1");
  });

  test("a key changed in place signs as the changed key", () => {
    const algorithm = new HMACAlgorithm("sha256");
    const key = Buffer.from("one");
    const before = algorithm.get_signature(key, Buffer.from("x"));
    key.write("two");
    expect(algorithm.get_signature(key, Buffer.from("x"))).toEqual(
      new HMACAlgorithm("sha256").get_signature(Buffer.from("two"), Buffer.from("x")),
    );
    expect(before).not.toEqual(algorithm.get_signature(key, Buffer.from("x")));
  });

  test.each([10, 1024, 1025, 8192, 8193, 100_000])("values of %i bytes, in any order", (length) => {
    const signer = new Signer("secret", { digest_method: "sha512" });
    const values = [Buffer.alloc(length, 1), Buffer.alloc(5, 2), Buffer.alloc(length * 2, 3)];
    const signed = values.map((value) => signer.sign(value));
    expect(signed.map((text) => signer.unsign(text))).toEqual(values);
  });
});

describe("TimestampSigner", () => {
  const NOW = 1_300_000_000;
  const at = <T>(seconds: number, work: () => T): T => {
    vi.useFakeTimers({ now: seconds * 1000 });
    try {
      return work();
    } finally {
      vi.useRealTimers();
    }
  };
  const signer = new TimestampSigner("secret");
  const signed = at(NOW, () => signer.sign("value"));

  test("gives the date back", () => {
    expect(signer.unsign(signed, { return_timestamp: true })).toEqual([
      Buffer.from("value"),
      new Date(NOW * 1000),
    ]);
  });

  test.each([
    [10, 10, "value"],
    [11, 10, "Signature age 11 > 10 seconds"],
    [-1, 10, "Signature age -1 < 0 seconds"],
    [-1, null, "value"],
    [0, 0, "value"],
  ])("%i seconds later with max_age %s", (later, max_age, expected) => {
    const result = at(NOW + later, () => {
      try {
        return signer.unsign(signed, { max_age }).toString();
      } catch (error) {
        expect(error).toBeInstanceOf(SignatureExpired);
        expect(error).toMatchObject({ date_signed: new Date(NOW * 1000), payload: Buffer.from("value") });
        return (error as Error).message;
      }
    });
    expect(result).toBe(expected);
    expect(at(NOW + later, () => signer.validate(signed, { max_age }))).toBe(expected === "value");
  });

  test("a missing, a malformed and an impossible time are BadTimeSignatures", () => {
    const plain = new Signer("secret");
    expect(error_of(() => signer.unsign(plain.sign("value")))).toMatchObject({
      message: "timestamp missing",
    });
    expect(error_of(() => signer.unsign(plain.sign("value.____________")))).toMatchObject({
      message: "Malformed timestamp",
    });
    const far = `value.${base64_encode(int_to_bytes(2n ** 40n)).toString()}`;
    expect(error_of(() => signer.unsign(plain.sign(far)))).toMatchObject({ message: "Malformed timestamp" });
    expect(error_of(() => signer.unsign(`${far}.bad`))).toMatchObject({ message: "Malformed timestamp" });
  });

  test("a bad signature keeps the date that the value claims", () => {
    const error = error_of(() => signer.unsign(`${signed.toString()}x`));
    expect(error).toBeInstanceOf(BadTimeSignature);
    expect(error).toMatchObject({ date_signed: new Date(NOW * 1000), payload: Buffer.from("value") });
  });
});

const SERIALIZERS = [Serializer, TimedSerializer, URLSafeSerializer, URLSafeTimedSerializer];

describe.each(SERIALIZERS)("what every serializer keeps to: %o", (SerializerClass) => {
  const VALUES = [null, true, "str", "text", [1, 2, 3], { id: 42 }, { é: ["x".repeat(200)] }, 2n ** 70n];
  test.each(VALUES.map((value) => [value]))("%o comes back", (value) => {
    const serializer = new SerializerClass("secret");
    expect(serializer.loads(serializer.dumps(value))).toEqual(value);
    expect(serializer.loads(Buffer.from(serializer.dumps(value)))).toEqual(value);
    expect(serializer.loads_unsafe(serializer.dumps(value))).toEqual([true, value]);
  });

  test("salts can be given at each call", () => {
    const serializer = new SerializerClass("secret");
    const token = serializer.dumps("x", { salt: "other" });
    expect(serializer.loads(token, { salt: "other" })).toBe("x");
    expect(() => serializer.loads(token)).toThrow(BadSignature);
    expect(new SerializerClass("secret", { salt: "other" }).loads(token)).toBe("x");
  });

  test("a file can be written and read", () => {
    const serializer = new SerializerClass("secret");
    const lines: string[] = [];
    const file = { write: (text: string) => lines.push(text), read: () => lines.join("") };
    serializer.dump({ id: 1 }, file);
    expect(serializer.load(file)).toEqual({ id: 1 });
    expect(serializer.load_unsafe(file)).toEqual([true, { id: 1 }]);
  });

  test("an unverified value can be looked at, and unreadable ones are null", () => {
    const token = new SerializerClass("other").dumps({ id: 1 });
    const serializer = new SerializerClass("secret");
    expect(serializer.loads_unsafe(token)).toEqual([false, { id: 1 }]);
    expect(serializer.loads_unsafe("no signature")).toEqual([false, null]);
    expect(serializer.loads_unsafe("....bad.sig.x")).toEqual([false, null]);
  });

  test("fallback signers are options, classes or pairs, tried with every key", () => {
    const old = { signer_kwargs: { digest_method: "sha256", key_derivation: "hmac" } } as const;
    const token = new SerializerClass("one", old).dumps("x");
    const [base] = [...new SerializerClass("one").iter_unsigners()];
    const signer = (base as Signer).constructor as typeof Signer;
    for (const fallback of [old.signer_kwargs, [signer, old.signer_kwargs] as const]) {
      expect(new SerializerClass(["one", "two"], { fallback_signers: [fallback] }).loads(token)).toBe("x");
    }
    class OldSigner extends signer {
      static override readonly default_digest_method = "sha256";
      static override readonly default_key_derivation = "hmac";
    }
    expect(new SerializerClass(["one", "two"], { fallback_signers: [OldSigner] }).loads(token)).toBe("x");
    expect(() => new SerializerClass(["one", "two"]).loads(token)).toThrow(BadSignature);
  });

  test("a serializer of bytes gives and takes bytes", () => {
    const bytes = {
      dumps: (value: unknown) => Buffer.from([255, Number(value)]),
      loads: (payload: Buffer) => payload[1],
    };
    const numeric = {
      ...bytes,
      dumps: (value: unknown) => bytes.dumps(typeof value === "object" ? 0 : value),
    };
    const serializer = new SerializerClass("secret", { serializer: numeric });
    const token: unknown = serializer.dumps(7);
    expect(Buffer.isBuffer(token)).toBe(true);
    expect(serializer.loads(token as Buffer)).toBe(7);
  });

  test("options reach the serializer", () => {
    const serializer = new SerializerClass("secret", { serializer_kwargs: { sort_keys: true } });
    const [, payload] = serializer.loads_unsafe(serializer.dumps({ b: 1, a: 2 }));
    expect(Object.keys(payload as object)).toEqual(["a", "b"]);
  });
});

test("TimedSerializer stops at an expired signature and can give the date", () => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
  const serializer = new URLSafeTimedSerializer("secret", {
    fallback_signers: [{ digest_method: "sha512" }],
  });
  const token = serializer.dumps("x");
  expect(serializer.loads(token, { return_timestamp: true })).toEqual(["x", new Date(1_000_000_000_000)]);
  vi.useFakeTimers({ now: 1_000_000_100_000 });
  expect(() => serializer.loads(token, { max_age: 10 })).toThrow(SignatureExpired);
  expect(serializer.loads_unsafe(token, { max_age: 10 })).toEqual([false, "x"]);
  vi.useRealTimers();
});

test("a salt or an age that is not given by name is refused: it would not be looked at", () => {
  const serializer = new URLSafeTimedSerializer("secret");
  const token = serializer.dumps(1);
  const in_turn =
    (work: (...args: unknown[]) => unknown, ...args: unknown[]) =>
    () =>
      work(...args);
  for (const call of [
    in_turn((salt) => Reflect.construct(Signer, ["secret", salt]), "salt"),
    in_turn((salt) => Reflect.construct(Serializer, ["secret", salt]), Buffer.from("salt")),
    in_turn(serializer.dumps.bind(serializer) as never, 1, "salt"),
    in_turn(serializer.loads.bind(serializer) as never, token, 60),
    in_turn(new TimestampSigner("secret").unsign.bind(new TimestampSigner("secret")) as never, "x", 60),
    in_turn(new TimestampSigner("secret").validate.bind(new TimestampSigner("secret")) as never, "x", 60),
    in_turn(new Serializer("secret").loads.bind(new Serializer("secret")) as never, token, "salt"),
  ]) {
    expect(call).toThrow(TypeError);
    expect(call).toThrow("takes options by name");
  }
});

test("text cannot hold a separator that is not UTF-8", () => {
  const signer_kwargs = { sep: Buffer.from([0xff]) };
  expect(() => new Serializer("secret", { signer_kwargs }).dumps("x")).toThrow(TypeError);
  const kept = new Signer("secret", signer_kwargs);
  expect(kept.unsign(kept.sign("x")).toString()).toBe("x");
});

test("half a surrogate pair in a value is written as its escape, which Python reads and cannot write", () => {
  const serializer = new URLSafeSerializer("secret");
  expect(serializer.dump_payload("\ud800").toString()).toBe(Buffer.from('"\\ud800"').toString("base64url"));
  expect(serializer.loads(serializer.dumps(["\ud800"]))).toEqual(["\ud800"]);
});

describe("URL-safe payloads", () => {
  const sign = (payload: string) => new Signer("secret", { salt: "itsdangerous" }).sign(payload).toString();
  const serializer = new URLSafeSerializer("secret");

  test.each([
    ["base64", "a", /base64/],
    ["zlib", ".AAAA", /zlib/],
    ["JSON", "AAAA", /an exception occurred on unserializing/],
    ["UTF-8", base64_encode(Buffer.from([34, 255, 34])).toString(), /an exception occurred on unserializing/],
  ])("bad %s is a BadPayload", (_name, payload, message) => {
    const error = error_of(() => serializer.loads(sign(payload)));
    expect(error).toBeInstanceOf(BadPayload);
    expect((error as BadPayload).message).toMatch(message);
    expect((error as BadPayload).original_error).toBeInstanceOf(Error);
  });

  test("a bomb is not unpacked", () => {
    const bomb = serializer.dumps("x".repeat(20 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(60_000);
    expect(() => serializer.loads(bomb)).toThrow(BadPayload);
  });

  test("long text is compressed behind a dot, and stands in a URL as it is", () => {
    const token = serializer.dumps({ text: "again and ".repeat(50) });
    expect(token).toMatch(/^\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
    expect(token.length).toBeLessThan(120);
  });
});

describe("encodings", () => {
  test.each([
    [0, ""],
    [1, "01"],
    [192, "c0"],
    [18_446_744_073_709_551_615n, "ffffffffffffffff"],
    [2 ** 48, "01000000000000"],
    [9_007_199_254_740_993n, "20000000000001"],
  ])("%s as bytes", (value, hex) => {
    expect(int_to_bytes(value).toString("hex")).toBe(hex);
    expect(bytes_to_int(Buffer.from(hex, "hex"))).toBe(value);
  });

  test("numbers of more than 8 bytes are refused", () => {
    expect(() => int_to_bytes(2n ** 64n)).toThrow(RangeError);
    expect(() => int_to_bytes(-1)).toThrow(RangeError);
    expect(() => bytes_to_int(Buffer.alloc(9))).toThrow(RangeError);
  });

  test("text becomes UTF-8 and bytes stay", () => {
    expect(want_bytes("é")).toEqual(Buffer.from([0xc3, 0xa9]));
    expect(want_bytes(new Uint8Array([1]))).toEqual(Buffer.from([1]));
    expect(base64_decode(base64_encode("é?>"))).toEqual(Buffer.from("é?>"));
    expect(() => base64_decode("12345")).toThrow(BadData);
  });
});

test("the errors form Python's tree", () => {
  expect(new SignatureExpired("m")).toBeInstanceOf(BadTimeSignature);
  expect(new BadTimeSignature("m")).toBeInstanceOf(BadSignature);
  expect(new BadHeader("m", { header: 1, original_error: 2 })).toMatchObject({
    header: 1,
    original_error: 2,
    payload: null,
  });
  expect(new BadHeader("m")).toBeInstanceOf(BadSignature);
  expect(new BadSignature("m")).toBeInstanceOf(BadData);
  expect(new BadPayload("m")).toBeInstanceOf(BadData);
  expect(new BadPayload("m").name).toBe("BadPayload");
});

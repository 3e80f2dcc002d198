import { readFileSync } from "node:fs";
import {
  BadSignature,
  dumps,
  HMACAlgorithm,
  type KeyDerivation,
  SecureCookieSessionInterface,
  Signer,
  SigningAlgorithm,
  TimestampSigner,
} from "@miniflask/session";
import { describe, expect, test, vi } from "vitest";
import { FakeRequest, FakeResponse } from "./support/fake_exchange.ts";

interface Bytes {
  $bytes: string;
}

/** A call that itsdangerous' own tests made, and what came of it. */
interface RecordedCall {
  test: string;
  call: "sign" | "unsign" | "validate";
  args: [Bytes | string];
  outcome: Bytes | { $raises: string } | boolean;
  self: {
    cls: string;
    secret_keys: Bytes[];
    salt: Bytes;
    sep: Bytes;
    key_derivation: KeyDerivation;
    algorithm: string;
    digest: string | null;
  };
}

interface GoldenVectors {
  timestamp: number;
  session: {
    name: string;
    key: string | { hex: string };
    json: string;
    compressed: boolean;
    cookie: string;
  }[];
  signer: {
    kd: KeyDerivation;
    digest: string;
    salt: string;
    key: string;
    value: string;
    signed: string;
    timed: string;
  }[];
}

const read_fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
const calls = read_fixture("itsdangerous_recorded.json") as RecordedCall[];
const golden = read_fixture("golden_vectors.json") as GoldenVectors;

/** The algorithm that itsdangerous' tests define. */
class ReverseAlgorithm extends SigningAlgorithm {
  override get_signature(key: Uint8Array, value: Uint8Array): Buffer {
    return Buffer.concat([key, value]).reverse();
  }
}

const bytes_of = ({ $bytes }: Bytes) => Buffer.from($bytes, "base64");

function signer_of({ self }: RecordedCall): Signer {
  return new Signer(self.secret_keys.map(bytes_of), {
    salt: bytes_of(self.salt),
    sep: bytes_of(self.sep),
    key_derivation: self.key_derivation,
    algorithm: self.digest === null ? new ReverseAlgorithm() : new HMACAlgorithm(self.digest),
    ...(self.digest === null ? {} : { digest_method: self.digest }),
  });
}

function outcome_of(call: RecordedCall): unknown {
  const [argument] = call.args;
  try {
    const result = signer_of(call)[call.call](typeof argument === "string" ? argument : bytes_of(argument));
    return typeof result === "boolean" ? result : { $bytes: result.toString("base64") };
  } catch (error) {
    if (error instanceof BadSignature) return { $raises: error.name };
    throw error;
  }
}

describe("calls recorded from itsdangerous' own tests", () => {
  test("are as many as were recorded", () => expect(calls).toHaveLength(119));

  test.each(calls.map((call, index) => [index, call.test.split("::").slice(-2).join(" "), call] as const))(
    "%i %s",
    (_index, _name, call) => {
      expect(outcome_of(call)).toEqual(call.outcome);
    },
  );
});

describe("cookies made by Flask", () => {
  const key_of = ({ key }: GoldenVectors["session"][number]) =>
    typeof key === "string" ? key : Buffer.from(key.hex, "hex");

  test.each(golden.session.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    vi.useFakeTimers({ now: golden.timestamp * 1000 });
    const app = { config: { SECRET_KEY: key_of(vector) } };
    const sessions = new SecureCookieSessionInterface();
    const session = sessions.open_session(app, new FakeRequest({ session: vector.cookie }));
    if (session === null) throw new Error("the key is set");
    session.modified = true;
    const response = new FakeResponse();
    sessions.save_session(app, session, response);
    const cookie = response.cookies.get("session")?.value ?? "";
    vi.useRealTimers();
    expect(sessions.serializer.dumps(Object.fromEntries(session.items()))).toBe(vector.json);
    expect(cookie).toBe(vector.cookie);
  });
});

describe("signatures made by itsdangerous", () => {
  test.each(golden.signer.map((vector) => [vector.kd, vector.digest, vector] as const))(
    "%s %s",
    (kd, digest, vector) => {
      const options = { salt: vector.salt, key_derivation: kd, digest_method: digest };
      vi.useFakeTimers({ now: golden.timestamp * 1000 });
      expect(new Signer(vector.key, options).sign(vector.value).toString()).toBe(vector.signed);
      expect(new TimestampSigner(vector.key, options).sign(vector.value).toString()).toBe(vector.timed);
      expect(new TimestampSigner(vector.key, options).unsign(vector.timed, { max_age: 0 }).toString()).toBe(
        vector.value,
      );
      vi.useRealTimers();
    },
  );
});

test("the fixtures cover every derivation", () => {
  expect(dumps([...new Set(golden.signer.map((vector) => vector.kd))].sort())).toBe(
    '["concat", "django-concat", "hmac", "none"]',
  );
});

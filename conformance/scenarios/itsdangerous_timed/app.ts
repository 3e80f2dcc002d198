import { Flask } from "miniflask";
import {
  BadSignature,
  BadTimeSignature,
  SignatureExpired,
  Signer,
  TimedSerializer,
  TimestampSigner,
  URLSafeTimedSerializer,
} from "miniflask/itsdangerous";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const signer = new TimestampSigner("secret");
const kept: { signed: Buffer; timed: string; url: string } = { signed: Buffer.alloc(0), timed: "", url: "" };

const seconds = (date: Date | null) => (date === null ? "none" : String(Math.floor(date.getTime() / 1000)));
const word = (value: boolean) => (value ? "True" : "False");
const payload_text = (payload: Buffer | null) => payload?.toString("latin1") ?? "none";

export function sign_now() {
  kept.signed = signer.sign("value");
  log.push(kept.signed.toString());
  const [value, date] = signer.unsign(kept.signed, { return_timestamp: true });
  log.push(`${value} ${seconds(date)} ${signer.get_timestamp()}`);
}

function attempt(label: string, action: () => unknown) {
  try {
    log.push(`${label}: ${action()}`);
  } catch (error) {
    if (!(error instanceof BadSignature)) throw error;
    const payload = payload_text(error.payload);
    if (error instanceof SignatureExpired)
      log.push(`${label}: expired ${seconds(error.date_signed)} ${payload}`);
    else if (error instanceof BadTimeSignature)
      log.push(`${label}: bad time ${seconds(error.date_signed)} ${payload}`);
    else log.push(`${label}: bad ${payload}`);
  }
}

export function read() {
  const { signed } = kept;
  attempt("no limit", () => signer.unsign(signed));
  attempt("in time", () => signer.unsign(signed, { max_age: 60 }));
  attempt("too late", () => signer.unsign(signed, { max_age: 59 }));
  attempt(
    "validate",
    () => `${word(signer.validate(signed))} ${word(signer.validate(signed, { max_age: 1 }))}`,
  );
  attempt("changed", () => signer.unsign(signed.toString().replace("value", "other")));
  attempt("cut", () => signer.unsign("value"));

  class Future extends TimestampSigner {
    override get_timestamp() {
      return super.get_timestamp() + 500;
    }
  }
  const future = new Future("secret").sign("value");
  attempt("future", () => signer.unsign(future));
  attempt("future with a limit", () => signer.unsign(future, { max_age: 10 }));
}

export function malformed() {
  const plain = new Signer("secret", { salt: new TimestampSigner("secret").salt });
  for (const value of [
    "no time",
    "value.!!!!",
    "value.____________",
    "value.",
    "value.AAAAAAAAAAAAAAAAAAAA",
  ]) {
    const signed = plain.sign(value);
    attempt(value, () => signer.unsign(signed));
  }
}

export function serializer() {
  const timed = new TimedSerializer("secret", { salt: "own" });
  kept.timed = timed.dumps({ id: 1 });
  kept.url = new URLSafeTimedSerializer("secret").dumps({ id: 1 }, { salt: "per call" });
  log.push(kept.timed);
  log.push(kept.url);
}

const id_of = (value: unknown) => (value as { id: number }).id;

export function serializer_later() {
  const timed = new TimedSerializer("secret", { salt: "own" });
  attempt("timed", () => id_of(timed.loads(kept.timed)));
  attempt("timed too old", () => timed.loads(kept.timed, { max_age: 10 }));
  const reader = new URLSafeTimedSerializer("secret");
  const [value, date] = reader.loads(kept.url, { return_timestamp: true, salt: "per call" }) as [
    unknown,
    Date,
  ];
  log.push(`${id_of(value)} ${seconds(date)}`);
  attempt("other salt", () => reader.loads(kept.url));
  const keys = new URLSafeTimedSerializer(["secret", "newer"]);
  attempt("older key, too old", () => keys.loads(kept.url, { max_age: 1, salt: "per call" }));
}

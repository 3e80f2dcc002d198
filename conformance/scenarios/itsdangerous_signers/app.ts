import { Flask } from "miniflask";
import {
  BadData,
  BadSignature,
  base64_decode,
  base64_encode,
  HMACAlgorithm,
  NoneAlgorithm,
  Signer,
  want_bytes,
} from "miniflask/itsdangerous";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const text = (value: Buffer) => value.toString("latin1");
const word = (value: boolean) => (value ? "True" : "False");

export function signing() {
  const signer = new Signer("secret");
  const signed = signer.sign("value");
  log.push(text(signed));
  const longer = Buffer.concat([signed, Buffer.from("x")]);
  log.push(
    `${text(signer.unsign(signed))} ${word(signer.validate(signed))} ${word(signer.validate(longer))}`,
  );
  const signature = signed.subarray(signed.lastIndexOf(".") + 1);
  log.push(
    `${word(signer.verify_signature("value", signature))} ${word(signer.verify_signature("value", "!"))}`,
  );
  log.push(text(signer.get_signature("value")));
  log.push(signer.derive_key().toString("hex"));
  const bytes = Buffer.from([0, 255, 46, 128]);
  log.push(text(signer.sign(bytes)));
  log.push(signer.unsign(signer.sign(bytes)).toString("hex"));
  log.push(text(signer.unsign(signer.sign("a.b.c"))));
}

export function options() {
  for (const key_derivation of ["concat", "django-concat", "hmac", "none"] as const)
    log.push(text(new Signer("secret", { salt: "salt", key_derivation }).sign("value")));
  for (const digest_method of ["sha256", "sha512"])
    log.push(text(new Signer("secret", { digest_method }).sign("value")));
  log.push(text(new Signer("secret", { sep: "#" }).sign("value")));
  log.push(text(new Signer("secret", { salt: null }).sign("value")));
  log.push(text(new Signer(Buffer.from([0, 255]), { salt: Buffer.from([1]) }).sign("ü")));
  for (const sep of ["a", "-", "_", "=", "9"]) {
    try {
      new Signer("secret", { sep });
      log.push(`${sep}: fine`);
    } catch {
      log.push(`${sep}: error`);
    }
  }
  try {
    new Signer("secret", { key_derivation: "other" as "none" }).sign("x");
    log.push("other derivation: fine");
  } catch {
    log.push("other derivation: error");
  }
}

export function rotation() {
  const old = new Signer("old");
  const both = new Signer(["old", "new"]);
  const same = both.sign("x").equals(new Signer("new").sign("x"));
  log.push(`${text(both.secret_key)} ${text(both.unsign(old.sign("x")))} ${word(same)}`);
  log.push(`${word(old.validate(both.sign("x")))} ${word(new Signer("new").validate(both.sign("x")))}`);
}

export function failures() {
  const signer = new Signer("secret");
  const changed = text(signer.sign("value")).replace("value", "other");
  for (const value of ["no separator", "value.bad", changed, ".", ""]) {
    try {
      signer.unsign(value);
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      log.push(error.payload === null ? "none" : text(error.payload));
    }
  }
}

export function algorithms() {
  log.push(text(new Signer("secret", { algorithm: new NoneAlgorithm() }).sign("value")));
  log.push(text(new Signer("secret", { algorithm: new HMACAlgorithm("sha256") }).sign("value")));
  const signature = new HMACAlgorithm().get_signature(Buffer.from("key"), Buffer.from("value"));
  log.push(text(base64_encode(signature)));
}

export function encodings() {
  for (const value of ["a", "ab", "abc", "ü\xff"])
    log.push(`${text(base64_encode(value))} ${base64_decode(base64_encode(value)).toString("hex")}`);
  for (const value of ["YQ", "YQ==", "Y!Q", "-_-_", "+/+/", "YWI=YWI"]) {
    try {
      log.push(`${value}: ${base64_decode(value).toString("hex")}`);
    } catch (error) {
      if (error instanceof BadData) log.push(`${value}: bad`);
    }
  }
  try {
    base64_decode("a");
  } catch (error) {
    if (error instanceof BadData) log.push("one character holds no byte");
  }
  log.push(`${want_bytes("ü").toString("hex")} ${want_bytes(Buffer.from([0, 255])).toString("hex")}`);
}

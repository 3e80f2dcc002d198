import { Flask } from "miniflask";
import {
  BadData,
  BadHeader,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  Serializer,
  SignatureExpired,
  Signer,
  URLSafeSerializer,
} from "miniflask/itsdangerous";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: boolean) => (value ? "True" : "False");
const first = (value: unknown) => (value as unknown[])[0];

export function dumping() {
  const serializer = new Serializer("secret");
  log.push(serializer.dumps({ b: [1, null, true], a: "ü" }));
  log.push(serializer.dumps("x", { salt: "other" }));
  log.push(String((serializer.loads(serializer.dumps([1, "a"])) as unknown[])[1]));
  const signer_kwargs = { key_derivation: "hmac", digest_method: "sha256" } as const;
  log.push(new Serializer("secret", { salt: "own", signer_kwargs }).dumps([1]));
  log.push(new Serializer("secret", { serializer_kwargs: { separators: [",", ":"] } }).dumps({ a: [1, 2] }));
  let written = "";
  serializer.dump([1], { write: (text) => (written += text) });
  log.push(String(first(serializer.load({ read: () => written }))));
}

export function url_safe() {
  const serializer = new URLSafeSerializer("secret");
  log.push(serializer.dumps({ b: 1, a: "ü<>&" }));
  log.push(String(first((serializer.loads(serializer.dumps({ x: [1.5] })) as { x: number[] }).x)));
  const long = serializer.dumps("x".repeat(200));
  log.push(`${long[0]} ${(serializer.loads(long) as string).length}`);
}

export function fallbacks() {
  const signer_kwargs = { digest_method: "sha512" };
  const token = new Serializer("secret", { signer_kwargs }).dumps([1]);
  for (const [label, fallback_signers] of [
    ["none", []],
    ["kwargs", [signer_kwargs]],
    ["pair", [[Signer, signer_kwargs]]],
  ] as const) {
    try {
      log.push(`${label}: ${first(new Serializer("secret", { fallback_signers }).loads(token))}`);
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      log.push(`${label}: bad`);
    }
  }
  const serializer = new Serializer(["old", "new"], { fallback_signers: [signer_kwargs] });
  log.push(String([...serializer.iter_unsigners()].length));
  log.push(String(first(serializer.loads(new Serializer("old", { signer_kwargs }).dumps([7])))));
}

export function unsafe() {
  const serializer = new URLSafeSerializer("secret");
  const good = serializer.dumps({ id: 1 });
  const other = new URLSafeSerializer("other").dumps({ id: 2 });
  for (const value of [good, other, "broken", "bm8ganNvbg.bad"]) {
    const [valid, payload] = serializer.loads_unsafe(value);
    log.push(`${word(valid)} ${payload === null ? "none" : (payload as { id: number }).id}`);
  }
}

export function payloads() {
  const signer = new Signer("secret", { salt: "itsdangerous" });
  for (const payload of ["e2Jyb2tlbg", ".AAAA", "a", "bm8ganNvbg", "/w"]) {
    try {
      new URLSafeSerializer("secret").loads(signer.sign(payload));
    } catch (error) {
      if (!(error instanceof BadPayload)) throw error;
      log.push(`${payload}: ${word(error.original_error !== null)}`);
    }
  }
  try {
    new Serializer("secret").loads(signer.sign("{broken"));
  } catch (error) {
    if (!(error instanceof BadPayload)) throw error;
    log.push(`plain: ${word(error.original_error !== null)}`);
  }
}

export function errors() {
  for (const [child, parent] of [
    [BadSignature, BadData],
    [BadTimeSignature, BadSignature],
    [SignatureExpired, BadTimeSignature],
    [BadHeader, BadSignature],
    [BadPayload, BadData],
    [BadPayload, BadSignature],
  ] as const)
    log.push(`${child.name} is ${parent.name}: ${word(new child("m") instanceof parent)}`);
  const header = new BadHeader("m", { header: Buffer.from("h") }).header;
  const payload = new BadSignature("m", { payload: Buffer.from("p") }).payload;
  log.push(`${header} ${payload} ${new BadData("message").message}`);
}

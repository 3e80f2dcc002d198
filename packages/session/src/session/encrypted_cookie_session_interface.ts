import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { deflate_if_shorter } from "../deflate/deflate_if_shorter.ts";
import { bytes_to_int, int_to_bytes } from "../itsdangerous/encoding.ts";
import { BadPayload, BadSignature, SignatureExpired } from "../itsdangerous/errors.ts";
import { inflate_bounded } from "../itsdangerous/url_safe_payload.ts";
import { CookieSessionInterface } from "./cookie_session_interface.ts";
import { warn_about_key } from "./cookie_warnings.ts";
import { type SecretKey, type SessionHost, secret_keys } from "./host.ts";
import { same_items } from "./same_items.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TIME_BYTES = 8;
const HEADER_BYTES = 1 + NONCE_BYTES;
const CANONICAL = /^[A-Za-z0-9_-]+$/;
const PLAIN = 0;
const DEFLATED = 1;

/**
 * Sessions in a cookie that the browser cannot read: AES-256-GCM under a key made from SECRET_KEY by HKDF-SHA256.
 * The cookie's name is bound in, so that no value made for one cookie passes as another's. Python cannot read it.
 * Cookie: base64url of version, nonce (12), ciphertext, tag (16); plaintext: Unix time (8), form (1), tagged JSON.
 */
export class EncryptedCookieSessionInterface extends CookieSessionInterface {
  /** Tells these keys apart from others made of the same SECRET_KEY. */
  readonly info: string = "miniflask encrypted session";
  #derived: { readonly secrets: readonly SecretKey[]; readonly keys: readonly KeyObject[] } | undefined;

  protected write_cookie(app: SessionHost, content: Record<string, unknown>): string {
    const [key] = this.#keys_of(app);
    if (key === undefined) throw new TypeError("SECRET_KEY was removed while a request was handled");
    const { form, bytes } = deflate(Buffer.from(this.serializer.dumps(content), "utf8"));
    const header = Buffer.concat([Buffer.from([VERSION]), randomBytes(NONCE_BYTES)]);
    const cipher = createCipheriv("aes-256-gcm", key, header.subarray(1), { authTagLength: TAG_BYTES });
    cipher.setAAD(this.#bound_data(app));
    const sealed = [
      cipher.update(signing_time()),
      cipher.update(Buffer.from([form])),
      cipher.update(bytes),
      cipher.final(),
    ];
    return Buffer.concat([header, ...sealed, cipher.getAuthTag()]).toString("base64url");
  }

  protected read_cookie(app: SessionHost, cookie: string, max_age: number | null): unknown {
    const sealed = CANONICAL.test(cookie) ? Buffer.from(cookie, "base64url") : Buffer.alloc(0);
    if (sealed.length < HEADER_BYTES + TIME_BYTES + 1 + TAG_BYTES || sealed[0] !== VERSION) {
      throw new BadSignature("it is no encrypted session");
    }
    const plain = this.#decrypt(app, sealed);
    check_age(Number(bytes_to_int(plain.subarray(0, TIME_BYTES))), max_age);
    return this.#load(plain.subarray(TIME_BYTES));
  }

  #load(content: Buffer): unknown {
    try {
      const bytes = content.subarray(1);
      return this.serializer.loads(
        (content[0] === DEFLATED ? inflate_bounded(bytes) : bytes).toString("utf8"),
      );
    } catch (original_error) {
      throw new BadPayload("the serializer failed on it", { original_error });
    }
  }

  #decrypt(app: SessionHost, sealed: Buffer): Buffer {
    for (const key of this.#keys_of(app)) {
      const plain = decrypt(key, sealed, this.#bound_data(app));
      if (plain !== null) return plain;
    }
    throw new BadSignature("it was encrypted with another key or changed since");
  }

  #bound_data(app: SessionHost): Buffer {
    return Buffer.from(`${VERSION}:${this.get_cookie_name(app)}`, "utf8");
  }

  /** The keys for encryption, the newest first. */
  #keys_of(app: SessionHost): readonly KeyObject[] {
    const secrets = secret_keys(app) ?? [];
    if (this.#derived === undefined || !same_items(this.#derived.secrets, secrets)) {
      warn_about_key(app, secrets);
      // As objects: node makes one of each key in bytes that it is given, and that takes it longer than the encryption.
      const keys = secrets
        .map((secret) => createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", this.info, 32))))
        .reverse();
      this.#derived = { secrets, keys };
    }
    return this.#derived.keys;
  }
}

/** RFC 5116: the plaintext, or null where key, data or bound data do not belong together. */
function decrypt(key: KeyObject, sealed: Buffer, bound_data: Buffer): Buffer | null {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, HEADER_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bound_data);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(HEADER_BYTES, sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}

/** Compressed where that is shorter, as Flask's cookie is; what it holds stays unreadable, its length does not. */
function deflate(json: Buffer): { form: number; bytes: Buffer } {
  const compressed = deflate_if_shorter(json);
  return compressed === null ? { form: PLAIN, bytes: json } : { form: DEFLATED, bytes: compressed };
}

function signing_time(): Buffer {
  const time = int_to_bytes(Math.floor(Date.now() / 1000));
  return Buffer.concat([Buffer.alloc(TIME_BYTES - time.length), time]);
}

function check_age(signed_at: number, max_age: number | null): void {
  if (max_age === null) return;
  const age = Math.floor(Date.now() / 1000) - signed_at;
  if (age > max_age || age < 0) throw new SignatureExpired(`it is ${age} seconds old, of at most ${max_age}`);
}

import { bytes_repr } from "../python/bytes_repr.ts";
import { HMACAlgorithm, type SigningAlgorithm } from "./algorithms.ts";
import { type DigestMethod, digest_of, make_mac } from "./digest.ts";
import { base64_decode, base64_encode } from "./encoding.ts";
import { BadSignature } from "./errors.ts";
import { named_options } from "./named_options.ts";
import { want_bytes } from "./want_bytes.ts";

/** One secret, or several from the oldest to the newest: the newest signs, all verify. */
export type SecretKeys = string | Uint8Array | Iterable<string | Uint8Array>;

/** How the signing key is made from the secret and the salt. */
export type KeyDerivation = "concat" | "django-concat" | "hmac" | "none";

export interface SignerOptions {
  /** Tells uses of one secret apart; null is the default salt. */
  readonly salt?: string | Uint8Array | null;
  /** Between value and signature; no character that base64 uses. */
  readonly sep?: string | Uint8Array;
  readonly key_derivation?: KeyDerivation | null;
  readonly digest_method?: DigestMethod | null;
  /** Instead of HMAC with `digest_method`. */
  readonly algorithm?: SigningAlgorithm | null;
}

const DEFAULT_SALT = "itsdangerous.Signer";
const SIGNATURE_ALPHABET = Buffer.from(
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=",
  "latin1",
);

/** Signs bytes and takes the signature off again: `new Signer("secret", { salt: "activation" })` (itsdangerous.Signer). */
export class Signer {
  static readonly default_digest_method: DigestMethod = "sha1";
  static readonly default_key_derivation: KeyDerivation = "django-concat";

  readonly secret_keys: readonly Buffer[];
  readonly salt: Buffer;
  readonly sep: Buffer;
  readonly key_derivation: KeyDerivation;
  readonly digest_method: DigestMethod;
  readonly algorithm: SigningAlgorithm;
  readonly #derived: (Buffer | undefined)[] = [];

  constructor(secret_key: SecretKeys, options: SignerOptions = {}) {
    named_options("a signer", options);
    this.secret_keys = make_keys_list(secret_key);
    this.sep = want_bytes(options.sep ?? ".");
    if (SIGNATURE_ALPHABET.includes(this.sep)) {
      throw new RangeError(
        "The given separator cannot be used because it may be contained in the signature itself. " +
          "ASCII letters, digits, and '-_=' must not be used.",
      );
    }
    this.salt = want_bytes(options.salt ?? DEFAULT_SALT);
    this.key_derivation = options.key_derivation ?? new.target.default_key_derivation;
    this.digest_method = options.digest_method ?? new.target.default_digest_method;
    this.algorithm = options.algorithm ?? new HMACAlgorithm(this.digest_method);
  }

  /** The newest secret, which signs. */
  get secret_key(): Buffer {
    return newest(this.secret_keys);
  }

  /** The signing key for a secret, by default the newest. Raises TypeError for an unknown `key_derivation`. */
  derive_key(secret_key: string | Uint8Array = this.secret_key): Buffer {
    const secret = want_bytes(secret_key);
    switch (this.key_derivation) {
      case "concat":
        return digest_of(this.digest_method, Buffer.concat([this.salt, secret]));
      case "django-concat":
        return digest_of(this.digest_method, Buffer.concat([this.salt, DJANGO_INFIX, secret]));
      case "hmac":
        return make_mac(this.digest_method, secret)(this.salt);
      case "none":
        return secret;
      default:
        throw new TypeError(
          `unknown key_derivation ${JSON.stringify(this.key_derivation)}: use "concat", "django-concat", "hmac" or "none"`,
        );
    }
  }

  /** The signature of a value as URL-safe base64. */
  get_signature(value: string | Uint8Array): Buffer {
    const key = this.#derived_key(this.secret_keys.length - 1);
    return base64_encode(this.algorithm.get_signature(key, want_bytes(value)));
  }

  sign(value: string | Uint8Array): Buffer {
    const bytes = want_bytes(value);
    return Buffer.concat([bytes, this.sep, this.get_signature(bytes)]);
  }

  /** Whether a signature, in base64, belongs to a value under any of the secrets, newest first. */
  verify_signature(value: string | Uint8Array, signature: string | Uint8Array): boolean {
    const decoded = decode_or_null(signature);
    if (decoded === null) return false;
    const bytes = want_bytes(value);
    for (let index = this.secret_keys.length - 1; index >= 0; index--) {
      if (this.algorithm.verify_signature(this.#derived_key(index), bytes, decoded)) return true;
    }
    return false;
  }

  /** The value without its signature. Raises BadSignature. */
  unsign(signed_value: string | Uint8Array): Buffer {
    const signed = received_bytes(signed_value);
    const at = signed.lastIndexOf(this.sep);
    if (at < 0) throw new BadSignature(`No ${bytes_repr(this.sep)} found in value`);
    const value = signed.subarray(0, at);
    const signature = signed.subarray(at + this.sep.length);
    if (this.verify_signature(value, signature)) return value;
    throw new BadSignature(`Signature ${bytes_repr(signature)} does not match`, { payload: value });
  }

  /** Whether `unsign` would give a value. */
  validate(signed_value: string | Uint8Array): boolean {
    try {
      this.unsign(signed_value);
      return true;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  // Deriving costs as much as signing, and secrets do not change in a signer's life.
  #derived_key(index: number): Buffer {
    const known = this.#derived[index];
    if (known !== undefined) return known;
    const key = this.derive_key(this.secret_keys[index] ?? newest(this.secret_keys));
    this.#derived[index] = key;
    return key;
  }
}

const DJANGO_INFIX = Buffer.from("signer", "latin1");

/** The secrets as a list of bytes of its own; one secret makes a list of one. */
export function make_keys_list(secret_key: SecretKeys): readonly Buffer[] {
  if (typeof secret_key === "string" || secret_key instanceof Uint8Array) return [want_bytes(secret_key)];
  return Array.from(secret_key, want_bytes);
}

/** What came from outside as bytes: half a surrogate pair cannot match a signature, so it need not raise. */
export function received_bytes(value: string | Uint8Array): Buffer {
  return typeof value === "string" ? Buffer.from(value, "utf8") : want_bytes(value);
}

/** The secret that signs. Raises RangeError when there is none. */
export function newest(secret_keys: readonly Buffer[]): Buffer {
  const key = secret_keys.at(-1);
  if (key === undefined) throw new RangeError("a signer needs at least one secret key");
  return key;
}

function decode_or_null(signature: string | Uint8Array): Buffer | null {
  try {
    return base64_decode(signature);
  } catch {
    return null;
  }
}

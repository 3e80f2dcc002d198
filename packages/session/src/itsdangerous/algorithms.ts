import { timingSafeEqual } from "node:crypto";
import { type DigestMethod, digest_name, type Mac, make_mac } from "./digest.ts";

/** How a signature is made from a derived key and a value; subclasses define `get_signature`. */
export class SigningAlgorithm {
  get_signature(_key: Uint8Array, _value: Uint8Array): Buffer {
    throw new Error(`${this.constructor.name} must define get_signature(key, value)`);
  }

  /** Compares in a time that depends only on the lengths. */
  verify_signature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean {
    const expected = this.get_signature(key, value);
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
}

/** Signs nothing: every signature is empty. */
export class NoneAlgorithm extends SigningAlgorithm {
  override get_signature(_key: Uint8Array, _value: Uint8Array): Buffer {
    return Buffer.alloc(0);
  }
}

/** HMAC with any digest of node:crypto; SHA-1 unless told, as in itsdangerous. */
export class HMACAlgorithm extends SigningAlgorithm {
  static readonly default_digest_method: DigestMethod = "sha1";
  readonly digest_method: DigestMethod;
  // Signers hand the same derived key over each time; its padded form lives as long as they do.
  readonly #macs = new WeakMap<Uint8Array, { readonly key: Buffer; readonly mac: Mac }>();

  constructor(digest_method: DigestMethod = HMACAlgorithm.default_digest_method) {
    super();
    digest_name(digest_method);
    this.digest_method = digest_method;
  }

  override get_signature(key: Uint8Array, value: Uint8Array): Buffer {
    return this.#mac_of(key)(value);
  }

  #mac_of(key: Uint8Array): Mac {
    const known = this.#macs.get(key);
    // A caller may have changed the bytes since.
    if (known?.key.equals(key)) return known.mac;
    const made = { key: Buffer.from(key), mac: make_mac(this.digest_method, key) };
    this.#macs.set(key, made);
    return made.mac;
  }
}

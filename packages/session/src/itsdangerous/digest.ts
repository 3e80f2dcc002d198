import { createHash, createHmac, createSecretKey, getHashes, hash } from "node:crypto";
import { make_sha1_text_mac } from "./sha1_text_mac.ts";

/** Any digest of node:crypto, by its name there or in hashlib: `sha1`, `sha256`, `sha3_256`, `blake2b`. */
export type DigestMethod = string;

// RFC 2104 pads the key to the block of the digest. Others go through createHmac, which knows them all; for each key in
// bytes Node 24 makes an object first, which takes ten times as long as the HMAC, so it gets one that is kept.
const BLOCK_BYTES = new Map([
  ["md5", 64],
  ["sha1", 64],
  ["sha224", 64],
  ["sha256", 64],
  ["sha384", 128],
  ["sha512", 128],
]);
const HASHLIB_NAMES = new Map([
  ["blake2b", "blake2b512"],
  ["blake2s", "blake2s256"],
]);
const checked_names = new Map<string, string>();

/** The name that node:crypto has for a digest. Raises TypeError for one that it does not know. */
export function digest_name(method: DigestMethod): string {
  const known = checked_names.get(method);
  if (known !== undefined) return known;
  const spelled = HASHLIB_NAMES.get(method) ?? method.replaceAll("_", "-").toLowerCase();
  const name = getHashes().find((hash_name) => hash_name.toLowerCase() === spelled);
  if (name === undefined || name.startsWith("shake")) {
    throw new TypeError(`unknown digest_method ${JSON.stringify(method)}: crypto.getHashes() lists them`);
  }
  const lower = name.toLowerCase();
  checked_names.set(method, lower);
  return lower;
}

export function digest_of(method: DigestMethod, data: Uint8Array): Buffer {
  return createHash(digest_name(method)).update(data).digest();
}

/** The HMAC of a message under one key. Kept by whoever signs often: the key is padded once. */
export type Mac = (message: Uint8Array) => Buffer;

export function make_mac(method: DigestMethod, key: Uint8Array): Mac {
  const name = digest_name(method);
  const block = BLOCK_BYTES.get(name);
  if (block === undefined) {
    const secret = createSecretKey(key);
    return (message) => createHmac(name, secret).update(message).digest();
  }
  return padded_mac(name, block, key);
}

/** The HMAC of ASCII text as URL-safe base64. */
export type TextMac = (message: string) => string;

/** For whoever signs text often, as sessions are signed by SHA-1. */
export function make_text_mac(method: DigestMethod, key: Uint8Array): TextMac {
  const name = digest_name(method);
  const secret = createSecretKey(key);
  const any_length: TextMac = (message) =>
    createHmac(name, secret).update(message, "latin1").digest("base64url");
  if (name !== "sha1") return any_length;
  const short = make_sha1_text_mac(key);
  return (message) => (message.length > SHORT_TEXT ? any_length(message) : short(message));
}

/**
 * RFC 2104 by two one-shot hashes, a third of createHmac's cost for the short texts that are signed here: the
 * native object that createHmac makes for each call is what takes the time.
 */
function padded_mac(name: string, block: number, key: Uint8Array): Mac {
  const pads = new PaddedKey(name, block, key);
  return (message) => {
    if (message.length > LONG_MESSAGE) return createHmac(name, key).update(message).digest();
    const inner = pads.inner_for(message.length);
    inner.set(message, block);
    return Buffer.from(hash(name, pads.outer_of(inner, message.length), "binary"), "latin1");
  };
}

/** What the two hashes are made of: the key padded twice, and behind it room for the message, or the first hash. */
class PaddedKey {
  readonly #name: string;
  readonly #block: number;
  readonly #inner_pad: Buffer;
  readonly #outer: Buffer;
  #inner: Buffer;

  constructor(name: string, block: number, key: Uint8Array) {
    const short_key = key.length > block ? createHash(name).update(key).digest() : key;
    this.#name = name;
    this.#block = block;
    this.#inner_pad = pad_key(short_key, block, 0x36);
    this.#inner = Buffer.concat([this.#inner_pad, Buffer.alloc(1024)]);
    this.#outer = Buffer.concat([pad_key(short_key, block, 0x5c), createHash(name).digest()]);
  }

  /** The inner pad, with room for a message of at most LONG_MESSAGE bytes. */
  inner_for(length: number): Buffer {
    if (length > this.#inner.length - this.#block) {
      this.#inner = Buffer.concat([this.#inner_pad, Buffer.alloc(LONG_MESSAGE)]);
    }
    return this.#inner;
  }

  /** The outer pad with the hash of the inner one and its message. */
  outer_of(inner: Buffer, length: number): Buffer {
    const inner_hash = hash(this.#name, inner.subarray(0, this.#block + length), "binary");
    this.#outer.write(inner_hash, this.#block, "latin1");
    return this.#outer;
  }
}

// Beyond it OpenSSL's faster rounds make up for what it costs to ask for them.
const SHORT_TEXT = 512;
// Beyond it hashing takes the time, and no buffer of that size is worth keeping for each key.
const LONG_MESSAGE = 8192;

function pad_key(key: Uint8Array, block: number, pad: number): Buffer {
  const padded = Buffer.alloc(block, pad);
  for (const [at, byte] of key.entries()) padded[at] = byte ^ pad;
  return padded;
}

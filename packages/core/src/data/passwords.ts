import { getHashes, pbkdf2, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { ValueError } from "./errors.ts";

/** What a salt is made of. (Werkzeug) */
export const SALT_CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const DEFAULT_SALT_LENGTH = 16;
/** How often PBKDF2 hashes unless the method says. (Werkzeug) */
export const DEFAULT_PBKDF2_ITERATIONS = 1_000_000;
const DEFAULT_SCRYPT = ["32768", "8", "1"];
const SCRYPT_KEY_LENGTH = 64;
// Python's names for the hashes whose OpenSSL name differs.
const OPENSSL_NAMES: Readonly<Record<string, string | undefined>> = {
  blake2b: "blake2b512",
  blake2s: "blake2s256",
  sha3_224: "sha3-224",
  sha3_256: "sha3-256",
  sha3_384: "sha3-384",
  sha3_512: "sha3-512",
  sha512_224: "sha512-224",
  sha512_256: "sha512-256",
};
const DIGEST_BYTES: Readonly<Record<string, number | undefined>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  blake2b: 64,
  blake2s: 32,
  sha3_224: 28,
  sha3_256: 32,
  sha3_384: 48,
  sha3_512: 64,
  sha512_224: 28,
  sha512_256: 32,
};
const HASHES = new Set(getHashes().map((name) => name.toLowerCase()));

const run_scrypt = promisify<string, string, number, object, Buffer>(scrypt);
const run_pbkdf2 = promisify(pbkdf2);

/** How to hash, and how long a salt. */
export interface PasswordHashOptions {
  /** "scrypt", "scrypt:n:r:p", "pbkdf2", "pbkdf2:hash" or "pbkdf2:hash:iterations". */
  readonly method?: string;
  readonly salt_length?: number;
}

/**
 * A password's hash to store, as `method$salt$hex`; Werkzeug in Python reads and writes the same text. Raises
 * ValueError for a method that is not known. (Werkzeug)
 */
export async function generate_password_hash(
  password: string,
  method: string | PasswordHashOptions = "scrypt",
  salt_length: number = DEFAULT_SALT_LENGTH,
): Promise<string> {
  const options = typeof method === "string" ? { method, salt_length } : method;
  const salt = gen_salt(options.salt_length ?? DEFAULT_SALT_LENGTH);
  const { name, hex } = await hash(options.method ?? "scrypt", salt, password);
  return `${name}$${salt}$${hex}`;
}

/**
 * Whether `password` is the one that `pwhash` was made from, compared in constant time. False for a text that is no
 * stored hash; raises ValueError for a method that is not known. (Werkzeug)
 */
export async function check_password_hash(
  pwhash: string,
  password: string | { readonly password: string },
): Promise<boolean> {
  const first = pwhash.indexOf("$");
  const second = pwhash.indexOf("$", first + 1);
  if (first === -1 || second === -1) return false;
  const plain = typeof password === "object" ? password.password : password;
  const { hex } = await hash(pwhash.slice(0, first), pwhash.slice(first + 1, second), plain);
  const expected = Buffer.from(hex);
  const stored = Buffer.from(pwhash.slice(second + 1));
  return stored.length === expected.length && timingSafeEqual(stored, expected);
}

/** A random text of letters and digits. Raises ValueError for a length below 1. (Werkzeug) */
export function gen_salt(length: number): string {
  if (!(length >= 1)) throw new ValueError("Salt length must be at least 1.");
  return Array.from({ length }, () => SALT_CHARS[randomInt(SALT_CHARS.length)]).join("");
}

interface Hashed {
  /** The method with its parameters written out. */
  readonly name: string;
  readonly hex: string;
}

function hash(method: string, salt: string, password: string): Promise<Hashed> {
  const [name, ...parameters] = method.split(":");
  if (name === "scrypt")
    return hash_scrypt(parameters.length === 0 ? DEFAULT_SCRYPT : parameters, salt, password);
  if (name === "pbkdf2") return hash_pbkdf2(parameters, salt, password);
  throw new ValueError(`Invalid hash method '${name}': "scrypt" and "pbkdf2" are known.`);
}

async function hash_scrypt(parameters: readonly string[], salt: string, password: string): Promise<Hashed> {
  const [n, r, p] = parameters.map(read_count);
  if (parameters.length !== 3 || !n || !r || !p) throw new ValueError("'scrypt' takes 3 arguments.");
  try {
    // 128 * n * r * p is what the algorithm needs; OpenSSL asks for a little more.
    const key = await run_scrypt(password, salt, SCRYPT_KEY_LENGTH, { N: n, r, p, maxmem: 132 * n * r * p });
    return { name: `scrypt:${n}:${r}:${p}`, hex: key.toString("hex") };
  } catch (error) {
    throw new ValueError(`scrypt cannot run with n=${n}, r=${r}, p=${p}`, { cause: error });
  }
}

async function hash_pbkdf2(parameters: readonly string[], salt: string, password: string): Promise<Hashed> {
  if (parameters.length > 2) throw new ValueError("'pbkdf2' takes 2 arguments.");
  const [hash_name = "sha256", count] = parameters;
  const iterations = count === undefined ? DEFAULT_PBKDF2_ITERATIONS : read_count(count);
  const bytes = DIGEST_BYTES[hash_name];
  const digest = OPENSSL_NAMES[hash_name] ?? hash_name;
  if (bytes === undefined || !HASHES.has(digest)) throw new ValueError(`unsupported hash type ${hash_name}`);
  if (!iterations) throw new ValueError(`'pbkdf2' takes a number of iterations from 1 up, not ${count}.`);
  const key = await run_pbkdf2(password, salt, iterations, bytes, digest);
  return { name: `pbkdf2:${hash_name}:${iterations}`, hex: key.toString("hex") };
}

/** A count from 1 up, or NaN. */
function read_count(text: string): number {
  return /^[1-9]\d*$/.test(text.trim()) ? Number(text) : Number.NaN;
}

import { createHash } from "node:crypto";

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 20;
// FIPS 180-4, 5.1.1: what ends a message, and the room that its length takes.
const END_BIT = 0x80;
const LENGTH_BYTES = 8;

// What is hashed at the moment: hashing is synchronous, so one of each serves all keys.
const state = new Int32Array(5);
const words = new Int32Array(80);
const digest = Buffer.alloc(DIGEST_BYTES);

/**
 * HMAC-SHA1 (RFC 2104, FIPS 180-4) of ASCII text as URL-safe base64, for the short texts that sign a session. It is
 * written here because node:crypto's own way costs a server more than the hashing: OpenSSL looks its digest up and
 * allocates for every call, twice for an HMAC, and is out of the processor's cache each time a request comes.
 */
export function make_sha1_text_mac(key: Uint8Array): (message: string) => string {
  const inner = padded_state(key, 0x36);
  const outer = padded_state(key, 0x5c);
  return (message) => {
    state.set(inner);
    add_text(message);
    words.fill(0, 0, 16);
    words.set(state);
    set_byte(DIGEST_BYTES, END_BIT);
    set_length(DIGEST_BYTES);
    state.set(outer);
    compress();
    for (let at = 0; at < state.length; at++) digest.writeInt32BE(state[at]!, at * 4);
    return digest.toString("base64url");
  };
}

/** The state after the key, padded to a block: all that a message's hash needs of it. */
function padded_state(key: Uint8Array, pad: number): Int32Array {
  const short_key = key.length > BLOCK_BYTES ? createHash("sha1").update(key).digest() : key;
  const block = Buffer.alloc(BLOCK_BYTES, pad);
  for (const [at, byte] of short_key.entries()) block[at] = byte ^ pad;
  for (let at = 0; at < 16; at++) words[at] = block.readInt32BE(at * 4);
  state.set([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  compress();
  return state.slice();
}

/** Hashes the text behind the key's block, and what ends it. */
function add_text(text: string): void {
  let at = 0;
  for (; at + BLOCK_BYTES <= text.length; at += BLOCK_BYTES) {
    for (let word = 0; word < 16; word++) words[word] = word_at(text, at + word * 4);
    compress();
  }
  const rest = text.length - at;
  words.fill(0, 0, 16);
  for (let place = 0; place < rest; place++) set_byte(place, text.charCodeAt(at + place));
  set_byte(rest, END_BIT);
  if (rest >= BLOCK_BYTES - LENGTH_BYTES) {
    compress();
    words.fill(0, 0, 16);
  }
  set_length(text.length);
  compress();
}

function word_at(text: string, at: number): number {
  return (
    (text.charCodeAt(at) << 24) |
    (text.charCodeAt(at + 1) << 16) |
    (text.charCodeAt(at + 2) << 8) |
    text.charCodeAt(at + 3)
  );
}

function set_byte(place: number, byte: number): void {
  words[place >> 2]! |= byte << (24 - 8 * (place & 3));
}

/** The bits of a message and of the key's block before it; the upper half of the length is 0 for any text there is. */
function set_length(length: number): void {
  words[15] = (BLOCK_BYTES + length) * 8;
}

/** Takes the first sixteen words into the state (FIPS 180-4, 6.1.2): four times twenty rounds, each with its own mixture. */
function compress(): void {
  for (let at = 16; at < 80; at++)
    words[at] = rotate_left(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1);
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let at = 0;
  let next = 0;
  for (; at < 20; at++) {
    next = (rotate_left(a, 5) + ((b & c) | (~b & d)) + e + 0x5a827999 + words[at]!) | 0;
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = next;
  }
  for (; at < 40; at++) {
    next = (rotate_left(a, 5) + (b ^ c ^ d) + e + 0x6ed9eba1 + words[at]!) | 0;
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = next;
  }
  for (; at < 60; at++) {
    next = (rotate_left(a, 5) + ((b & c) | (b & d) | (c & d)) + e + 0x8f1bbcdc + words[at]!) | 0;
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = next;
  }
  for (; at < 80; at++) {
    next = (rotate_left(a, 5) + (b ^ c ^ d) + e + 0xca62c1d6 + words[at]!) | 0;
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = next;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
}

function rotate_left(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

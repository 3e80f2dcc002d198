import { isUtf8 } from "node:buffer";
import { make_float } from "../python/float.ts";

const MAX_DEPTH = 500;
const TIMESTAMP = -1;

/**
 * The value of MessagePack bytes, as Flask-Session writes them. Dicts are plain objects, or Maps where a key is no
 * text; timestamps are Dates. Raises RangeError or TypeError for anything else; it never runs code.
 */
export function read_msgpack(bytes: Uint8Array): unknown {
  const reader = new MsgpackReader(bytes);
  const value = reader.read(0);
  if (!reader.at_end) throw new RangeError("bytes follow the record");
  return value;
}

class MsgpackReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get at_end(): boolean {
    return this.#at === this.#buffer.length;
  }

  read(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
    const code = this.#buffer.readUInt8(this.#at++);
    if (code < 0x80) return code;
    if (code < 0x90) return this.#read_dict(code & 15, depth);
    if (code < 0xa0) return this.#read_list(code & 15, depth);
    if (code < 0xc0) return this.#read_text(code & 31);
    if (code >= 0xe0) return code - 0x100;
    return this.#read_coded(code, depth);
  }

  #read_coded(code: number, depth: number): unknown {
    if (code < 0xc4) return this.#read_word(code);
    if (code < 0xc7) return Buffer.from(this.#take(this.#read_length(code - 0xc4)));
    if (code < 0xca) return this.#read_extension(this.#read_length(code - 0xc7));
    if (code < 0xcc)
      return make_float(code === 0xca ? this.#take(4).readFloatBE() : this.#take(8).readDoubleBE());
    if (code < 0xd4) return this.#read_int(code);
    if (code < 0xd9) return this.#read_extension(1 << (code - 0xd4));
    if (code < 0xdc) return this.#read_text(this.#read_length(code - 0xd9));
    if (code < 0xde) return this.#read_list(this.#read_length(code - 0xdc + 1), depth);
    return this.#read_dict(this.#read_length(code - 0xde + 1), depth);
  }

  #read_word(code: number): null | boolean {
    if (code === 0xc1) throw new RangeError("0xc1 starts no value");
    return code === 0xc0 ? null : code === 0xc3;
  }

  #read_int(code: number): number | bigint {
    const size = 1 << (code & 3);
    const bytes = this.#take(size);
    if (size < 8) return code < 0xd0 ? bytes.readUIntBE(0, size) : bytes.readIntBE(0, size);
    const value = code < 0xd0 ? bytes.readBigUInt64BE() : bytes.readBigInt64BE();
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  /** A length of 8, 16 or 32 bits. */
  #read_length(width: number): number {
    const bytes = 1 << width;
    return this.#take(bytes).readUIntBE(0, bytes);
  }

  #read_text(length: number): string {
    const bytes = this.#take(length);
    if (!isUtf8(bytes)) throw new TypeError("text is not UTF-8");
    return bytes.toString("utf8");
  }

  #read_list(length: number, depth: number): unknown[] {
    const items: unknown[] = [];
    // Not made in its full length at once: a record may announce more than it holds.
    for (let count = 0; count < length; count++) items.push(this.read(depth + 1));
    return items;
  }

  #read_dict(length: number, depth: number): unknown {
    const entries: [unknown, unknown][] = [];
    for (let count = 0; count < length; count++) entries.push([this.read(depth + 1), this.read(depth + 1)]);
    return entries.every(has_text_key) ? Object.fromEntries(entries) : new Map(entries);
  }

  #read_extension(length: number): Date {
    const type = this.#take(1).readInt8();
    if (type !== TIMESTAMP) throw new TypeError(`the extension ${type} is not known`);
    return read_timestamp(this.#take(length));
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#buffer.length) throw new RangeError("the record ends within a value");
    const bytes = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}

function has_text_key(entry: [unknown, unknown]): entry is [string, unknown] {
  return typeof entry[0] === "string";
}

/** Seconds in 32 bits; nanoseconds and seconds in 30 and 34; or in 32 and 64. */
function read_timestamp(bytes: Buffer): Date {
  if (bytes.length === 4) return new Date(bytes.readUInt32BE() * 1000);
  if (bytes.length === 8) {
    const both = bytes.readBigUInt64BE();
    return date_of(both & 0x3_ffff_ffffn, Number(both >> 34n));
  }
  if (bytes.length === 12) return date_of(bytes.readBigInt64BE(4), bytes.readUInt32BE());
  throw new RangeError("a timestamp has 4, 8 or 12 bytes");
}

function date_of(seconds: bigint, nanoseconds: number): Date {
  const date = new Date(Number(seconds) * 1000 + Math.floor(nanoseconds / 1_000_000));
  if (Number.isNaN(date.getTime())) throw new RangeError("a timestamp is beyond all dates");
  return date;
}

import { dict_entries, is_dict } from "../json/is_dict.ts";
import { Refusal, refusal_text, TOO_DEEP } from "../json/refusal.ts";
import { is_float_object } from "../python/float.ts";
import { has_html } from "../python/safe_text.ts";
import { is_uuid } from "../python/uuid.ts";

// As deep as msgspec reads.
const MAX_DEPTH = 500;
const MAX_UINT32 = 0xffff_ffff;
const FIRST_TIME = Date.parse("0001-01-01T00:00:00Z");
const LAST_TIME = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * MessagePack as Flask-Session's msgspec writes it: tuples as arrays, UUIDs and safe text as text, dates as
 * timestamps, `Float` as a float even when whole (which @msgpack/msgpack cannot). Raises SerialisationError.
 */
export function write_msgpack(value: unknown): Buffer {
  try {
    const writer = new MsgpackWriter();
    writer.write(value, 0);
    return writer.bytes();
  } catch (error) {
    if (error instanceof Refusal) throw error.located_in(value);
    throw error;
  }
}

class MsgpackWriter {
  #buffer = Buffer.allocUnsafe(256);
  #length = 0;

  bytes(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length));
  }

  write(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH) throw new Refusal(TOO_DEEP, value);
    if (typeof value === "string") this.#write_text(value);
    else if (typeof value === "number") this.#write_number(value);
    else if (typeof value === "boolean") this.#write_byte(value ? 0xc3 : 0xc2);
    else if (value === null || value === undefined) this.#write_byte(0xc0);
    else if (typeof value === "object") this.#write_object(value, depth);
    else if (typeof value === "bigint") this.#write_int(value);
    else throw new Refusal(refusal_text(value), value);
  }

  #write_number(value: number): void {
    if (value >= -32 && value < 128 && Number.isInteger(value)) this.#write_byte(value & 0xff);
    else if (Number.isSafeInteger(value)) this.#write_int(BigInt(value));
    else this.#write_float(value);
  }

  #write_object(value: object, depth: number): void {
    if (Array.isArray(value)) this.#write_list(value, depth);
    else if (value instanceof Uint8Array) this.#write_bytes(value);
    else if (value instanceof Date) this.#write_date(value);
    else if (is_dict(value)) this.#write_dict([...dict_entries(value)], depth);
    else if (value instanceof Map) this.#write_dict([...value], depth);
    else if (is_float_object(value)) this.#write_float(value.valueOf());
    else if (is_uuid(value)) this.#write_text(String(value));
    else if (has_html(value)) this.#write_text(String(value.__html__()));
    else throw new Refusal(refusal_text(value), value);
  }

  #write_list(items: readonly unknown[], depth: number): void {
    this.#write_length(items.length, { small: 0x90, small_limit: 16, wide: 0xdc });
    for (const item of items) this.write(item, depth + 1);
  }

  #write_dict(entries: readonly (readonly [unknown, unknown])[], depth: number): void {
    this.#write_length(entries.length, { small: 0x80, small_limit: 16, wide: 0xde });
    for (const [key, item] of entries) {
      this.write(key, depth + 1);
      this.write(item, depth + 1);
    }
  }

  #write_text(text: string): void {
    if (!text.isWellFormed()) throw new Refusal("text with half a surrogate pair has no UTF-8 form", text);
    const length = Buffer.byteLength(text, "utf8");
    if (length >= 32 && length < 256) {
      this.#write_byte(0xd9);
      this.#write_byte(length);
    } else this.#write_length(length, { small: 0xa0, small_limit: 32, wide: 0xda });
    this.#length += this.#reserve(length).write(text, this.#length, "utf8");
  }

  #write_bytes(bytes: Uint8Array): void {
    if (bytes.length < 256) {
      this.#write_byte(0xc4);
      this.#write_byte(bytes.length);
    } else this.#write_length(bytes.length, { small: 0, small_limit: 0, wide: 0xc5 });
    this.#reserve(bytes.length).set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A length: within the code, or behind it in 16 or 32 bits. */
  #write_length(length: number, code: { small: number; small_limit: number; wide: number }): void {
    if (length > MAX_UINT32) throw new RangeError("MessagePack counts to 2^32 - 1");
    if (length < code.small_limit) this.#write_byte(code.small | length);
    else if (length < 0x1_0000) {
      this.#write_byte(code.wide);
      this.#length = this.#reserve(2).writeUInt16BE(length, this.#length);
    } else {
      this.#write_byte(code.wide + 1);
      this.#length = this.#reserve(4).writeUInt32BE(length, this.#length);
    }
  }

  /** An integer in the fewest bytes that hold it. */
  #write_int(value: bigint): void {
    const size = INT_SIZES.find(({ least, most }) => value >= least && value <= most);
    if (size === undefined) throw new Refusal("MessagePack holds integers of 64 bits", value);
    if (size.code !== null) this.#write_byte(size.code);
    const buffer = this.#reserve(8);
    buffer.writeBigUInt64BE(BigInt.asUintN(64, value), this.#length);
    buffer.copy(buffer, this.#length, this.#length + 8 - size.bytes, this.#length + 8);
    this.#length += size.bytes;
  }

  #write_float(value: number): void {
    this.#write_byte(0xcb);
    this.#length = this.#reserve(8).writeDoubleBE(value, this.#length);
  }

  /** The timestamp extension, in its form of 96 bits, which holds every date. */
  #write_date(date: Date): void {
    const time = date.getTime();
    if (Number.isNaN(time)) throw new Refusal("an invalid Date cannot be stored", date);
    // Python would fail at the whole record.
    if (time < FIRST_TIME || time > LAST_TIME)
      throw new Refusal("Python's dates end with the year 9999 and begin with 1", date);
    const seconds = Math.floor(time / 1000);
    for (const byte of [0xc7, 12, 0xff]) this.#write_byte(byte);
    const buffer = this.#reserve(12);
    this.#length = buffer.writeUInt32BE((time - seconds * 1000) * 1_000_000, this.#length);
    this.#length = buffer.writeBigInt64BE(BigInt(seconds), this.#length);
  }

  #write_byte(byte: number): void {
    this.#length = this.#reserve(1).writeUInt8(byte, this.#length);
  }

  #reserve(bytes: number): Buffer {
    if (this.#length + bytes > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (this.#length + bytes));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    return this.#buffer;
  }
}

const INT_SIZES = [
  { code: null, bytes: 1, least: -32n, most: 127n },
  { code: 0xcc, bytes: 1, least: 0n, most: 0xffn },
  { code: 0xcd, bytes: 2, least: 0n, most: 0xffffn },
  { code: 0xce, bytes: 4, least: 0n, most: 0xffff_ffffn },
  { code: 0xcf, bytes: 8, least: 0n, most: 2n ** 64n - 1n },
  { code: 0xd0, bytes: 1, least: -0x80n, most: -1n },
  { code: 0xd1, bytes: 2, least: -0x8000n, most: -1n },
  { code: 0xd2, bytes: 4, least: -0x8000_0000n, most: -1n },
  { code: 0xd3, bytes: 8, least: -(2n ** 63n), most: -1n },
] as const;

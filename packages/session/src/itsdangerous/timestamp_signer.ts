import { base64_decode, base64_encode, bytes_to_int, int_to_bytes } from "./encoding.ts";
import { BadSignature, BadTimeSignature, SignatureExpired } from "./errors.ts";
import { named_options } from "./named_options.ts";
import { Signer } from "./signer.ts";
import { want_bytes } from "./want_bytes.ts";

export interface UnsignOptions {
  /** Seconds that may have passed since signing; no limit unless told. */
  readonly max_age?: number | null;
  readonly return_timestamp?: boolean;
}

// Python's datetime ends with the year 9999.
const LAST_SECOND = 253_402_300_799;

/** A Signer that signs the time along (itsdangerous.TimestampSigner). */
export class TimestampSigner extends Signer {
  /** Now, in whole Unix seconds; a subclass may ask another clock. */
  get_timestamp(): number {
    return Math.floor(Date.now() / 1000);
  }

  /** Raises RangeError for a time that Python's datetime cannot hold. */
  timestamp_to_datetime(timestamp: number | bigint): Date {
    if (timestamp > LAST_SECOND) throw new RangeError(`${timestamp} seconds lie beyond the year 9999`);
    return new Date(Number(timestamp) * 1000);
  }

  override sign(value: string | Uint8Array): Buffer {
    return super.sign(Buffer.concat([want_bytes(value), this.sep, encode_timestamp(this.get_timestamp())]));
  }

  override unsign(
    signed_value: string | Uint8Array,
    options?: UnsignOptions & { return_timestamp?: false },
  ): Buffer;
  override unsign(
    signed_value: string | Uint8Array,
    options: UnsignOptions & { return_timestamp: true },
  ): [Buffer, Date];
  /** The value, or the value and its date. Raises BadTimeSignature, SignatureExpired or BadSignature. */
  override unsign(signed_value: string | Uint8Array, options: UnsignOptions = {}): Buffer | [Buffer, Date] {
    const { max_age, return_timestamp } = named_options("unsign()", options);
    const stamped = this.#unsign_stamped(signed_value);
    const { value, timestamp } = this.#split_timestamp(stamped);
    if (timestamp === null) throw new BadTimeSignature("Malformed timestamp", { payload: value });
    const date_signed = this.#date_or_malformed(timestamp, value);
    this.#check_age(timestamp, value, date_signed, max_age);
    return return_timestamp ? [value, date_signed] : value;
  }

  override validate(signed_value: string | Uint8Array, options: UnsignOptions = {}): boolean {
    const { max_age = null } = named_options("validate()", options);
    try {
      this.unsign(signed_value, { max_age });
      return true;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  #unsign_stamped(signed_value: string | Uint8Array): Buffer {
    let stamped: Buffer;
    try {
      stamped = super.unsign(signed_value);
    } catch (error) {
      if (error instanceof BadSignature) throw this.#with_date(error);
      throw error;
    }
    if (!stamped.includes(this.sep)) {
      throw new BadTimeSignature("timestamp missing", { payload: stamped });
    }
    return stamped;
  }

  /** The same failure, with the payload cut to the value and the date that it claims. */
  #with_date(error: BadSignature): BadSignature {
    const stamped = error.payload;
    if (stamped === null || !stamped.includes(this.sep)) return error;
    const { value, timestamp } = this.#split_timestamp(stamped);
    if (timestamp === null) return new BadTimeSignature(error.message, { payload: value });
    try {
      const date_signed = this.#date_or_malformed(timestamp, value);
      return new BadTimeSignature(error.message, { payload: value, date_signed });
    } catch (malformed) {
      if (malformed instanceof BadTimeSignature) return malformed;
      throw malformed;
    }
  }

  #split_timestamp(stamped: Buffer): { value: Buffer; timestamp: number | bigint | null } {
    const at = stamped.lastIndexOf(this.sep);
    return {
      value: stamped.subarray(0, at),
      timestamp: read_timestamp(stamped.subarray(at + this.sep.length)),
    };
  }

  #date_or_malformed(timestamp: number | bigint, value: Buffer): Date {
    try {
      return this.timestamp_to_datetime(timestamp);
    } catch (error) {
      if (error instanceof RangeError) throw new BadTimeSignature("Malformed timestamp", { payload: value });
      throw error;
    }
  }

  #check_age(signed_at: number | bigint, payload: Buffer, date_signed: Date, max_age?: number | null): void {
    if (max_age === undefined || max_age === null) return;
    const age = this.get_timestamp() - Number(signed_at);
    if (age > max_age) {
      throw new SignatureExpired(`Signature age ${age} > ${max_age} seconds`, { payload, date_signed });
    }
    if (age < 0) throw new SignatureExpired(`Signature age ${age} < 0 seconds`, { payload, date_signed });
  }
}

// A server signs many values in one second.
let last_encoded: { readonly timestamp: number; readonly encoded: Buffer } = {
  timestamp: 0,
  encoded: Buffer.alloc(0),
};

function encode_timestamp(timestamp: number): Buffer {
  if (last_encoded.timestamp !== timestamp) {
    last_encoded = { timestamp, encoded: base64_encode(int_to_bytes(timestamp)) };
  }
  return last_encoded.encoded;
}

function read_timestamp(encoded: Buffer): number | bigint | null {
  try {
    return bytes_to_int(base64_decode(encoded));
  } catch {
    return null;
  }
}

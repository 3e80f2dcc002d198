import { SignatureExpired } from "./errors.ts";
import { named_options } from "./named_options.ts";
import { type SaltOption, Serializer, type SignerClass } from "./serializer.ts";
import { received_bytes } from "./signer.ts";
import { TimestampSigner } from "./timestamp_signer.ts";

export interface TimedLoadOptions extends SaltOption {
  /** Seconds that may have passed since signing; no limit unless told. */
  readonly max_age?: number | null;
  readonly return_timestamp?: boolean;
}

/** A Serializer whose values carry the time of signing (itsdangerous.TimedSerializer). */
export class TimedSerializer extends Serializer {
  static override readonly default_signer: SignerClass = TimestampSigner;

  override loads(
    signed_value: string | Uint8Array,
    options: TimedLoadOptions & { readonly return_timestamp: true },
  ): [value: unknown, date_signed: Date];
  override loads(signed_value: string | Uint8Array, options?: TimedLoadOptions): unknown;
  /** The value, or the value and its date. Raises SignatureExpired, BadSignature or BadPayload. */
  override loads(signed_value: string | Uint8Array, options: TimedLoadOptions = {}): unknown {
    const { salt = null, max_age = null, return_timestamp = false } = named_options("loads()", options);
    const bytes = received_bytes(signed_value);
    return this.try_unsigners(
      salt,
      (signer) => {
        // A signer without time cannot be asked for it, as in Python.
        const [payload, date_signed] = (signer as TimestampSigner).unsign(bytes, {
          max_age,
          return_timestamp: true,
        });
        const value = this.load_payload(payload);
        return return_timestamp ? [value, date_signed] : value;
      },
      is_expired,
    );
  }

  override loads_unsafe(
    signed_value: string | Uint8Array,
    options: TimedLoadOptions = {},
  ): [valid: boolean, value: unknown] {
    return super.loads_unsafe(signed_value, options);
  }
}

/** The signature was good, so no other signer need be tried. */
function is_expired(error: unknown): boolean {
  return error instanceof SignatureExpired;
}

import { isUtf8 } from "node:buffer";
import { BadPayload, BadSignature } from "./errors.ts";
import { named_options } from "./named_options.ts";
import { is_text_serializer, json, type PayloadSerializer } from "./payload_serializer.ts";
import {
  make_keys_list,
  newest,
  received_bytes,
  type SecretKeys,
  Signer,
  type SignerOptions,
} from "./signer.ts";
import { want_bytes } from "./want_bytes.ts";

export type SignerClass = new (secret_key: SecretKeys, options?: SignerOptions) => Signer;

/** Another way in which a value may have been signed: options for the same signer, a signer, or both. */
export type FallbackSigner = SignerOptions | SignerClass | readonly [SignerClass, SignerOptions];

export interface SerializerOptions {
  /** `"itsdangerous"` unless told. */
  readonly salt?: string | Uint8Array | null;
  readonly serializer?: PayloadSerializer | null;
  /** Handed to `serializer.dumps` behind the value. */
  readonly serializer_kwargs?: Readonly<Record<string, unknown>>;
  readonly signer?: SignerClass | null;
  readonly signer_kwargs?: SignerOptions;
  readonly fallback_signers?: readonly FallbackSigner[] | null;
}

export interface SaltOption {
  /** Instead of the serializer's own salt. */
  readonly salt?: string | Uint8Array | null;
}

/** Turns values into signed text and back: `new Serializer("secret").dumps({ id: 5 })` (itsdangerous.Serializer). */
export class Serializer {
  static readonly default_serializer: PayloadSerializer = json;
  static readonly default_signer: SignerClass = Signer;
  static readonly default_fallback_signers: readonly FallbackSigner[] = [];

  readonly secret_keys: readonly Buffer[];
  readonly salt: Buffer | null;
  readonly serializer: PayloadSerializer;
  readonly is_text_serializer: boolean;
  readonly signer: SignerClass;
  readonly signer_kwargs: SignerOptions;
  readonly fallback_signers: readonly FallbackSigner[];
  readonly serializer_kwargs: Readonly<Record<string, unknown>>;
  #own_signer: Signer | undefined;
  #own_unsigners: readonly Signer[] | undefined;

  constructor(secret_key: SecretKeys, options: SerializerOptions = {}) {
    const { salt = "itsdangerous" } = named_options("a serializer", options);
    this.secret_keys = make_keys_list(secret_key);
    this.salt = salt === null ? null : want_bytes(salt);
    this.serializer = options.serializer ?? new.target.default_serializer;
    this.is_text_serializer = is_text_serializer(this.serializer);
    this.signer = options.signer ?? new.target.default_signer;
    this.signer_kwargs = options.signer_kwargs ?? {};
    this.fallback_signers = options.fallback_signers ?? new.target.default_fallback_signers;
    this.serializer_kwargs = options.serializer_kwargs ?? {};
  }

  /** The newest secret, which signs. */
  get secret_key(): Buffer {
    return newest(this.secret_keys);
  }

  /** The value in verified bytes. Raises BadPayload. */
  load_payload(
    payload: Uint8Array,
    { serializer = null }: { serializer?: PayloadSerializer | null } = {},
  ): unknown {
    const reader = serializer ?? this.serializer;
    const is_text = serializer === null ? this.is_text_serializer : is_text_serializer(serializer);
    try {
      return reader.loads(is_text ? decode_utf8(payload) : payload);
    } catch (original_error) {
      throw new BadPayload(
        "Could not load the payload because an exception occurred on unserializing the data.",
        { original_error },
      );
    }
  }

  dump_payload(value: unknown): Buffer {
    return want_bytes(this.serializer.dumps(value, this.serializer_kwargs));
  }

  make_signer(salt: string | Uint8Array | null = null): Signer {
    // Salts given at a call may be many (an address each), so only the serializer's own signer is kept.
    if (salt !== null) return new this.signer(this.secret_keys, { salt, ...this.signer_kwargs });
    this.#own_signer ??= new this.signer(this.secret_keys, { salt: this.salt, ...this.signer_kwargs });
    return this.#own_signer;
  }

  /** All signers that may have signed a value, in the order in which they are tried. */
  iter_unsigners(salt: string | Uint8Array | null = null): Iterable<Signer> {
    if (salt !== null) return this.#make_unsigners(salt);
    this.#own_unsigners ??= this.#make_unsigners(null);
    return this.#own_unsigners;
  }

  /** The value as signed text, or bytes where the serializer gives bytes. */
  dumps(value: unknown, options: SaltOption = {}): string {
    const { salt = null } = named_options("dumps()", options);
    const signed = this.make_signer(salt).sign(this.dump_payload(value));
    // Bytes where Python gives bytes; the type names the common case, as a serializer of bytes is rare.
    return this.is_text_serializer ? decode_utf8(signed) : (signed as unknown as string);
  }

  dump(value: unknown, file: { write(text: string): unknown }, options: SaltOption = {}): void {
    file.write(this.dumps(value, options));
  }

  /** The value of signed text. Raises BadSignature or BadPayload. */
  loads(signed_value: string | Uint8Array, options: SaltOption = {}): unknown {
    const { salt = null } = named_options("loads()", options);
    const bytes = received_bytes(signed_value);
    return this.try_unsigners(salt, (signer) => this.load_payload(signer.unsign(bytes)));
  }

  load(file: { read(): string | Uint8Array }, options: SaltOption = {}): unknown {
    return this.loads(file.read(), options);
  }

  /**
   * Whether the signature is good, and the value even if it is not (null where it cannot be read). For looking
   * into values while debugging; never act upon an unverified one.
   */
  loads_unsafe(
    signed_value: string | Uint8Array,
    options: SaltOption = {},
  ): [valid: boolean, value: unknown] {
    try {
      return [true, this.loads(signed_value, options)];
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      return [false, error.payload === null ? null : this.#load_or_null(error.payload)];
    }
  }

  load_unsafe(
    file: { read(): string | Uint8Array },
    options: SaltOption = {},
  ): [valid: boolean, value: unknown] {
    return this.loads_unsafe(file.read(), options);
  }

  /** The first result that some signer gives; else the last BadSignature. `is_final` ends the search at once. */
  protected try_unsigners<T>(
    salt: string | Uint8Array | null,
    attempt: (signer: Signer) => T,
    is_final: (error: BadSignature) => boolean = never,
  ): T {
    let failure: BadSignature | undefined;
    for (const signer of this.iter_unsigners(salt)) {
      try {
        return attempt(signer);
      } catch (error) {
        if (!(error instanceof BadSignature) || is_final(error)) throw error;
        failure = error;
      }
    }
    throw failure ?? new BadSignature("there is no signer to verify with");
  }

  #make_unsigners(salt: string | Uint8Array | null): readonly Signer[] {
    const effective_salt = salt ?? this.salt;
    const fallbacks = this.fallback_signers.flatMap((fallback) => {
      const [signer, options] = this.#read_fallback(fallback);
      return this.secret_keys.map((key) => new signer(key, { salt: effective_salt, ...options }));
    });
    return [this.make_signer(salt), ...fallbacks];
  }

  #read_fallback(fallback: FallbackSigner): readonly [SignerClass, SignerOptions] {
    if (typeof fallback === "function") return [fallback, this.signer_kwargs];
    return is_pair(fallback) ? fallback : [this.signer, fallback];
  }

  #load_or_null(payload: Buffer): unknown {
    try {
      return this.load_payload(payload);
    } catch (error) {
      if (error instanceof BadPayload) return null;
      throw error;
    }
  }
}

function never(): boolean {
  return false;
}

function is_pair(
  fallback: SignerOptions | readonly [SignerClass, SignerOptions],
): fallback is readonly [SignerClass, SignerOptions] {
  return Array.isArray(fallback);
}

function decode_utf8(payload: Uint8Array): string {
  if (!isUtf8(payload)) throw new TypeError("these bytes are no UTF-8 text");
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("utf8");
}

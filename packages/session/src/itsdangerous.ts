export { HMACAlgorithm, NoneAlgorithm, SigningAlgorithm } from "./itsdangerous/algorithms.ts";
export type { DigestMethod } from "./itsdangerous/digest.ts";
export { base64_decode, base64_encode, bytes_to_int, int_to_bytes } from "./itsdangerous/encoding.ts";
export {
  BadData,
  BadHeader,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  SignatureExpired,
} from "./itsdangerous/errors.ts";
export { is_text_serializer, json, type PayloadSerializer } from "./itsdangerous/payload_serializer.ts";
export {
  type FallbackSigner,
  type SaltOption,
  Serializer,
  type SerializerOptions,
  type SignerClass,
} from "./itsdangerous/serializer.ts";
export { type KeyDerivation, type SecretKeys, Signer, type SignerOptions } from "./itsdangerous/signer.ts";
export { type TimedLoadOptions, TimedSerializer } from "./itsdangerous/timed_serializer.ts";
export { TimestampSigner, type UnsignOptions } from "./itsdangerous/timestamp_signer.ts";
export { URLSafeSerializer } from "./itsdangerous/url_safe_serializer.ts";
export { URLSafeTimedSerializer } from "./itsdangerous/url_safe_timed_serializer.ts";
export { want_bytes } from "./itsdangerous/want_bytes.ts";

export {
  CsrfError,
  type CsrfOptions,
  generate_csrf,
  type ValidateCsrfOptions,
  validate_csrf,
} from "./extensions/csrf.ts";
export {
  confirm_login,
  type LoginClient,
  type LoginConfig,
  type LoginHost,
  type LoginUserOptions,
  load_user_id,
  login_fresh,
  login_user,
  logout_user,
  session_identifier,
  update_remember_cookie,
} from "./extensions/login.ts";
export { decode_cookie, encode_cookie } from "./extensions/remember_token.ts";
export * from "./itsdangerous.ts";
export { type DumpOptions, dumps, JsonWriter } from "./json/dumps.ts";
export { has_escaped_key } from "./json/escaped_key.ts";
export { JSONDecodeError } from "./json/json_decode_error.ts";
export { loads } from "./json/loads.ts";
export { SerialisationError } from "./json/serialisation_error.ts";
export { Float } from "./python/float.ts";
export { http_date, parse_http_date } from "./python/http_date.ts";
export { PYTHON_TYPE } from "./python/marker.ts";
export { SafeText } from "./python/safe_text.ts";
export { Tuple } from "./python/tuple.ts";
export { UUID } from "./python/uuid.ts";
export type { SerializationFormat } from "./records/record_format.ts";
export { configured_interface, type SessionTypeConfig } from "./session/configured_interface.ts";
export { PassDict, PassList, TagDict, TagTuple } from "./session/container_tags.ts";
export { domain_matches, is_local_hostname } from "./session/cookie_place.ts";
export { type DecodedSessionCookie, decode_session_cookie } from "./session/decode_session_cookie.ts";
export { EncryptedCookieSessionInterface } from "./session/encrypted_cookie_session_interface.ts";
export type {
  Duration,
  SessionConfig,
  SessionCookieOptions,
  SessionHost,
  SessionLogger,
  SessionRequest,
  SessionResponse,
} from "./session/host.ts";
export { json_default } from "./session/json_default.ts";
export { JSONTag, type Tagger } from "./session/json_tag.ts";
export { NullSession } from "./session/null_session.ts";
export { SecureCookieSession } from "./session/secure_cookie_session.ts";
export { SecureCookieSessionInterface } from "./session/secure_cookie_session_interface.ts";
export { ServerSideSession } from "./session/server_side_session.ts";
export {
  type ServerSideOptions,
  ServerSideSessionInterface,
} from "./session/server_side_session_interface.ts";
export { SessionDict, SessionDict as SessionMixin } from "./session/session_dict.ts";
export { SessionTooLarge, SessionUnavailable } from "./session/session_error.ts";
export { SessionInterface } from "./session/session_interface.ts";
export { type StandaloneOptions, StandaloneSessions } from "./session/standalone_sessions.ts";
export {
  type JSONTagClass,
  type TaggedJSONOptions,
  TaggedJSONSerializer,
} from "./session/tagged_json_serializer.ts";
export { TagBytes, TagDateTime, TagMarkup, TagUUID } from "./session/value_tags.ts";
export { MemoryStore } from "./stores/memory_store.ts";
export { type RedisClient, RedisStore, type RedisStoreOptions } from "./stores/redis_store.ts";
export type { SessionStore } from "./stores/session_store.ts";
export { SessionStoreUnavailable } from "./stores/session_store_unavailable.ts";
export { SqliteStore } from "./stores/sqlite_store.ts";

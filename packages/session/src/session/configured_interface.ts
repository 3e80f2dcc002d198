import type { SerializationFormat } from "../records/record_format.ts";
import { MemoryStore } from "../stores/memory_store.ts";
import { type RedisClient, RedisStore } from "../stores/redis_store.ts";
import type { SessionStore } from "../stores/session_store.ts";
import { SqliteStore } from "../stores/sqlite_store.ts";
import { EncryptedCookieSessionInterface } from "./encrypted_cookie_session_interface.ts";
import { SecureCookieSessionInterface } from "./secure_cookie_session_interface.ts";
import { type ServerSideOptions, ServerSideSessionInterface } from "./server_side_session_interface.ts";
import type { SessionInterface } from "./session_interface.ts";
import type { TaggedJSONOptions } from "./tagged_json_serializer.ts";

/** Flask-Session's settings, under its names, with the kinds of session that exist here. */
export interface SessionTypeConfig {
  /** "null" and "cookie" are Flask's own signed cookie. */
  readonly SESSION_TYPE?: "null" | "cookie" | "encrypted" | "memory" | "sqlite" | "redis" | null;
  /** A client of the package `redis`, or its address; `redis://127.0.0.1:6379` unless told. */
  readonly SESSION_REDIS?: RedisClient | string | null;
  /** The file of SESSION_TYPE "sqlite"; `sessions.db` unless told. */
  readonly SESSION_SQLITE?: string | null;
  readonly SESSION_KEY_PREFIX?: string;
  readonly SESSION_USE_SIGNER?: boolean;
  readonly SESSION_PERMANENT?: boolean;
  readonly SESSION_ID_LENGTH?: number;
  readonly SESSION_SERIALIZATION_FORMAT?: SerializationFormat;
}

/** The session interface that a config asks for, as `Session(app)` of Flask-Session does it. Nothing connects yet. */
export function configured_interface(
  config: SessionTypeConfig,
  options: TaggedJSONOptions = {},
): SessionInterface {
  const type = config.SESSION_TYPE?.toLowerCase() ?? "null";
  if (type === "null" || type === "cookie") return new SecureCookieSessionInterface(options);
  if (type === "encrypted") return new EncryptedCookieSessionInterface(options);
  return new ServerSideSessionInterface(configured_store(type, config), server_options(config));
}

function configured_store(type: string, { SESSION_SQLITE, SESSION_REDIS }: SessionTypeConfig): SessionStore {
  if (type === "memory") return new MemoryStore();
  if (type === "sqlite") return new SqliteStore(SESSION_SQLITE ?? "sessions.db");
  if (type === "redis") return redis_store(SESSION_REDIS ?? "redis://127.0.0.1:6379");
  throw new TypeError(
    `SESSION_TYPE is ${JSON.stringify(type)}: use "null", "encrypted", "memory", "sqlite" or "redis"`,
  );
}

function redis_store(client: RedisClient | string): RedisStore {
  return typeof client === "string" ? RedisStore.from_url(client) : new RedisStore(client);
}

/** Options by their names in Flask-Session; absent ones stay absent. */
function server_options(config: SessionTypeConfig): ServerSideOptions {
  const named: [keyof ServerSideOptions, unknown][] = [
    ["key_prefix", config.SESSION_KEY_PREFIX],
    ["use_signer", config.SESSION_USE_SIGNER],
    ["permanent", config.SESSION_PERMANENT],
    ["sid_length", config.SESSION_ID_LENGTH],
    ["serialization_format", config.SESSION_SERIALIZATION_FORMAT],
  ];
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

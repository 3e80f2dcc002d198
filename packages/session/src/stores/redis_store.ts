import { createRequire } from "node:module";
import type { SessionStore } from "./session_store.ts";
import { SessionStoreUnavailable } from "./session_store_unavailable.ts";

/** The part of a client of the package `redis` that the store uses: one server's, a cluster's or a sentinel's. */
export interface RedisClient {
  get(key: string): Promise<unknown>;
  del(key: string): Promise<unknown>;
  expire(key: string, seconds: number): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: (string | Buffer)[] }): Promise<unknown>;
  withTypeMapping(mapping: Record<number, unknown>): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  connect(): Promise<unknown>;
  close(): unknown;
  destroy(): unknown;
  readonly isOpen?: boolean;
  readonly isReady?: boolean;
}

export interface RedisStoreOptions {
  /** Milliseconds after which a command counts as an outage; 2000 unless told. */
  readonly timeout?: number;
}

// RESP's code of a blob string: records are bytes, which the client turns into text unless told.
const BLOB_STRING = 36;
const TIMEOUT_MILLISECONDS = 2000;
const RECONNECT_MILLISECONDS = 500;

// One step on the server, so that no other request can write between comparing and writing.
const REPLACE = `
  local present = redis.call('GET', KEYS[1])
  if ARGV[1] == 'absent' then
    if present then return 0 end
  elseif present ~= ARGV[2] then
    return 0
  end
  redis.call('SET', KEYS[1], ARGV[3], 'EX', ARGV[4])
  return 1
`;
const REMOVE = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('DEL', KEYS[1])
`;

/**
 * Sessions in Redis or Valkey, which any number of machines may share, Python's among them. Takes a client, a
 * cluster or a sentinel of the package `redis`: `new RedisStore(createClient({ url }))`, connected or not.
 */
export class RedisStore implements SessionStore {
  readonly #client: RedisClient;
  readonly #bytes: Pick<RedisClient, "get">;
  readonly #timeout: number;
  #connecting: Promise<unknown> | undefined;

  constructor(client: RedisClient, { timeout = TIMEOUT_MILLISECONDS }: RedisStoreOptions = {}) {
    // A client of another package, or of a version before 5, would fail at each request instead.
    if (typeof client?.withTypeMapping !== "function")
      throw new TypeError(
        'RedisStore takes a client, a cluster or a sentinel of the package "redis", version 6',
      );
    this.#client = client;
    // The mapped client has the same methods; its type does not say so.
    this.#bytes = client.withTypeMapping({ [BLOB_STRING]: Buffer }) as Pick<RedisClient, "get">;
    this.#timeout = timeout;
    // Without a listener, a lost connection would end the process. Each request tells of it by itself.
    client.on("error", () => {});
  }

  /** A store for `redis://…` or `rediss://…`. Needs the package `redis`; reconnects within half a second. */
  static from_url(url: string, options: RedisStoreOptions = {}): RedisStore {
    const { createClient } = redis_package();
    return new RedisStore(createClient({ url, socket: { reconnectStrategy: reconnect_delay } }), options);
  }

  async get(key: string): Promise<Uint8Array | null> {
    const record = await this.#command(() => this.#bytes.get(key));
    return record instanceof Uint8Array ? record : null;
  }

  async replace(
    key: string,
    expected: Uint8Array | null,
    record: Uint8Array,
    seconds: number,
  ): Promise<boolean> {
    const compared = expected === null ? ["absent", ""] : ["equal", as_buffer(expected)];
    const values = [...compared, as_buffer(record), String(Math.max(1, Math.trunc(seconds)))];
    return this.#run(REPLACE, key, values);
  }

  async touch(key: string, seconds: number): Promise<boolean> {
    const done = await this.#command(() => this.#client.expire(key, Math.max(1, Math.trunc(seconds))));
    return done === 1 || done === true;
  }

  async remove(key: string, expected: Uint8Array): Promise<boolean> {
    return this.#run(REMOVE, key, [as_buffer(expected)]);
  }

  async delete(key: string): Promise<void> {
    await this.#command(() => this.#client.del(key));
  }

  async close(): Promise<void> {
    if (this.#client.isOpen === false) return;
    try {
      await this.#command(async () => this.#client.close());
    } catch {
      // Waiting for a server that is gone, or for a node of a cluster, would never end.
      await this.#client.destroy();
    }
  }

  async #run(script: string, key: string, values: (string | Buffer)[]): Promise<boolean> {
    return (await this.#command(() => this.#client.eval(script, { keys: [key], arguments: values }))) === 1;
  }

  /** Runs a command now or not at all: the client would keep it for a server that may be gone for long. */
  async #command<T>(send: () => Promise<T>): Promise<T> {
    try {
      if (this.#connecting !== undefined || this.#client.isOpen === false) await this.#connect();
      if (this.#client.isReady === false) throw new Error("Redis is not connected");
      return await within(this.#timeout, send());
    } catch (error) {
      throw new SessionStoreUnavailable(error);
    }
  }

  async #connect(): Promise<void> {
    // Requests that come while the first one connects wait for the same connection, and no longer than that one.
    this.#connecting ??= within(this.#timeout, this.#client.connect()).finally(() => {
      this.#connecting = undefined;
    });
    await this.#connecting;
  }
}

/** Milliseconds to wait before the next attempt: the client's own way would be up to two seconds. */
export function reconnect_delay(attempts: number): number {
  return Math.min(50 * 2 ** attempts, RECONNECT_MILLISECONDS);
}

/** Loaded at set-up, not by import: only who asks for a store by its address needs the package, an optional peer. */
function redis_package(): typeof import("redis") {
  try {
    return createRequire(import.meta.url)("redis");
  } catch (cause) {
    throw new Error('RedisStore.from_url needs the package "redis": install it beside this one', { cause });
  }
}

function as_buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const too_late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, too_late]);
  } finally {
    clearTimeout(timer);
  }
}

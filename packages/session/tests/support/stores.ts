import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  MemoryStore,
  type RedisClient,
  RedisStore,
  type SessionStore,
  SqliteStore,
} from "@miniflask/session";
import { requires } from "../../../../tests/support/require.ts";
import { RedisServer } from "./redis_server.ts";
import { start_redis_cluster, start_redis_sentinel, start_redis_with_tls } from "./redis_topologies.ts";

const HAS_REDIS = requires("redis");

/** A kind of store that every test of the family runs on. */
export interface StoreKind {
  readonly name: string;
  readonly available: boolean;
  open(): Promise<{ store: SessionStore; remove: () => Promise<void> }>;
}

export const STORE_KINDS: readonly StoreKind[] = [
  {
    name: "memory",
    available: true,
    open: async () => ({ store: new MemoryStore(), remove: async () => {} }),
  },
  {
    name: "sqlite",
    available: true,
    async open() {
      const folder = mkdtempSync(join(tmpdir(), "miniflask-sessions-"));
      const store = new SqliteStore(join(folder, "sessions.db"));
      return {
        store,
        remove: async () => {
          store.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  },
  redis_kind("redis", async () => {
    const server = await RedisServer.start();
    return { client: server.url, remove: () => server.remove() };
  }),
  redis_kind("redis over TLS", () => with_client(start_redis_with_tls())),
  redis_kind("redis cluster", () => with_client(start_redis_cluster())),
  redis_kind("redis sentinel", () => with_client(start_redis_sentinel())),
];

function redis_kind(
  name: string,
  start: () => Promise<{ client: RedisClient | string; remove: () => Promise<void> }>,
): StoreKind {
  return {
    name,
    available: HAS_REDIS,
    async open() {
      const { client, remove } = await start();
      const store = typeof client === "string" ? RedisStore.from_url(client) : new RedisStore(client);
      return {
        store,
        remove: async () => {
          await store.close();
          await remove();
        },
      };
    },
  };
}

async function with_client(
  starting: Promise<{ make_client: () => RedisClient; remove: () => Promise<void> }>,
) {
  const { make_client, remove } = await starting;
  return { client: make_client(), remove };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MemoryStore, RedisStore, type SessionStore, SqliteStore } from "@miniflask/session";
import { requires } from "../../../../tests/support/require.ts";
import { RedisServer } from "./redis_server.ts";

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
  {
    name: "redis",
    available: requires("redis"),
    async open() {
      const server = await RedisServer.start();
      const store = RedisStore.from_url(server.url);
      return {
        store,
        remove: async () => {
          await store.close();
          await server.remove();
        },
      };
    },
  },
];

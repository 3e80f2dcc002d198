import { randomUUID } from "node:crypto";
import { SessionStoreUnavailable, SqliteStore } from "@miniflask/session";

// A process that shares a file with others. `write` stores new records until it is killed, and says each one that was
// acknowledged; `count` adds to one number a hundred times, with the others.
const [mode = "", path = ""] = process.argv.slice(2);
const store = new SqliteStore(path);

if (mode === "write") write_for_ever();
else for (let turn = 0; turn < 100; turn++) count_one();

function write_for_ever(): void {
  for (;;) {
    const key = `session:${randomUUID()}`;
    if (store.replace(key, null, Buffer.from(key), 3600)) process.stdout.write(`${key}\n`);
  }
}

function count_one(): void {
  while (!counted());
}

/** Who waits for the others longer than the store does is told so, and nothing is written: it may be tried again. */
function counted(): boolean {
  try {
    const present = store.get("count");
    const next = Number(present === null ? 0 : Buffer.from(present)) + 1;
    return store.replace("count", present, Buffer.from(String(next)), 3600);
  } catch (error) {
    if (error instanceof SessionStoreUnavailable) return false;
    throw error;
  }
}

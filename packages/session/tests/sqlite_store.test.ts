import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SessionStoreUnavailable, SqliteStore } from "@miniflask/session";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const WRITER = fileURLToPath(new URL("support/sqlite_writer.ts", import.meta.url));

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "miniflask-sqlite-"));
  path = join(folder, "sessions.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

function start_writer(mode: "write" | "count"): ChildProcess {
  const args = [
    "--conditions=@miniflask/source",
    "--disable-warning=ExperimentalWarning",
    WRITER,
    mode,
    path,
  ];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
}

/** What the process said until it was killed, by whole lines: as many as are asked for, and those of some moments more. */
async function killed_after(child: ChildProcess, lines: number): Promise<string[]> {
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  while (output.split("\n").length <= lines) await sleep(5);
  await sleep(10 * lines);
  child.kill("SIGKILL");
  await once(child, "close");
  return output.split("\n").slice(0, -1);
}

describe("a file of sessions", () => {
  test("has all that was acknowledged after its process was killed, time and again", async () => {
    const acknowledged: string[] = [];
    for (let crash = 0; crash < 4; crash++) {
      acknowledged.push(...(await killed_after(start_writer("write"), 3 + crash)));
      const store = new SqliteStore(path);
      for (const key of acknowledged) expect(String(Buffer.from(store.get(key) ?? []))).toBe(key);
      store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(8);
  });

  test("takes turns among the processes that share it, from its first moment", async () => {
    const writers = Array.from({ length: 4 }, () => start_writer("count"));
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, "close"))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const store = new SqliteStore(path);
    expect(String(Buffer.from(store.get("count") ?? []))).toBe("400");
    store.close();
  });

  test("holds no expired rows for longer than a minute of writing", () => {
    const rows = () => {
      const reader = new DatabaseSync(path);
      const { count } = reader.prepare("SELECT count(*) AS count FROM sessions").get() as { count: number };
      reader.close();
      return count;
    };
    const store = new SqliteStore(path);
    for (let index = 0; index < 5; index++) store.replace(`short ${index}`, null, Buffer.from("x"), 1);
    store.replace("long", null, Buffer.from("x"), 3600);
    expect(rows()).toBe(6);
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
    try {
      store.replace("new", null, Buffer.from("x"), 3600);
      expect(rows()).toBe(2);
    } finally {
      vi.useRealTimers();
      store.close();
    }
  });

  test("is for its owner's eyes: whoever knows an id has the session", () => {
    const store = new SqliteStore(path);
    store.replace("a", null, Buffer.from("x"), 60);
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o077).toBe(0);
    store.close();
    const memory = new SqliteStore(":memory:");
    expect(memory.replace("a", null, Buffer.from("x"), 60)).toBe(true);
    memory.close();
  });

  test("that another process keeps locked is an outage", () => {
    const store = new SqliteStore(path);
    store.replace("a", null, Buffer.from("x"), 60);
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    expect(() => store.replace("b", null, Buffer.from("x"), 60)).toThrow(SessionStoreUnavailable);
    expect(String(Buffer.from(store.get("a") ?? []))).toBe("x");
    other.exec("ROLLBACK");
    expect(store.replace("b", null, Buffer.from("x"), 60)).toBe(true);
    other.close();
    store.close();
  });
});

import { closeSync, openSync } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { SessionStore } from "./session_store.ts";
import { SessionStoreUnavailable } from "./session_store_unavailable.ts";

const SWEEP_MILLISECONDS = 60_000;
const BUSY_MILLISECONDS = 2000;
// Processes that start together wait longer, as no request waits with them.
const SET_UP_MILLISECONDS = 10_000;
const BUSY_POLL_MILLISECONDS = 10;
const SQLITE_BUSY = 5;
const OWNER_ONLY = 0o600;

const SCHEMA = `
  PRAGMA busy_timeout = ${BUSY_MILLISECONDS};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, record BLOB NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sessions_by_expiry ON sessions (expires);
`;

const STATEMENTS = {
  get: "SELECT record FROM sessions WHERE key = ? AND expires > ?",
  // Writing over an expired record is writing where there is none.
  insert: `INSERT INTO sessions (key, record, expires) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET record = excluded.record, expires = excluded.expires WHERE sessions.expires <= ?`,
  update: "UPDATE sessions SET record = ?, expires = ? WHERE key = ? AND record = ? AND expires > ?",
  touch: "UPDATE sessions SET expires = ? WHERE key = ? AND expires > ?",
  remove: "DELETE FROM sessions WHERE key = ? AND record = ? AND expires > ?",
  delete: "DELETE FROM sessions WHERE key = ?",
  sweep: "DELETE FROM sessions WHERE expires <= ?",
} as const;

/**
 * Sessions in one SQLite file, which several processes of one machine may share: `new SqliteStore("sessions.db")`.
 * What was acknowledged survives a crash and a power cut. `":memory:"` keeps nothing.
 */
export class SqliteStore implements SessionStore {
  readonly #database: DatabaseSync;
  readonly #statements: Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;
  #next_sweep = 0;

  constructor(path: string) {
    // Not imported above: on Node 22 that alone prints a warning, also in programs without such a store.
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    keep_private(path);
    this.#database = new DatabaseSync(path);
    set_up(this.#database);
    const prepared = Object.entries(STATEMENTS).map(
      ([name, sql]) => [name, this.#database.prepare(sql)] as const,
    );
    // `fromEntries` forgets the names, which are those of STATEMENTS.
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof STATEMENTS, StatementSync>;
  }

  get(key: string): Uint8Array | null {
    const row = attempt(() => this.#statements.get.get(key, Date.now()));
    // The column is declared as a blob that is not null.
    return row === undefined ? null : (row.record as Uint8Array);
  }

  replace(key: string, expected: Uint8Array | null, record: Uint8Array, seconds: number): boolean {
    this.#sweep();
    const now = Date.now();
    const expires = now + seconds * 1000;
    const { insert, update } = this.#statements;
    return changed(() =>
      expected === null
        ? insert.run(key, record, expires, now)
        : update.run(record, expires, key, expected, now),
    );
  }

  touch(key: string, seconds: number): boolean {
    const now = Date.now();
    return changed(() => this.#statements.touch.run(now + seconds * 1000, key, now));
  }

  remove(key: string, expected: Uint8Array): boolean {
    return changed(() => this.#statements.remove.run(key, expected, Date.now()));
  }

  delete(key: string): void {
    attempt(() => this.#statements.delete.run(key));
  }

  close(): void {
    this.#database.close();
  }

  #sweep(): void {
    const now = Date.now();
    if (now < this.#next_sweep) return;
    this.#next_sweep = now + SWEEP_MILLISECONDS;
    attempt(() => this.#statements.sweep.run(now));
  }
}

/** Makes the file, readable by its owner only: its keys are what the browsers' cookies hold. */
function keep_private(path: string): void {
  if (path === "" || path === ":memory:" || path.startsWith("file:")) return;
  closeSync(openSync(path, "a", OWNER_ONLY));
}

/** Waits here, too, for other processes: SQLite itself does not while they all set one new file up. */
function set_up(database: DatabaseSync): void {
  const until = Date.now() + SET_UP_MILLISECONDS;
  for (;;) {
    try {
      database.exec(SCHEMA);
      return;
    } catch (error) {
      if (!is_busy(error) || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_POLL_MILLISECONDS);
    }
  }
}

/** The lower byte is what happened; what is above it says where, as while another process recovers the file. */
function is_busy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

function changed(work: () => { changes: number | bigint }): boolean {
  return Number(attempt(work).changes) > 0;
}

/** A locked, full or unreadable file is an outage, not an empty session. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new SessionStoreUnavailable(error);
  }
}

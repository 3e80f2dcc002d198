import { DatabaseSync } from "node:sqlite";
import { current_app, g } from "miniflask";

declare module "miniflask" {
  interface G {
    database?: UserDatabase;
  }
}

export interface User {
  readonly id: number;
  readonly username: string;
  /** `method$salt$hash`, never the password. */
  readonly password_hash: string;
  /** Day of registration, as 2026-11-23. */
  readonly created_at: string;
}

// "Ada" and "ada" are one person to people: `name_key` is what makes a name unique, `username` what is shown.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY,
    username TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT (date('now'))
  ) STRICT`;

/** Milliseconds to wait while another process writes. */
const BUSY_TIMEOUT = 5000;

/** The users. Values always travel as `?` parameters: text typed by a visitor never becomes SQL. */
export class UserDatabase {
  readonly #connection: DatabaseSync;

  constructor(path: string) {
    this.#connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  }

  create_tables(): void {
    this.#connection.exec(SCHEMA);
  }

  find(id: number): User | null {
    return to_user(this.#connection.prepare("SELECT * FROM users WHERE id = ?").get(id));
  }

  find_by_name(username: string): User | null {
    const statement = this.#connection.prepare("SELECT * FROM users WHERE name_key = ?");
    return to_user(statement.get(name_key(username)));
  }

  /** Adds a user; null when the name is taken, which the table decides: asking first would leave a gap for a second request. */
  add(username: string, password_hash: string): User | null {
    const statement = this.#connection.prepare(
      "INSERT INTO users (username, name_key, password_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
    );
    return to_user(statement.get(username, name_key(username), password_hash));
  }

  close(): void {
    this.#connection.close();
  }
}

function name_key(username: string): string {
  return username.normalize("NFKC").toLowerCase();
}

function to_user(row: Record<string, unknown> | undefined): User | null {
  if (row === undefined) return null;
  return {
    id: Number(row.id),
    username: String(row.username),
    password_hash: String(row.password_hash),
    created_at: String(row.created_at),
  };
}

/** Run once, when the app is made. */
export function create_tables(path: string): void {
  const database = new UserDatabase(path);
  database.create_tables();
  database.close();
}

/** This request's connection: opened when a view first asks, kept in `g`, which lives as long as the request. */
export function get_database(): UserDatabase {
  g.database ??= new UserDatabase(String(current_app.config.DATABASE));
  return g.database;
}

/** The other half, registered with teardown_appcontext. */
export function close_database(): void {
  g.pop("database", undefined)?.close();
}

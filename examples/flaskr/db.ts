import { DatabaseSync } from "node:sqlite";
import { current_app, type Flask, g } from "miniflask";

declare module "miniflask" {
  interface Config {
    /** Path of the SQLite file. */
    DATABASE: string;
  }
  interface G {
    db?: DatabaseSync;
  }
}

/** The connection of this request or command: opened when first asked for, the same one after that. */
export function get_db(): DatabaseSync {
  // The tutorial's Python does not enforce foreign keys; here they would keep schema.sql from dropping `user` before `post`.
  g.db ??= new DatabaseSync(current_app.config.DATABASE, { enableForeignKeyConstraints: false });
  return g.db;
}

function close_db(): void {
  g.pop("db", undefined)?.close();
}

/** Makes the tables. What they held is lost. */
export function init_db(): void {
  get_db().exec(current_app.open_resource("schema.sql", "r"));
}

/** Adds to an app what belongs to the database: the end of a connection, and `miniflask init-db`. */
export function init_app(app: Flask): void {
  app.teardown_appcontext(close_db);
  app.cli.command("init-db", { help: "Clear the existing data and create new tables." }, () => {
    init_db();
    console.log("Initialized the database.");
  });
}

// SQLITE_CONSTRAINT is the low byte of all its kinds: https://sqlite.org/rescode.html#extrc
const SQLITE_CONSTRAINT = 19;

/** Whether a statement failed because of a constraint, such as UNIQUE (Python's `sqlite3.IntegrityError`). */
export function is_integrity_error(error: unknown): boolean {
  if (!(error instanceof Error && "errcode" in error)) return false;
  return (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT;
}

/** A TIMESTAMP column as a Date: SQLite writes `2018-01-01 00:00:00`, in UTC. */
export function timestamp(text: unknown): Date {
  return new Date(`${String(text).replace(" ", "T")}Z`);
}

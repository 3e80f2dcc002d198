import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Flask } from "miniflask";
import { onTestFinished } from "vitest";
import { create_app } from "../app.ts";
import { get_db, init_db } from "../db.ts";

const DATA = readFileSync(join(import.meta.dirname, "fixtures", "data.sql"), "utf8");

export type Client = ReturnType<Flask["test_client"]>;

/** The app on a database of this test's own, with the users `test` and `other` and a post by `test`. */
export async function make_app(): Promise<Flask> {
  const folder = mkdtempSync(join(tmpdir(), "flaskr-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const app = await create_app({
    TESTING: true,
    SECRET_KEY: "key of the tests of flaskr",
    DATABASE: join(folder, "flaskr.sqlite"),
  });
  await app.app_context().run(() => {
    init_db();
    get_db().exec(DATA);
  });
  return app;
}

export async function make_client(): Promise<Client> {
  return (await make_app()).test_client();
}

export function log_in(client: Client, username = "test", password = "test") {
  return client.post("/auth/login", { data: { username, password } });
}

/** A client whose user is `test`. */
export async function logged_in(app?: Flask): Promise<Client> {
  const client = (app ?? (await make_app())).test_client();
  await log_in(client);
  return client;
}

/** The first row that a query finds. */
export async function query(app: Flask, sql: string): Promise<Record<string, unknown> | undefined> {
  return await app.app_context().run(() => get_db().prepare(sql).get());
}

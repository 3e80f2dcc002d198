import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Flask } from "miniflask";
import { onTestFinished } from "vitest";
import { create_app } from "../app.ts";

export const KEY = "key of the demo's tests";
export const PASSWORD = "correct horse battery";

/** A folder of this test's own, gone when it ends. */
export function temp_folder(): string {
  const folder = mkdtempSync(join(tmpdir(), "login-demo-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The demo with an empty database. */
export function make_app(secret_key = KEY): Flask {
  return create_app({ database: join(temp_folder(), "users.sqlite"), secret_key });
}

export type Client = ReturnType<Flask["test_client"]>;

/** A visitor with a cookie jar. */
export function make_client(app = make_app()): Client {
  return app.test_client();
}

export async function register(client: Client, username = "ada", password = PASSWORD): Promise<void> {
  const response = await client.post("/register", { data: { username, password } });
  if (response.status_code !== 302) throw new Error(`registration answered ${response.status}`);
}

/** A client that is registered and logged in. */
export async function logged_in(app = make_app(), username = "ada"): Promise<Client> {
  const client = make_client(app);
  await register(client, username);
  const response = await client.post("/login", { data: { username, password: PASSWORD } });
  if (response.status_code !== 302) throw new Error(`login answered ${response.status}`);
  return client;
}

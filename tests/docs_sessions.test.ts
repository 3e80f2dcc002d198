import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Flask } from "miniflask";
import { ServerSideSessionInterface } from "miniflask/sessions";
import { afterAll, expect, test } from "vitest";
import { code_blocks } from "./code_blocks.ts";

const blocks = code_blocks(new URL("../docs/sessions.md", import.meta.url));
const folder = mkdtempSync(join(import.meta.dirname, "../packages/cli/tests/docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(name: string, index: number): Promise<Flask> {
  writeFileSync(join(folder, `${name}.ts`), blocks[index]!.code);
  const { app } = (await import(join(folder, `${name}.ts`))) as { app: Flask }; // as the page exports it
  return app;
}

test("docs/sessions.md: the config chooses Redis, and nothing connects at set-up", async () => {
  expect((await load("redis", 0)).session_interface).toBeInstanceOf(ServerSideSessionInterface);
});

test("docs/sessions.md: forms with a token", async () => {
  const client = (await load("forms", 1)).test_client();
  const token = /value="([^"]+)"/.exec((await client.get("/form")).text)?.[1] ?? "";
  expect((await client.post("/form", { data: { csrf_token: token } })).text).toBe("sent");
  expect((await client.post("/form")).text).toBe("Please send the form again: The CSRF token is missing.");
  expect((await client.post("/webhook")).text).toBe("taken");
});

test("docs/sessions.md: other origins are refused without a token", async () => {
  const app = await load("origins", 2);
  const answer = await app.test_client().post("/", { headers: { "Sec-Fetch-Site": "cross-site" } });
  expect(answer.status_code).toBe(403);
});

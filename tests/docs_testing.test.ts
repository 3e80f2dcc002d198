import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Flask } from "miniflask";
import { afterAll, expect, test } from "vitest";
import { code_blocks } from "./code_blocks.ts";

// Inside the workspace, so that the imports resolve as a reader's would.
const folder = mkdtempSync(join(import.meta.dirname, "docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write_block(page: string): string {
  const [block] = code_blocks(new URL(`../docs/${page}`, import.meta.url));
  const file = join(folder, page.replace(".md", ".ts"));
  writeFileSync(file, block!.code);
  return file;
}

test("the tests of docs/testing.md pass under node:test", async () => {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env; // vitest's are not for this process
  const args = ["--test", "--test-reporter=tap", "--conditions=@miniflask/source", write_block("testing.md")];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout).toContain("# pass 4\n");
});

test("the subscriber of docs/signals.md sees route and status", async () => {
  const { app, spans } = (await import(write_block("signals.md"))) as { app: Flask; spans: string[] }; // as the page exports them
  const client = app.test_client();
  await client.get("/users/7");
  await client.get("/nowhere");
  expect(spans).toEqual(["GET /users/<int:id> 200 took a while", "GET (no route) 404 took a while"]);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Flask } from "miniflask";
import { afterAll, expect, test } from "vitest";
import { code_blocks } from "./code_blocks.ts";

// Inside the workspace, so that the app's imports resolve as a reader's would.
const folder = mkdtempSync(join(import.meta.dirname, "docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the commands of docs/commands.md do what the page says", async () => {
  const [block] = code_blocks(new URL("../docs/commands.md", import.meta.url));
  writeFileSync(join(folder, "app.ts"), block!.code);
  const { app } = (await import(join(folder, "app.ts"))) as { app: Flask }; // as the page exports it
  const runner = app.test_cli_runner();
  const printed = async (...line: string[]) => (await runner.invoke(line)).output;
  expect(await printed("init-db")).toBe("Initialized the database.\n");
  expect(await printed("greet", "ann", "--count", "2")).toBe("Hello ann!\nHello ann!\n");
  expect(await printed("users", "add", "ann", "admin", "cook", "--dry-run")).toBe(
    "ann: admin, cook (not added)\n",
  );
  expect(await printed("admin", "sweep")).toBe("Swept.\n");
  expect(await printed("--help")).toContain("Greet somebody.");
});

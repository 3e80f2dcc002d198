import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const BLOCKS = Array.from(README.matchAll(/```ts\n([\s\S]*?)```/g), (match) => match[1] ?? "");

/** Beside the tests, so that the examples find the package as the tests do. */
const folder = mkdtempSync(fileURLToPath(new URL("./readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an example says it prints: the comment lines at its end. */
function promised(block: string): string {
  const lines = block.trimEnd().split("\n");
  const start = lines.findLastIndex((line) => !line.startsWith("// ")) + 1;
  return lines
    .slice(start)
    .map((line) => line.slice(3))
    .join("\n");
}

test.each(BLOCKS.map((block, at) => [at + 1, block] as const))(
  "example %i prints what it says",
  (at, block) => {
    const file = join(folder, `example_${at}.ts`);
    writeFileSync(file, block);
    const output = execFileSync(
      process.execPath,
      ["--import", "tsx", "--conditions", "@miniflask/source", file],
      { encoding: "utf8" },
    );
    expect(output.trimEnd()).toBe(promised(block));
  },
);

test("the README has its examples", () => {
  expect(BLOCKS.length).toBeGreaterThan(6);
});

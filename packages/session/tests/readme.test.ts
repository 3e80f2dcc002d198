import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const PACKAGE = new URL("../", import.meta.url).pathname;
const blocks = [...readFileSync(join(PACKAGE, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code]) => code ?? "",
);

/** `console.log(x); // y` says what is printed. */
const promised = (code: string) =>
  [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text ?? "");

describe("the examples of README.md", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(PACKAGE, "tests/.readme-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(blocks.map((code, index) => [index, code] as const))(
    "number %i runs and prints what it says",
    async (index, code) => {
      const path = join(folder, `example_${index}.ts`);
      writeFileSync(path, code);
      const log = vi.spyOn(console, "log").mockImplementation(() => {});
      try {
        await import(pathToFileURL(path).href);
        const printed = log.mock.calls.map((values) => values.map(shown).join(" "));
        for (const line of promised(code)) expect(printed).toContain(line.replace(/^"(.*)"$/, "$1"));
      } finally {
        log.mockRestore();
      }
    },
  );
});

function shown(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

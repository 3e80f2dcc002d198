import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { checks } from "./support/testing_kit.ts";

// covers: TS-01, TS-04, TS-06, TS-08, TS-09, TS-11, TS-13
describe("the testing kit under vitest", () => {
  test.each(checks)("%s", async (_name, run) => {
    await run();
  });
});

test("the testing kit under node:test, which runs TypeScript by itself, and ends by itself", async () => {
  const file = new URL("./support/under_node_test.ts", import.meta.url).pathname;
  const args = ["--test", "--test-reporter=tap", "--conditions=@miniflask/source", file];
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env; // vitest's are not for this process
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout).toContain(`# pass ${checks.length}\n`);
  expect(stdout).toContain("# fail 0\n");
  for (const [name] of checks) expect(stdout).toContain(`- ${name}\n`);
});

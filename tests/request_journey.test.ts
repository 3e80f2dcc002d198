import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("docs/request_journey.md names the steps of lifecycle.ts in their order", () => {
  const rows = [...read("docs/request_journey.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  const lifecycle = read("packages/core/src/journey/lifecycle.ts");
  const methods = [...lifecycle.matchAll(/^ {2}(?:async )?(\w+)(?:\(| = )/gm)].map(([, name]) => name!);
  expect(methods.filter((name) => rows.includes(name))).toEqual(rows);
  expect(rows.length).toBeGreaterThan(10);
});

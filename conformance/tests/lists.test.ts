import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { coverage } from "../coverage.ts";
import { find_scenarios } from "../scenario.ts";

const scenarios = find_scenarios(join(import.meta.dirname, "../scenarios"));
const differences = readFileSync(join(import.meta.dirname, "../DIFFERENCES.md"), "utf8");

test.each(scenarios.filter((scenario) => scenario.differences !== undefined))(
  "DIFFERENCES.md names $name",
  ({ name }) => expect(differences).toContain(`\`${name}\``),
);

test("DIFFERENCES.md names scenarios that there are", () => {
  const section = differences.split("## Shown by scenarios")[1]?.split("\n## ")[0] ?? "";
  const named = [...section.matchAll(/\| `(\w+)` +\|$/gm)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(0);
  expect(scenarios.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
});

test("every row is shown by a scenario or a test, and they name rows that there are", () => {
  const { unknown, uncovered } = coverage(scenarios);
  expect({ unknown, uncovered }).toEqual({ unknown: [], uncovered: [] });
});

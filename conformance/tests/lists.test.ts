import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coverage } from "../coverage.ts";
import { find_scenarios, type ListedDifference, type Scenario } from "../scenario.ts";

const ROOT = join(import.meta.dirname, "../..");
const scenarios = find_scenarios(join(import.meta.dirname, "../scenarios"));
const differences = readFileSync(join(import.meta.dirname, "../DIFFERENCES.md"), "utf8");

/** What the last cell of a row names: a scenario, one step of it, or a test by file and title. */
interface Reference {
  readonly name: string;
  readonly step?: string | undefined;
  readonly title?: string | undefined;
}

interface Row {
  readonly where: string;
  readonly shown_by: string;
}

// No cell holds a bar of its own, so that a line can be cut at them.
const cells = (line: string) => line.split("|").map((cell) => cell.trim());
const lines = differences.split("\n").map(cells);
const heads = lines.filter((line) => line[1] === "where");
const rows = lines
  .filter((line) => line.length > 2 && line[1] !== "where" && !/^-+$/.test(line[1] ?? ""))
  .map((line): Row => ({ where: line[1] ?? "", shown_by: line.at(-2) ?? "" }));

/** Empty where the cell holds anything else. */
function references(cell: string): Reference[] {
  const one = /`([^`]+)`(?: `([^`]+)`| "([^"]+)")?/;
  if (!new RegExp(`^${one.source}(?:, ${one.source})*$`).test(cell)) return [];
  return [...cell.matchAll(new RegExp(one, "g"))].map(([, name = "", step, title]) => ({
    name,
    step,
    title,
  }));
}

function is_there({ name, step, title }: Reference): boolean {
  if (title !== undefined) return has_test(name, title);
  const scenario = scenarios.find((known) => known.name === name);
  const listed = scenario?.differences ?? [];
  return listed.some((difference) => step === undefined || is_at(scenario!, difference, step));
}

function has_test(file: string, title: string): boolean {
  const path = join(ROOT, file);
  return file.endsWith(".test.ts") && existsSync(path) && readFileSync(path, "utf8").includes(`"${title}"`);
}

function is_at({ steps }: Scenario, difference: ListedDifference, step: string): boolean {
  if (difference.step === "setup") return step === "setup";
  const { call, path = "/" } = steps[difference.step] ?? {};
  return (call ?? path) === step;
}

describe("DIFFERENCES.md", () => {
  test("has rows, and every table a column that says what shows them", () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(new Set(heads.map((line) => line.at(-2)))).toEqual(new Set(["shown by"]));
    expect(new Set(lines.filter((line) => line.length > 2).map((line) => line.length))).toEqual(new Set([7]));
  });

  test.each(rows)("names what shows $where", ({ shown_by }) => {
    const named = references(shown_by);
    expect(named.length, 'a row ends with `scenario`, `scenario` `step` or `file` "title"').toBeGreaterThan(
      0,
    );
    expect(named.filter((reference) => !is_there(reference))).toEqual([]);
  });

  test.each([
    "",
    "read the tests",
    "`no_such_scenario`",
    "`flashing`",
    "`json_edges` `no_such_step`",
    '`packages/no_such.test.ts` "title"',
    '`conformance/tests/lists.test.ts` "no such' + ' title"',
    "`json_edges` and more",
  ])("would not pass with a row that ends with %j", (cell) => {
    const named = references(cell);
    expect(named.length > 0 && named.every(is_there)).toBe(false);
  });

  test.each(scenarios.filter((scenario) => scenario.differences !== undefined))(
    "has a row for each difference of $name",
    (scenario) => {
      const named = rows
        .flatMap(({ shown_by }) => references(shown_by))
        .filter(({ name }) => name === scenario.name);
      const unnamed = (scenario.differences ?? []).filter(
        (difference) => !named.some(({ step }) => step === undefined || is_at(scenario, difference, step)),
      );
      expect(unnamed).toEqual([]);
    },
  );
});

test("every row is shown by a scenario or a test, and they name rows that there are", () => {
  const { unknown, uncovered } = coverage(scenarios);
  expect({ unknown, uncovered }).toEqual({ unknown: [], uncovered: [] });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { read_json, type Scenario } from "./scenario.ts";

const ROOT = join(import.meta.dirname, "..");
const TEST_FOLDERS = ["packages", "examples", "tests", "conformance"];
// `// covers: RT-12, RT-13`, or a test whose title ends in `(RT-12)`.
const MARKER = /(?:\/\/ covers: |(?:test|describe)\b[^\n]*\()([A-Z]{2}-\d{2}(?:, [A-Z]{2}-\d{2})*)/g;

export interface Coverage {
  /** Each row with what shows it: scenarios, tests, or the reason why nothing can. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly uncovered: readonly string[];
  /** Rows that something names and rows.json does not have. */
  readonly unknown: readonly string[];
}

/** Which row of Flask's behaviour is shown by which scenario or test. */
export function coverage(scenarios: readonly Scenario[]): Coverage {
  const names = row_names();
  const not_applicable = read_json(join(import.meta.dirname, "not_applicable.json")) as Record<
    string,
    string
  >;
  const rows = new Map(Object.keys(names).map((row): [string, string[]] => [row, []]));
  const unknown: string[] = [];
  const add = (row: string, what: string) => {
    const known = rows.get(row);
    if (known === undefined) unknown.push(`${row} (${what})`);
    else known.push(what);
  };
  for (const { name, covers = [] } of scenarios) for (const row of covers) add(row, name);
  for (const [file, marked] of marked_tests()) for (const row of marked) add(row, file);
  for (const [row, reason] of Object.entries(not_applicable)) add(row, `n/a: ${reason}`);
  const uncovered = [...rows].filter(([, what]) => what.length === 0).map(([row]) => row);
  return { rows, uncovered, unknown };
}

/** Row and its short name. */
export function row_names(): Record<string, string> {
  return read_json(join(import.meta.dirname, "rows.json")) as Record<string, string>;
}

export function print_coverage({ rows, uncovered, unknown }: Coverage): void {
  const names = row_names();
  for (const [row, what] of rows)
    console.log(`${row}  ${(names[row] ?? "").padEnd(44)}  ${what.join(", ") || "NOTHING"}`);
  for (const row of unknown) console.log(`unknown row ${row}`);
  console.log(`\n${rows.size - uncovered.length} of ${rows.size} rows are covered`);
  if (uncovered.length > 0) console.log(`uncovered: ${uncovered.join(", ")}`);
}

function* marked_tests(): Generator<[file: string, rows: Set<string>]> {
  for (const folder of TEST_FOLDERS.map((name) => join(ROOT, name)).filter(existsSync)) {
    for (const file of test_files(folder)) {
      const marks = (if_there(() => readFileSync(file, "utf8")) ?? "").matchAll(MARKER);
      const rows = new Set([...marks].flatMap((mark) => mark[1]!.split(", ")));
      if (rows.size > 0) yield [relative(ROOT, file), rows];
    }
  }
}

function* test_files(folder: string): Generator<string> {
  for (const entry of if_there(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    if (entry.name === "node_modules" || entry.name === "dist" || entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* test_files(path);
    else if (/\.test\.tsx?$|\.test-d\.ts$/.test(entry.name)) yield path;
  }
}

/** What `read` gives, or undefined where a test that runs at the same time has just taken its files away. */
function if_there<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PYTHON, requires } from "../../tests/support/require.ts";
import { assign, evaluate, run_statement } from "./interpreter.ts";
import { names } from "./names.ts";
import { raised, shown } from "./shown.ts";
import { child, children, type Scope, type Tree } from "./syntax_tree.ts";

// Python lines, run by real Flask and Werkzeug and, line by line, as the calls that they are in TypeScript. An empty line
// begins another program.
const ORACLE = fileURLToPath(new URL("oracle.py", import.meta.url));
const TABLES = fileURLToPath(new URL("tables", import.meta.url));
const NEW_YEAR = new Date("2026-01-01T00:00:00Z");
const FILES = {
  "a.txt": "hello, file",
  "sub/b.html": "<p>",
  "c.tar.gz": "gz",
  "ü n.bin": "x",
  "empty.css": "",
};

interface Program {
  readonly lines: readonly string[];
  readonly tree: readonly Tree[];
  readonly outcomes: readonly unknown[];
}

const files = mkdtempSync(join(tmpdir(), "miniflask-calls-"));

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
  for (const [name, content] of Object.entries(FILES)) {
    const path = join(files, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, NEW_YEAR, NEW_YEAR);
  }
});

afterAll(() => {
  vi.useRealTimers();
  rmSync(files, { recursive: true });
});

describe.skipIf(!requires("python"))("calls of Flask and Werkzeug", () => {
  test.each(readdirSync(TABLES))("%s", async (table) => {
    const programs = ask_python(join(TABLES, table));
    const differences: string[] = [];
    for (const program of programs) differences.push(...(await differences_of(program)));
    expect(programs.length).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });
});

function ask_python(table: string): Program[] {
  const output = execFileSync(PYTHON, [ORACLE, table, files], { encoding: "utf8", maxBuffer: 2 ** 28 });
  return JSON.parse(output);
}

async function differences_of({ lines, tree, outcomes }: Program): Promise<string[]> {
  const scope = names(files);
  const differences: string[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const ours = JSON.stringify(await outcome_of(scope, tree[index]!));
    const theirs = JSON.stringify(outcome);
    if (ours !== theirs) differences.push(`${lines[index]} gives ${ours}, in Python ${theirs}`);
  }
  return differences;
}

async function outcome_of(scope: Scope, statement: Tree): Promise<unknown> {
  try {
    if (statement.node === "Expr") return shown(await run_statement(scope, statement));
    if (statement.node !== "Assign") run_statement(scope, statement);
    else assign(scope, children(statement, "targets")[0]!, await evaluate(scope, child(statement, "value")));
    return null;
  } catch (error) {
    return raised(error);
  }
}

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "./compare.ts";
import { coverage, print_coverage } from "./coverage.ts";
import { replay } from "./player.ts";
import { write_transcripts } from "./record.ts";
import { find_scenarios, read_transcript, type Scenario } from "./scenario.ts";

const OWN = join(import.meta.dirname, "scenarios");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: "boolean", default: false },
    coverage: { type: "boolean", default: false },
    live: { type: "boolean", default: false },
    dir: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

/** Errors that scenarios cause on purpose would bury the report. */
async function without_log_lines<T>(run: () => Promise<T>): Promise<T> {
  if (values.verbose) return run();
  const write = process.stderr.write;
  process.stderr.write = () => true;
  try {
    return await run();
  } finally {
    process.stderr.write = write;
  }
}

/** Programs from elsewhere are run in a copy inside the workspace: only there "miniflask" can be imported. */
async function in_workspace<T>(folder: string, run: (copy: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(import.meta.dirname, ".elsewhere-"));
  const copy = join(root, basename(folder));
  try {
    cpSync(folder, copy, { recursive: true, filter: (path) => !/\/(node_modules|\.git)$/.test(path) });
    return await run(copy);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function chosen(root: string): Scenario[] {
  const scenarios = find_scenarios(root);
  const missing = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (missing.length > 0) throw new Error(`no scenario ${missing.join(", ")} in ${root}`);
  return positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
}

async function differences_of(scenario: Scenario): Promise<string[]> {
  const transcript = read_transcript(scenario);
  if (transcript === undefined) return ["there is no transcript.json: run with --record first"];
  try {
    return compare(scenario, transcript, await without_log_lines(() => replay(scenario, values)));
  } catch (error) {
    return [
      error instanceof Error ? (error.stack ?? error.message).split("\n", 6).join("\n") : String(error),
    ];
  }
}

/** The number of scenarios that differ. */
async function replay_all(found: readonly Scenario[]): Promise<number> {
  const scenarios = values.live ? found.filter(({ memory_only }) => memory_only === undefined) : found;
  let failed = 0;
  for (const scenario of scenarios) {
    const differences = await differences_of(scenario);
    if (differences.length > 0) failed++;
    console.log(`${differences.length === 0 ? "same   " : "DIFFERS"} ${scenario.name}`);
    for (const difference of differences) console.log(difference.replace(/^/gm, "    "));
  }
  console.log(`\n${scenarios.length - failed} of ${scenarios.length} scenarios behave as in Flask`);
  return failed;
}

async function main(): Promise<boolean> {
  const folder = values.dir === undefined ? OWN : resolve(process.env.INIT_CWD ?? ".", values.dir);
  if (values.coverage) {
    const covered = coverage(find_scenarios(folder));
    print_coverage(covered);
    return covered.uncovered.length + covered.unknown.length === 0;
  }
  if (values.record) {
    write_transcripts(chosen(folder));
    console.log(`recorded ${chosen(folder).length} scenarios`);
    return true;
  }
  if (chosen(folder).length === 0) throw new Error(`no scenarios in ${folder}`);
  if (values.dir === undefined) return (await replay_all(chosen(folder))) === 0;
  return (await in_workspace(folder, (copy) => replay_all(chosen(copy)))) === 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PYTHON } from "../tests/support/require.ts";
import type { Scenario, Transcript } from "./scenario.ts";

/** Runs app.py of each scenario in real Flask and gives its transcript, by the scenario's folder. */
export function record(scenarios: readonly Scenario[]): Record<string, Transcript> {
  const { status, stdout } = spawnSync(
    PYTHON,
    [join(import.meta.dirname, "record.py"), ...scenarios.map(({ folder }) => folder)],
    {
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      stdio: ["ignore", "pipe", "inherit"],
      // Sets of strings are printed in the order of their hashes.
      env: { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
    },
  );
  if (status !== 0) throw new Error("Nothing is recorded: what Python said of it stands above.");
  return JSON.parse(stdout) as Record<string, Transcript>; // what record.py prints
}

export function write_transcripts(scenarios: readonly Scenario[]): void {
  const transcripts = record(scenarios);
  for (const { folder } of scenarios)
    writeFileSync(join(folder, "transcript.json"), `${JSON.stringify(transcripts[folder], null, 1)}\n`);
}

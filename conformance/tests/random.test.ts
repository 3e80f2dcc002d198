import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { expect, test, vi } from "vitest";
import { requires } from "../../tests/support/require.ts";
import { compare } from "../compare.ts";
import { replay } from "../player.ts";
import { random_steps } from "../random_steps.ts";
import { record } from "../record.ts";
import { find_scenarios } from "../scenario.ts";
import { Random } from "../support/random.ts";

const HOME = join(import.meta.dirname, "..");
const SEED = Number(process.env.MINIFLASK_SEED ?? 20_260_102);
const REQUESTS = Number(process.env.MINIFLASK_RANDOM_REQUESTS ?? 12);

/** Copies of the scenarios, inside the workspace, with random requests in place of their own. */
function write_random_scenarios(root: string): void {
  for (const scenario of find_scenarios(join(HOME, "scenarios"))) {
    // Of its own seed each, so that a new scenario does not change what the others are asked.
    const steps = random_steps(scenario, REQUESTS, new Random(SEED + crc32(scenario.name)));
    if (steps.length === 0) continue;
    const folder = join(root, scenario.name);
    cpSync(scenario.folder, folder, { recursive: true });
    writeFileSync(join(folder, "requests.json"), JSON.stringify(steps));
  }
}

test.skipIf(!requires("python"))(
  `random requests at every program, seed ${SEED}`,
  async () => {
    const root = mkdtempSync(join(HOME, ".elsewhere-"));
    const errors = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      write_random_scenarios(root);
      const scenarios = find_scenarios(root);
      const transcripts = record(scenarios);
      const differences: string[] = [];
      for (const scenario of scenarios) {
        const found = compare(scenario, transcripts[scenario.folder]!, await replay(scenario));
        differences.push(...found.map((difference) => `${scenario.name}, ${difference}`));
      }
      expect(scenarios.length).toBeGreaterThan(60);
      expect(differences.join("\n")).toBe("");
    } finally {
      errors.mockRestore();
      rmSync(root, { recursive: true });
    }
  },
  600_000,
);

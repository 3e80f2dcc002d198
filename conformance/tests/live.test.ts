import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { compare } from "../compare.ts";
import { replay } from "../player.ts";
import { find_scenarios, read_transcript } from "../scenario.ts";

// In a file of its own: a program can be played once in a process.
const scenarios = find_scenarios(join(import.meta.dirname, "../scenarios"));

// The errors that scenarios cause on purpose are logged.
beforeAll(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
afterAll(() => void vi.restoreAllMocks());

test.each(scenarios.filter(({ memory_only }) => memory_only === undefined))(
  "$name, over a socket",
  async (scenario) => {
    const ours = await replay(scenario, { live: true });
    expect(compare(scenario, read_transcript(scenario)!, ours).join("\n")).toBe("");
  },
);

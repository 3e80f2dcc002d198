import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { requires } from "../../tests/support/require.ts";
import { compare } from "../compare.ts";
import { replay } from "../player.ts";
import { record } from "../record.ts";
import { find_scenarios, read_transcript } from "../scenario.ts";

const scenarios = find_scenarios(join(import.meta.dirname, "../scenarios"));

describe("app.ts answers as Flask's transcript says", () => {
  // The errors that scenarios cause on purpose are logged.
  beforeAll(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
  afterAll(() => void vi.restoreAllMocks());

  test.each(scenarios)("$name", async (scenario) => {
    const transcript = read_transcript(scenario);
    expect(transcript, "not recorded").toBeDefined();
    expect(compare(scenario, transcript!, await replay(scenario)).join("\n")).toBe("");
  });
});

test.skipIf(!requires("python"))(
  "real Flask still gives the committed transcripts",
  () => {
    const recorded = record(scenarios);
    for (const scenario of scenarios) expect(recorded[scenario.folder]).toEqual(read_transcript(scenario));
  },
  600_000,
);

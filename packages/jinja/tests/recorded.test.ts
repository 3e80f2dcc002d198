import { describe, expect, test } from "vitest";
import { load_recording, outcome_of, type RecordedCase } from "./recorded_cases.ts";

/** What the recording says and what the engine did, in one shape. */
function both(recorded: RecordedCase): { wanted: unknown; got: unknown } {
  const outcome = outcome_of(recorded);
  if (recorded.error === undefined) return { wanted: recorded.expected, got: outcome.text ?? outcome };
  const line = recorded.lineno ?? undefined;
  return {
    wanted: { error: recorded.error, lineno: line },
    got: { error: outcome.error, lineno: line === undefined ? undefined : outcome.lineno },
  };
}

describe.each(["jinja.json", "jinja_random.json"])("%s, recorded from real Jinja", (file) => {
  const { cases, errors } = load_recording(file);
  test.each(cases.map((one) => [`${one.area} ${one.id}`, one] as const))("%s", (_name, recorded) => {
    const { wanted, got } = both(recorded);
    expect(got).toEqual(wanted);
  });
  test.each(errors.map((one) => [`error ${one.id}`, one] as const))("%s", (_name, recorded) => {
    const { wanted, got } = both(recorded);
    expect(got).toEqual(wanted);
  });
});

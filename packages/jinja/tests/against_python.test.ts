import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { path_of, requires } from "../../../tests/support/require.ts";
import { random_case } from "./random_templates.ts";
import { outcome_of, type RecordedCase } from "./recorded_cases.ts";

const COUNT = 2_500;
/** Another seed gives other templates: `MINIFLASK_SEED=7 vitest run packages/jinja`. */
const SEED = Number(process.env.MINIFLASK_SEED ?? 1);

interface Answer {
  readonly text?: string;
  readonly error?: string;
}

function ask_python(cases: readonly RecordedCase[]): Answer[] {
  const script = fileURLToPath(new URL("./support/jinja_oracle.py", import.meta.url));
  const output = execFileSync(path_of("python"), [script], {
    input: JSON.stringify(cases),
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(output.toString()) as Answer[]; // the script writes this
}

/** Python prints addresses for functions and generators: nobody can equal those. */
function has_address(answer: Answer): boolean {
  return / at 0x[0-9a-f]/i.test(answer.text ?? "");
}

test.skipIf(!requires("python"))(
  `${COUNT} random templates render as Python renders them`,
  { timeout: 600_000 },
  () => {
    const cases = Array.from({ length: COUNT }, (_, at) => random_case(SEED * 1_000_000 + at));
    const answers = ask_python(cases);
    const different = cases.flatMap((one, at) => {
      const wanted = answers[at] ?? {};
      const got = outcome_of(one);
      const same = wanted.error === undefined ? got.text === wanted.text : got.error === wanted.error;
      return same || has_address(wanted) ? [] : [{ id: one.id, main: one.templates.main, wanted, got }];
    });
    expect(different).toEqual([]);
    expect(answers.filter((answer) => answer.text !== undefined).length).toBeGreaterThan(COUNT / 3);
  },
);

/** Prints, area by area, how many of the recorded cases the engine answers as Jinja does. */
import { agrees, load_recording, outcome_of, type RecordedCase } from "./recorded_cases.ts";

const verbose = process.argv.includes("--verbose");

function report(title: string, cases: readonly RecordedCase[]): number {
  const areas = new Map<string, { total: number; equal: number }>();
  for (const one of cases) {
    const area = areas.get(one.area) ?? { total: 0, equal: 0 };
    const equal = agrees(one);
    areas.set(one.area, { total: area.total + 1, equal: area.equal + (equal ? 1 : 0) });
    if (!equal && verbose) console.log(one, outcome_of(one));
  }
  const equal = Array.from(areas.values()).reduce((sum, area) => sum + area.equal, 0);
  console.log(`${title}: ${equal} of ${cases.length} (${((100 * equal) / cases.length).toFixed(1)} %)`);
  for (const [area, count] of areas) console.log(`  ${area.padEnd(24)} ${count.equal} of ${count.total}`);
  return cases.length - equal;
}

const recorded = load_recording("jinja.json");
const random = load_recording("jinja_random.json");
const missed =
  report("recorded from Jinja's tests", recorded.cases) +
  report("recorded errors", recorded.errors) +
  report("random templates", random.cases) +
  report("random errors", random.errors);
process.exitCode = missed === 0 ? 0 : 1;

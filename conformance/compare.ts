import { isDeepStrictEqual } from "node:util";
import { type HeaderPair, normal_headers } from "./normal.ts";
import type { ListedDifference, Outcome, Scenario, Transcript } from "./scenario.ts";

const FIELDS = ["status", "headers", "body", "session", "history", "returned", "raised", "log"] as const;
type Field = (typeof FIELDS)[number];

/** What differs between Flask's transcript and ours, as readable text; empty where nothing does. */
export function compare(scenario: Scenario, flask: Transcript, ours: Transcript): string[] {
  if (flask.steps.length !== scenario.steps.length)
    return [
      `the transcript has ${flask.steps.length} steps, requests.json ${scenario.steps.length}: record it again`,
    ];
  const listed = scenario.differences ?? [];
  const setup = compare_field(
    "before the first step, log",
    flask.setup,
    ours.setup,
    find(listed, "setup", "log"),
  );
  return [
    ...setup,
    ...flask.steps.flatMap((theirs, index) =>
      compare_step(index, theirs, ours.steps[index] ?? { log: [] }, listed),
    ),
  ];
}

function find(listed: readonly ListedDifference[], step: number | "setup", field: Field) {
  return listed.find((difference) => difference.step === step && difference.field === field);
}

function compare_step(
  index: number,
  theirs: Outcome,
  ours: Outcome,
  listed: readonly ListedDifference[],
): string[] {
  const what = `step ${index} (${theirs.request ?? `call ${theirs.call}`})`;
  return FIELDS.flatMap((field) => {
    const wanted = comparable(field, theirs[field]);
    const found = comparable(field, ours[field]);
    return compare_field(`${what}, ${field}`, wanted, found, find(listed, index, field));
  });
}

/** Headers of different names may come in any order; those of one name (Set-Cookie) may not. */
function comparable(field: Field, value: unknown): unknown {
  if (field !== "headers" || value === undefined) return value;
  const pairs = normal_headers(value as readonly HeaderPair[]); // the field says so
  return pairs
    .map(([name, text], position) => ({ name, text, position }))
    .sort((a, b) => (a.name === b.name ? a.position - b.position : a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `${name}: ${text}`);
}

function compare_field(
  where: string,
  flask: unknown,
  ours: unknown,
  listed: ListedDifference | undefined,
): string[] {
  if (listed === undefined) return isDeepStrictEqual(flask, ours) ? [] : [show(where, flask, ours)];
  const wanted = comparable(listed.field, listed.ours);
  if (isDeepStrictEqual(flask, ours))
    return [`${where}: listed as a difference, but it is none any more: take it off scenario.json`];
  return isDeepStrictEqual(wanted, ours) ? [] : [show(`${where} (listed difference)`, wanted, ours)];
}

/** Only the lines that differ, Flask's with "-", ours with "+". */
function show(where: string, flask: unknown, ours: unknown): string {
  const theirs = lines_of(flask);
  const our_lines = lines_of(ours);
  const missing = theirs.filter((line) => !our_lines.includes(line));
  const added = our_lines.filter((line) => !theirs.includes(line));
  const reordered = missing.length + added.length === 0;
  return [
    where,
    ...(reordered ? theirs : missing).map((line) => `  - ${line}`),
    ...(reordered ? our_lines : added).map((line) => `  + ${line}`),
  ].join("\n");
}

function lines_of(value: unknown): string[] {
  if (value === undefined) return ["(nothing)"];
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value))
    return value.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
  return JSON.stringify(value, null, 1).split("\n");
}

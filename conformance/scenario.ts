import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

export interface UploadedFile {
  readonly filename: string;
  readonly content?: string;
  readonly content_base64?: string;
  readonly content_type?: string;
}

/** One entry of requests.json: a request, or with `call` a function of the program. README.md tells each field. */
export interface Step {
  readonly note?: string;
  readonly call?: string;
  readonly advance?: number;
  readonly client?: string;
  readonly jar?: boolean;
  readonly cookies?: Readonly<Record<string, string | null>>;
  readonly cookie_domain?: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: string | Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly base_url?: string;
  readonly subdomain?: string;
  readonly url_scheme?: string;
  readonly content_type?: string;
  readonly auth?: readonly [string, string];
  readonly remote_addr?: string;
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly files?: Readonly<Record<string, UploadedFile | readonly UploadedFile[]>>;
  readonly json?: unknown;
  readonly body?: string;
  readonly body_base64?: string;
  readonly follow_redirects?: boolean;
}

const STEP_FIELDS = new Set(
  (
    "note call advance client jar cookies cookie_domain method path query headers base_url subdomain url_scheme " +
    "content_type auth remote_addr form files json body body_base64 follow_redirects"
  ).split(" "),
);

export type Body = string | { readonly base64: string };

/** What one step gave; absent fields had nothing to say. */
export interface Outcome {
  readonly request?: string;
  readonly call?: string;
  readonly status?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Body;
  /** The JSON text in each session cookie that was set, by the cookie's name. */
  readonly session?: Readonly<Record<string, string>>;
  readonly history?: readonly (readonly [status: number, location: string | null])[];
  readonly returned?: unknown;
  /** The message of the error that came out. */
  readonly raised?: string;
  readonly log: readonly string[];
}

export interface Transcript {
  /** What the log held before the first step. */
  readonly setup: readonly string[];
  readonly steps: readonly Outcome[];
}

/** A difference that stays; DIFFERENCES.md says why. */
export interface ListedDifference {
  /** The index of the step; "setup" for the log before the first. */
  readonly step: number | "setup";
  readonly field: Exclude<keyof Outcome, "request" | "call">;
  readonly ours: unknown;
  readonly why: string;
}

/** scenario.json. */
export interface About {
  readonly title: string;
  readonly group?: string;
  /** Rows of rows.json. */
  readonly covers?: readonly string[];
  readonly differences?: readonly ListedDifference[];
  /** Why it cannot be replayed over a socket. */
  readonly memory_only?: string;
}

export interface Scenario extends About {
  readonly name: string;
  readonly folder: string;
  readonly steps: readonly Step[];
}

/** The scenarios in `root`, which holds one folder for each, or is one itself. */
export function find_scenarios(root: string): Scenario[] {
  if (existsSync(join(root, "requests.json"))) return [read_scenario(root)];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, "requests.json")))
    .map((entry) => read_scenario(join(root, entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function read_scenario(folder: string): Scenario {
  const about_file = join(folder, "scenario.json");
  const name = basename(folder);
  const about = existsSync(about_file) ? (read_json(about_file) as About) : { title: name };
  const steps = read_json(join(folder, "requests.json")) as Step[]; // checked by check_steps
  check_steps(name, steps);
  return { ...about, name, folder, steps };
}

/** A misspelt field would be a request that is not the one meant. */
function check_steps(name: string, steps: readonly Step[]): void {
  if (!Array.isArray(steps)) throw new Error(`${name}/requests.json must hold a list`);
  for (const [index, step] of steps.entries()) {
    const unknown = Object.keys(step).filter((field) => !STEP_FIELDS.has(field));
    if (unknown.length > 0)
      throw new Error(`${name}/requests.json, step ${index}: unknown ${unknown.join(", ")}`);
  }
}

/** Flask's transcript, or undefined when the scenario was never recorded. */
export function read_transcript(scenario: Scenario): Transcript | undefined {
  const file = join(scenario.folder, "transcript.json");
  return existsSync(file) ? (read_json(file) as Transcript) : undefined;
}

export function read_json(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

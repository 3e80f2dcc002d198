import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Flask } from "miniflask";
import { type Clock, freeze_clock } from "./clock.ts";
import { body_text, normal_headers, session_texts } from "./normal.ts";
import type { Outcome, Scenario, Step, Transcript, UploadedFile } from "./scenario.ts";

type Client = ReturnType<Flask["test_client"]>;
type Answer = Awaited<ReturnType<Client["open"]>>;
type OpenOptions = NonNullable<Parameters<Client["open"]>[1]>;

/** What app.ts exports; `app` or `create_app`. */
interface Program {
  readonly app?: Flask;
  readonly create_app?: () => Flask | Promise<Flask>;
  readonly log?: unknown[];
  readonly setup?: (app: Flask) => unknown;
  readonly [name: string]: unknown;
}

const PROGRAMS = new Set(["app.py", "app.ts", "requests.json", "scenario.json", "transcript.json"]);
const FILE_TIME = new Date("2026-01-01T00:00:00Z"); // as in record.py: a checkout gives files its own time
const USER_AGENT = "conformance";

/** How requests reach the app: in memory, or over a socket (`live`). */
export interface ReplayOptions {
  readonly live?: boolean;
}

/** Runs app.ts through a scenario's steps, with the clock stopped. */
export async function replay(scenario: Scenario, { live = false }: ReplayOptions = {}): Promise<Transcript> {
  set_file_times(scenario.folder);
  const clock = freeze_clock();
  try {
    const program = (await import(pathToFileURL(join(scenario.folder, "app.ts")).href)) as Program;
    const log = program.log ?? [];
    const app = program.app ?? (await program.create_app?.());
    if (app === undefined) throw new TypeError("app.ts exports neither app nor create_app");
    await program.setup?.(app);
    await using player = new Player(program, app, { log, clock, live });
    const setup = take(log);
    const steps: Outcome[] = [];
    for (const step of scenario.steps) steps.push(await player.play(step));
    return { setup, steps };
  } finally {
    clock.restore();
  }
}

function set_file_times(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !PROGRAMS.has(entry.name))
      utimesSync(join(entry.parentPath, entry.name), FILE_TIME, FILE_TIME);
  }
}

function take(log: unknown[]): string[] {
  return log.splice(0).map(String);
}

interface Surroundings {
  readonly log: unknown[];
  readonly clock: Clock;
  readonly live: boolean;
}

class Player {
  readonly #program: Program;
  readonly #app: Flask;
  readonly #log: unknown[];
  readonly #clock: Clock;
  readonly #live: boolean;
  readonly #clients = new Map<string, Client>();
  readonly #answers: (Answer | undefined)[] = [];

  constructor(program: Program, app: Flask, { log, clock, live }: Surroundings) {
    this.#program = program;
    this.#app = app;
    this.#log = log;
    this.#clock = clock;
    this.#live = live;
  }

  /** Ends the servers of live clients. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.values()) await client.close();
  }

  async play(step: Step): Promise<Outcome> {
    this.#clock.tick(step.advance ?? 0);
    const client = this.#client(step);
    this.#put_cookies(client, step);
    if (step.call !== undefined) return this.#play_call(step.call, client);
    const request = `${step.method ?? "GET"} ${step.path ?? "/"}`;
    try {
      const answer = await client.open(this.#fill(step.path ?? "/"), this.#options(step));
      this.#answers.push(answer);
      return { request, ...describe(answer), log: take(this.#log) };
    } catch (error) {
      this.#answers.push(undefined);
      return { request, raised: raised_text(error), log: take(this.#log) };
    }
  }

  async #play_call(call: string, client: Client): Promise<Outcome> {
    this.#answers.push(undefined);
    const called = this.#program[call];
    if (typeof called !== "function") throw new TypeError(`app.ts exports no function ${call}`);
    try {
      const returned: unknown = await called(client);
      const plain = returned == null ? {} : { returned: JSON.parse(JSON.stringify(returned)) as unknown }; // as Python's went through a file
      return { call, ...plain, log: take(this.#log) };
    } catch (error) {
      return { call, raised: raised_text(error), log: take(this.#log) };
    }
  }

  #client({ client = "", jar = true }: Step): Client {
    const key = `${client} ${jar}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const made = this.#app.test_client({ use_cookies: jar, live: this.#live });
    made.environ_base.HTTP_USER_AGENT = USER_AGENT;
    this.#clients.set(key, made);
    return made;
  }

  #put_cookies(client: Client, { cookies = {}, cookie_domain }: Step): void {
    const place = cookie_domain === undefined ? {} : { domain: cookie_domain };
    for (const [name, value] of Object.entries(cookies)) {
      if (value === null) client.delete_cookie(name, place);
      else client.set_cookie(name, this.#fill(value), place);
    }
  }

  #options(step: Step): OpenOptions {
    const { method = "GET", follow_redirects = false } = step;
    const { base_url, subdomain, url_scheme, content_type, query, headers, auth, remote_addr } = step;
    return {
      method,
      follow_redirects,
      ...(base_url === undefined ? {} : { base_url }),
      ...(subdomain === undefined ? {} : { subdomain }),
      ...(url_scheme === undefined ? {} : { url_scheme }),
      ...(content_type === undefined ? {} : { content_type }),
      ...(query === undefined ? {} : { query_string: query }),
      ...(headers === undefined ? {} : { headers: this.#headers(headers) }),
      ...(auth === undefined ? {} : { auth }),
      ...(remote_addr === undefined ? {} : { environ_base: { REMOTE_ADDR: remote_addr } }),
      ...this.#body(step),
    };
  }

  #headers(headers: NonNullable<Step["headers"]>): [string, string][] {
    const pairs = Array.isArray(headers) ? (headers as [string, string][]) : Object.entries(headers);
    return pairs.map(([name, value]) => [name, this.#fill(value)]);
  }

  #body({ json, body, body_base64, form, files }: Step): OpenOptions {
    if (json !== undefined) return { json };
    if (body !== undefined) return { data: this.#fill(body) };
    if (body_base64 !== undefined) return { data: Buffer.from(body_base64, "base64") };
    if (form === undefined && files === undefined) return {};
    const fields = Object.entries(form ?? {}).flatMap(([name, value]) =>
      typeof value === "string"
        ? [[name, this.#fill(value)] as const]
        : value.map((item) => [name, item] as const),
    );
    const uploads = Object.entries(files ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((file) => [name, file_field(file)] as const),
    );
    return { data: [...fields, ...uploads] };
  }

  /** Puts parts of earlier answers into a value: {{0:ETag}} is a header, {{0:body}} the body. */
  #fill(value: string): string {
    return value.replace(/\{\{(\d+):([\w-]+)\}\}/g, (_, index: string, name: string) => {
      const answer = this.#answers[Number(index)];
      if (answer === undefined) throw new Error(`step ${index} has no answer to take ${name} from`);
      return name === "body" ? answer.text : (answer.headers.get(name) ?? "");
    });
  }
}

function file_field(file: UploadedFile): [Buffer, string] | [Buffer, string, string] {
  const { content = "", content_base64, filename, content_type } = file;
  const data = content_base64 === undefined ? Buffer.from(content) : Buffer.from(content_base64, "base64");
  return content_type === undefined ? [data, filename] : [data, filename, content_type];
}

function raised_text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(answer: Answer): Omit<Outcome, "log"> {
  const headers = [...answer.headers] as [string, string][]; // Werkzeug's Headers iterate as pairs
  const session = session_texts(headers);
  const history = answer.history.map(({ status_code, location }) => [status_code, location] as const);
  return {
    status: answer.status,
    headers: normal_headers(headers),
    body: body_text(answer.get_data()),
    ...(session === undefined ? {} : { session }),
    ...(history.length === 0 ? {} : { history }),
  };
}

import { execFileSync } from "node:child_process";
import { PYTHON } from "../../../../tests/support/require.ts";

/** Asks real Flask and itsdangerous one question; see the functions of oracle.py. */
export function ask_python(ask: string, question: Record<string, unknown>): unknown[] {
  return run_python("oracle.py", { ask, ...question }) as unknown[];
}

export interface FlaskVisit {
  readonly pages: readonly string[];
  readonly key: string;
  readonly cookies?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** Of a Redis that holds the sessions; without it they are in the cookie. */
  readonly port?: number;
  readonly format?: "msgpack" | "json";
  readonly use_signer?: boolean;
  readonly protection?: "basic" | "strong";
}

/** Visits pages of the Flask app in extensions_oracle.py: the last page's text, and the cookies afterwards. */
export function visit_flask(visit: FlaskVisit): {
  text: string;
  cookies: Record<string, string>;
  shared: unknown;
} {
  const [text, cookies, shared] = run_python("extensions_oracle.py", visit) as [
    string,
    Record<string, string>,
    unknown,
  ];
  return { text, cookies, shared };
}

function run_python(script: string, question: object): unknown {
  const output = execFileSync(PYTHON, [new URL(script, import.meta.url).pathname], {
    input: `${JSON.stringify(question)}\n`,
    maxBuffer: 512 * 1024 * 1024,
    encoding: "utf8",
  });
  return JSON.parse(output);
}

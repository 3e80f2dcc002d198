import { execFileSync } from "node:child_process";
import { PYTHON } from "../../../../tests/support/require.ts";

const SCRIPT = new URL("oracle.py", import.meta.url).pathname;

/** Asks real Flask and itsdangerous one question; see the functions of oracle.py. */
export function ask_python(ask: string, question: Record<string, unknown>): unknown[] {
  const output = execFileSync(PYTHON, [SCRIPT], {
    input: `${JSON.stringify({ ask, ...question })}\n`,
    maxBuffer: 512 * 1024 * 1024,
    encoding: "utf8",
  });
  return JSON.parse(output) as unknown[];
}

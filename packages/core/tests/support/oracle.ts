import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PYTHON } from "../../../../tests/support/require.ts";

/** A function of a Werkzeug module with its arguments, in the recorded form (`{ $bytes: … }`). */
export type OracleCall = readonly [module: string, name: string, args: readonly unknown[], kwargs?: object];

const SCRIPT = fileURLToPath(new URL("./werkzeug_oracle.py", import.meta.url));

/** What Werkzeug in Python answers to each call, in the recorded form; `windows` lets it think it runs there. */
export function ask_werkzeug(calls: readonly OracleCall[], options: { windows?: boolean } = {}): unknown[] {
  const input = JSON.stringify(
    calls.map(([module, name, args, kwargs]) => [module, name, args, kwargs ?? {}]),
  );
  const output = execFileSync(PYTHON, [SCRIPT, ...(options.windows ? ["--windows"] : [])], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output);
}

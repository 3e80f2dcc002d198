import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PYTHON, requires } from "../../../../tests/support/require.ts";

/** A function of a Werkzeug module with its arguments, in the recorded form (`{ $bytes: … }`). */
export type OracleCall = readonly [module: string, name: string, args: readonly unknown[], kwargs?: object];

const SCRIPT = fileURLToPath(new URL("./werkzeug_oracle.py", import.meta.url));

/** The version that this package follows: an older one answers some calls otherwise. */
const VERSION = [3, 1, 9];

/** Whether there is a Python here with a Werkzeug to compare with; `requires` says what is missing. */
export function has_werkzeug(): boolean {
  if (!requires("python")) return false;
  const [version] = ask_werkzeug([["", "version", ["werkzeug"]]]);
  const parts = String(version).split(".").map(Number);
  const older = VERSION.findIndex((part, index) => parts[index] !== part);
  if (older === -1 || parts[older]! > VERSION[older]!) return true;
  const reason = `Werkzeug ${version} is older than ${VERSION.join(".")}, whose answers are compared`;
  if (process.env.MINIFLASK_REQUIRE === "all") throw new Error(reason);
  console.warn(`skipped: ${reason}`);
  return false;
}

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

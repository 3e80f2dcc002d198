import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PYTHON } from "../../../../tests/support/require.ts";

const SCRIPT = fileURLToPath(new URL("./wire_oracle.py", import.meta.url));

export type OracleKind = "form" | "attributes" | "json" | "response" | "parse_cookie" | "dump_cookie";

/** What real Werkzeug makes of each case of one kind. */
export function ask_wire_oracle<Answer>(kind: OracleKind, cases: readonly unknown[]): Answer[] {
  const output = execFileSync(PYTHON, [SCRIPT], {
    input: JSON.stringify(cases.map((item) => [kind, item])),
    encoding: "utf8",
    maxBuffer: 1 << 29,
  });
  return JSON.parse(output);
}

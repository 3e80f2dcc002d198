import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What some tests need from the machine, and how a test finds out whether it is there. */
const TOOLS = {
  python: () => python_with("flask, werkzeug, jinja2, itsdangerous"),
  /** Python's HTTP client; the Python may be there without it. */
  requests: () => python_with("requests"),
  chromium: () => first_existing(["/usr/bin/chromium", "/usr/bin/chromium-browser"]),
  redis: () => on_path("redis-server"),
  nginx: () => on_path("nginx"),
  curl: () => on_path("curl"),
} satisfies Record<string, () => string | undefined>;

export type Tool = keyof typeof TOOLS;

/** The Python to ask; `.ci/run` makes a virtual environment with real Flask and names it here. */
export const PYTHON = process.env.MINIFLASK_PYTHON ?? "python3";

/**
 * Whether `tool` is on this machine. When it is not, the reason is printed and the caller skips
 * (`test.skipIf(!requires("python"))`); with `MINIFLASK_REQUIRE=all`, which CI sets, that is an error.
 */
export function requires(tool: Tool): boolean {
  if (TOOLS[tool]() !== undefined) return true;
  const reason = `these tests need ${tool}, which this machine does not have`;
  if (process.env.MINIFLASK_REQUIRE === "all") throw new Error(`${reason}, and MINIFLASK_REQUIRE=all is set`);
  console.warn(`skipped: ${reason}`);
  return false;
}

/** The path of a tool that `requires` found. */
export function path_of(tool: Tool): string {
  const path = TOOLS[tool]();
  if (path === undefined) throw new Error(`${tool} is not on this machine`);
  return path;
}

function on_path(command: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(":").concat("/usr/sbin", "/usr/bin");
  return first_existing(folders.map((folder) => `${folder}/${command}`));
}

function first_existing(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

function python_with(modules: string): string | undefined {
  try {
    execFileSync(PYTHON, ["-c", `import ${modules}`], { stdio: "ignore" });
    return PYTHON;
  } catch {
    return undefined;
  }
}

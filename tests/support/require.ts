import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What the answers are compared with; another version gives other answers. `conformance/requirements.txt` has the same. */
const ORACLE = {
  Flask: "3.1.3",
  Werkzeug: "3.1.9",
  Jinja2: "3.1.6",
  itsdangerous: "2.2.0",
  freezegun: "1.5.5",
};

/** What some tests need from the machine, and how a test finds out whether it is there. */
const TOOLS = {
  /** Real Flask, in the versions that the answers are compared with. */
  python: () =>
    python_that(
      `import sys; from importlib.metadata import version; sys.exit(any(version(n) != v for n, v in ${JSON.stringify(Object.entries(ORACLE))}))`,
    ),
  /** Python's HTTP client; the Python may be there without it. */
  requests: () => python_that("import requests"),
  chromium: () => first_existing(["/usr/bin/chromium", "/usr/bin/chromium-browser"]),
  redis: () => on_path("redis-server"),
  nginx: () => on_path("nginx"),
  curl: () => on_path("curl"),
} satisfies Record<string, () => string | undefined>;

export type Tool = keyof typeof TOOLS;

const NAMES: Record<Tool, string> = {
  python: `a Python (MINIFLASK_PYTHON) with ${Object.entries(ORACLE)
    .map((entry) => entry.join(" "))
    .join(", ")}`,
  requests: "a Python (MINIFLASK_PYTHON) with requests",
  chromium: "chromium",
  redis: "redis-server",
  nginx: "nginx",
  curl: "curl",
};

/** The Python to ask; `.ci/run` makes a virtual environment with real Flask and names it here. */
export const PYTHON = process.env.MINIFLASK_PYTHON ?? "python3";

/**
 * Whether `tool` is on this machine. When it is not, the reason is printed and the caller skips
 * (`test.skipIf(!requires("python"))`); with `MINIFLASK_REQUIRE=all`, which CI sets, that is an error.
 */
export function requires(tool: Tool): boolean {
  return found(TOOLS[tool]() !== undefined, NAMES[tool]);
}

/** Whether there is real Flask, and these modules beside it: `requires_python_with("flask_login, redis")`. */
export function requires_python_with(modules: string): boolean {
  return requires("python") && found(python_that(`import ${modules}`) !== undefined, `${modules} in Python`);
}

function found(is_there: boolean, name: string): boolean {
  if (is_there) return true;
  const reason = `these tests need ${name}, which this machine does not have`;
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

/** The Python, if it runs `program` to a good end. */
function python_that(program: string): string | undefined {
  try {
    execFileSync(PYTHON, ["-c", program], { stdio: "ignore" });
    return PYTHON;
  } catch {
    return undefined;
  }
}

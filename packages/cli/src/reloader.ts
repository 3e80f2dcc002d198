import { type ChildProcess, spawn } from "node:child_process";
import { relative, sep } from "node:path";
import { watch } from "chokidar";
import { wildcard_pattern } from "./wildcard_pattern.ts";

/** Set in the environment of the process that serves (Werkzeug's WERKZEUG_RUN_MAIN). */
const CHILD_MARK = "MINIFLASK_RUN_MAIN";
/** Several files are often saved at once, in milliseconds. */
const SETTLE_MS = 50;
/** How long the old process may take to end before it is killed, in milliseconds. */
const LAST_ANSWERS_MS = 3_000;

const WATCHED = /(\.([mc]?[jt]sx?|json)|[\\/]\.(env|flaskenv))$/;
const NEVER_WATCHED = new Set(["node_modules", ".git", ".hg", ".svn", "__pycache__"]);

export interface ReloaderOptions {
  readonly folders: readonly string[];
  readonly extra_files: readonly string[];
  readonly exclude_patterns: readonly string[];
  /** Variables that came from files: the next process reads the files anew. */
  readonly dotenv_names: readonly string[];
  /** Added to the command line of each process. */
  readonly args: readonly string[];
}

/** Whether this process is one that the reloader started. */
export function is_reloaded(): boolean {
  return process.env[CHILD_MARK] === "true";
}

/** Runs this very command in a process of its own, and again whenever a source file changes, until Ctrl-C. */
export async function run_with_reloader(options: ReloaderOptions): Promise<void> {
  const runner = new Runner(options);
  const watcher = watch([...options.folders, ...options.extra_files], {
    ignoreInitial: true,
    ignored: (path, stats) =>
      (stats?.isFile() === true && !is_watched(path, options)) || is_left_out(path, options),
  });
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", (_event, path) => {
    clearTimeout(timer);
    timer = setTimeout(() => runner.restart(path), SETTLE_MS);
  });
  runner.start();
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
  clearTimeout(timer);
  await Promise.all([watcher.close(), runner.stop()]);
}

function is_watched(path: string, { extra_files }: ReloaderOptions): boolean {
  return WATCHED.test(path) || extra_files.includes(path);
}

function is_left_out(path: string, { folders, exclude_patterns }: ReloaderOptions): boolean {
  if (exclude_patterns.some((pattern) => wildcard_pattern(pattern).test(path))) return true;
  const folder = folders.find((start) => path.startsWith(start + sep));
  if (folder === undefined) return false;
  return relative(folder, path)
    .split(sep)
    .some((part) => NEVER_WATCHED.has(part));
}

/** The process that serves: at most one at a time, so the port is free when the next one wants it. */
class Runner {
  readonly #dotenv_names: readonly string[];
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #restarting = false;
  #again = false;
  #stopped = false;

  constructor({ dotenv_names, args }: ReloaderOptions) {
    this.#dotenv_names = dotenv_names;
    this.#args = args;
  }

  start(): void {
    const env: NodeJS.ProcessEnv = { ...process.env, [CHILD_MARK]: "true" };
    for (const name of this.#dotenv_names) delete env[name];
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1), ...this.#args], {
      env,
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
    child.once("exit", (code, signal) => this.#report_end(code ?? signal));
  }

  /** Ends the process and starts the next; changes that come meanwhile make one more. */
  restart(path: string): void {
    this.#again = true;
    if (this.#restarting || this.#stopped) return;
    process.stderr.write(` * Detected change in '${path}', reloading\n`);
    this.#restarting = true;
    void this.#restart_all();
  }

  async #restart_all(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#end_child();
      if (!this.#stopped) this.start();
    }
    this.#restarting = false;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#end_child();
  }

  async #end_child(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), LAST_ANSWERS_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #report_end(how: number | NodeJS.Signals | null): void {
    if (this.#restarting || this.#stopped) return;
    process.stderr.write(` * The app has ended (${how}); it starts again when a file changes.\n`);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../bin/miniflask.js", import.meta.url));
export const SITE = fileURLToPath(new URL("./fixtures/site", import.meta.url));

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** One run of the command in a process of its own. */
export class CommandRun {
  readonly child: ChildProcess;
  output = "";
  readonly ended: Promise<number | null>;
  readonly #started = Date.now();
  #closed = false;

  constructor(args: readonly string[], { cwd = SITE, env = {} }: CommandOptions = {}) {
    const { FLASK_APP: _app, FLASK_DEBUG: _debug, ...outer } = process.env;
    this.child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...outer, ...env } });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk) => {
        this.output += String(chunk);
      });
    }
    this.ended = new Promise((resolve) => this.child.once("close", resolve));
    void this.ended.then(() => {
      this.#closed = true;
    });
  }

  /** Waits for `pattern` in what the command printed. */
  async printed(pattern: RegExp, ms = 60_000): Promise<RegExpExecArray> {
    const deadline = Date.now() + ms;
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      // Not the exit code: that may be there before the last of the output.
      if (Date.now() > deadline || this.#closed) {
        throw new Error(`no ${pattern} after ${Date.now() - this.#started} ms in:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The address it serves on. */
  async url(): Promise<string> {
    return (await this.printed(/Running on (\S+)/))[1]!;
  }

  /** Forgets what was printed, to wait for what comes next. */
  forget(): void {
    this.output = "";
  }

  /** Ends it with a signal; gives its exit code. */
  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    if (this.child.exitCode === null) this.child.kill(signal);
    return this.ended;
  }
}

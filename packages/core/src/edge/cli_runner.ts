import type { AppGroup, CommandFunction } from "../setup/app_group.ts";
import type { CommandHost } from "./command_program.ts";
import { type Captured, capture_output } from "./output_capture.ts";

/** How a command ended, and what it printed (click's Result). */
export interface CommandResult extends Pick<Captured, "stdout" | "stderr" | "output"> {
  /** 0 when it went well, 2 for a command line that was wrong, 1 for an error of the command's own; what it exits with. */
  readonly exit_code: number;
  /** What the command threw, a ProcessExit with its `code` for what ended with another code than 0; null when nothing. */
  readonly exception: unknown;
}

interface CommandLine {
  readonly args: readonly string[];
}

/** Runs an app's commands in a test: `const result = await app.test_cli_runner().invoke(["init-db"])`. */
export class FlaskCliRunner {
  readonly app: CommandHost;

  constructor(app: CommandHost) {
    this.app = app;
  }

  /**
   * Runs a command line of the app's commands; with a command's function in front that command alone, with a group in
   * front a line of that group, for this app: `invoke(["greet", "ann"])`, `invoke(greet, ["ann"])`, `invoke(cli, ["greet", "ann"])`.
   * `invoke({ args: ["greet", "ann"] })` is Flask's `invoke(args=["greet", "ann"])`.
   */
  async invoke(line: readonly string[] | CommandLine): Promise<CommandResult>;
  async invoke(command: CommandFunction | AppGroup, args?: readonly string[]): Promise<CommandResult>;
  async invoke(
    first: readonly string[] | CommandLine | CommandFunction | AppGroup,
    args: readonly string[] = [],
  ): Promise<CommandResult> {
    if (typeof first === "function") return this.#run([...this.#path_to(first), ...args]);
    if ("commands" in first) return this.#run(args, first);
    return this.#run("args" in first ? first.args : first);
  }

  async #run(line: readonly string[], group?: AppGroup): Promise<CommandResult> {
    // Loaded here: an app that serves has no use for a parser of command lines.
    const { outcome_of, run_line } = await import("./command_program.ts");
    const { error, ...printed } = await capture_output(() => run_line(this.app, line, group));
    return { ...printed, ...outcome_of(error) };
  }

  #path_to(fn: CommandFunction): string[] {
    const path = path_in(this.app.cli, fn);
    if (path === undefined) throw new TypeError(`${fn.name || "The function"} is no command of this app.`);
    return path;
  }
}

function path_in(group: AppGroup, fn: CommandFunction): string[] | undefined {
  for (const [name, command] of group.commands) {
    if (!("commands" in command)) {
      if (command.run === fn) return [name];
      continue;
    }
    const path = path_in(command, fn);
    if (path !== undefined) return [name, ...path];
  }
  return undefined;
}

import { basename, extname } from "node:path";
import { AppGroup, add_commands, type NamedCommands } from "@miniflask/core/cli";
import { type Command, CommanderError } from "commander";
import { AppSource, type CreateApp } from "./app_source.ts";
import { CommandError } from "./command_error.ts";
import { load_dotenv } from "./dotenv_files.ts";
import { add_commands_of_app, make_program } from "./program.ts";

/** Options of `new FlaskGroup({ … })`. */
export interface FlaskGroupOptions {
  /** What the help calls the program; the script's name when absent. */
  readonly name?: string;
  readonly help?: string;
  /** Makes the app; without it `--app` and FLASK_APP name one. */
  readonly create_app?: CreateApp;
  /** Whether there are `run`, `routes`, `shell` and the small ones. */
  readonly add_default_commands?: boolean;
  readonly add_version_option?: boolean;
  /** Whether `.env` and `.flaskenv` are read. */
  readonly load_dotenv?: boolean;
  /** Whether `--debug` or FLASK_DEBUG decides on the app's debug mode. */
  readonly set_debug_flag?: boolean;
}

/** How a command line is run; `args` are the process's own when absent. */
export interface MainOptions {
  readonly args?: readonly string[];
  readonly standalone_mode?: boolean;
}

const USAGE_ERROR = 2;

/**
 * A command line of one's own, with the commands of an app and those of `miniflask` (Flask's `FlaskGroup`):
 * `const cli = new FlaskGroup({ create_app }); cli.command("wipe", fn); await cli.main();`
 */
export class FlaskGroup extends AppGroup {
  readonly #options: FlaskGroupOptions;

  constructor(options: FlaskGroupOptions = {}) {
    super(options.name, options);
    this.#options = options;
  }

  /** Its own commands go before the app's of the same name. */
  override commands_for({ cli }: { readonly cli: AppGroup }): NamedCommands {
    return [...this.commands, ...cli.commands];
  }

  /**
   * Runs a command line and ends the process with its exit code; without `standalone_mode` it returns, or throws what the
   * command threw. `main({ args, standalone_mode: false })` is click's `main(args=…, standalone_mode=False)`.
   */
  async main(
    args_or_options: readonly string[] | MainOptions = {},
    options: MainOptions = {},
  ): Promise<void> {
    const given = is_line(args_or_options) ? { ...options, args: args_or_options } : args_or_options;
    const { args = process.argv.slice(2), standalone_mode = true } = given;
    try {
      await this.#run(args);
    } catch (error) {
      if (!standalone_mode) return rethrow_failure(error);
      report(error);
      process.exit(exit_code_of(error));
    }
    if (standalone_mode) process.exit(process.exitCode ?? 0); // a command of an app may have set it
  }

  /** The commands as a commander program, the app's among them: `program.addCommand(await group.program())`. */
  async program(): Promise<Command> {
    const [program, source] = this.#prepare([]);
    await add_commands_of_app(program, [], source);
    return program;
  }

  async #run(args: readonly string[]): Promise<void> {
    const [program, source] = this.#prepare(args);
    await add_commands_of_app(program, args, source);
    throw_instead_of_exit(program);
    await program.parseAsync(args, { from: "user" });
  }

  #prepare(args: readonly string[]): [Command, AppSource] {
    const { name = script_name(), help = "", create_app, set_debug_flag = true } = this.#options;
    const {
      add_default_commands = true,
      add_version_option = true,
      load_dotenv: dotenv = true,
    } = this.#options;
    // Before the options are parsed: the variables are their defaults.
    const dotenv_names = load_dotenv({ env_file: env_file_of(args), only_given: !dotenv });
    const source = new AppSource(create_app, set_debug_flag, dotenv_names);
    const program = make_program(
      { name, description: help, add_default_commands, add_version_option },
      source,
    );
    add_commands(program, this.commands, () => source.load_app());
    return [program, source];
  }
}

function is_line(given: readonly string[] | MainOptions): given is readonly string[] {
  return Array.isArray(given);
}

function script_name(): string {
  const [, script = "miniflask"] = process.argv;
  return basename(script, extname(script));
}

function throw_instead_of_exit(command: Command): void {
  command.exitOverride();
  for (const subcommand of command.commands) throw_instead_of_exit(subcommand);
}

/** `--env-file x`, `--env-file=x`, `-e x` or `-ex`. */
function env_file_of(args: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return undefined;
    if (arg === "--env-file" || arg === "-e") return args[index + 1];
    if (arg.startsWith("--env-file=")) return arg.slice("--env-file=".length);
    if (/^-e[^-]/.test(arg)) return arg.slice(2);
  }
  return undefined;
}

/** Help that was asked for is no failure. */
function rethrow_failure(error: unknown): void {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  throw error;
}

function exit_code_of(error: unknown): number {
  if (error instanceof CommandError) return error.exit_code;
  if (!(error instanceof CommanderError)) return 1;
  return error.exitCode === 0 ? 0 : USAGE_ERROR;
}

/** An error of the user's is a sentence; an error in the app needs its stack. One of syntax names file and line itself. */
function report(error: unknown): void {
  if (error instanceof CommanderError) return; // commander has printed it
  if (error instanceof CommandError) process.stderr.write(`Error: ${error.message}\n`);
  else if (error instanceof Error && error.name === "TransformError")
    process.stderr.write(`${error.message}\n`);
  else console.error(error);
}

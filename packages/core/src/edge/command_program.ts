import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { MaybePromise } from "../data/maybe_promise.ts";
import { has_app_context } from "../journey/context.ts";
import type { AppCommand, AppGroup, CommandFlag, NamedCommands } from "../setup/app_group.ts";
import { ProcessExit } from "./output_capture.ts";

/** The app whose commands run. */
export interface CommandHost {
  readonly name: string;
  readonly cli: AppGroup;
  app_context(): { run<T>(fn: () => T): T | Promise<Awaited<T>> };
}

const USAGE_ERROR = 2;
const HELP = "Show this message.";

/** Runs one command line of a group's commands, the app's unless another is given; throws instead of ending the process. */
export async function run_line(app: CommandHost, args: readonly string[], group = app.cli): Promise<void> {
  const program = new Command(group.name || app.name).helpOption("--help", HELP);
  program.exitOverride(); // the commands inherit it, so they are added after
  add_commands(program, group.commands_for(app), () => app);
  await program.parseAsync([...args], { from: "user" });
}

/** How a command line ended that threw `error`: help that was asked for is no exception, a wrong line an exit (click). */
export function outcome_of(error: unknown): { readonly exit_code: number; readonly exception: unknown } {
  if (error === undefined) return { exit_code: 0, exception: null };
  if (error instanceof ProcessExit) return { exit_code: error.code, exception: error };
  if (!(error instanceof CommanderError)) return { exit_code: 1, exception: error };
  if (error.exitCode === 0) return { exit_code: 0, exception: null };
  return { exit_code: USAGE_ERROR, exception: new ProcessExit(USAGE_ERROR) };
}

/** Gives the app that a command runs for, when one runs. */
export type FindApp = () => MaybePromise<CommandHost>;

/** Adds commands to a command line; those that it has already stay what they are. */
export function add_commands(program: Command, commands: NamedCommands, find_app: FindApp): void {
  for (const [name, command] of commands) {
    if (program.commands.some((known) => known.name() === name)) continue;
    if ("commands" in command) {
      const nested = program.command(name).description(command.help ?? "");
      add_commands(nested.helpOption("--help", HELP), command.commands, find_app);
    } else add_command(program.command(name), command, find_app);
  }
}

function add_command(line: Command, command: AppCommand, find_app: FindApp): void {
  line.description(command.help ?? "").helpOption("--help", HELP);
  for (const text of command.args ?? []) line.addArgument(new Argument(text));
  for (const [flags, flag] of Object.entries(command.options ?? {})) line.addOption(option_of(flags, flag));
  line.action(async () => {
    const run = () => command.run(values_of(line));
    // As in Flask a context that is there already serves: a test may look at g afterwards.
    if (command.with_appcontext === false || has_app_context()) return void (await run());
    const app = await find_app();
    await app.app_context().run(run);
  });
}

function option_of(flags: string, given: string | CommandFlag): Option {
  const flag = typeof given === "string" ? { help: given } : given;
  const option = new Option(flags, flag.help);
  if (flag.default !== undefined) option.default(flag.default);
  if (flag.required) option.makeOptionMandatory();
  const { parse } = flag;
  return parse === undefined ? option : option.argParser((text) => parsed(parse, text));
}

/** NaN is what JavaScript's number functions give for a wrong text. */
function parsed(parse: (text: string) => unknown, text: string): unknown {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
  if (Number.isNaN(value)) throw new InvalidArgumentError("It is not a number.");
  return value;
}

/** A flag that was not given is false. */
function values_of(line: Command): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const option of line.options) {
    const name = option.attributeName();
    values[snake_case(name)] = line.getOptionValue(name) ?? (option.isBoolean() ? false : undefined);
  }
  for (const [index, argument] of line.registeredArguments.entries()) {
    values[snake_case(argument.name())] = line.processedArgs[index];
  }
  return values;
}

/** Commander calls `--dry-run` dryRun. */
function snake_case(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll("-", "_");
}

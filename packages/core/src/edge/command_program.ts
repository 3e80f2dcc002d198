import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { AppCommand, AppGroup, CommandFlag } from "../setup/app_group.ts";
import { ProcessExit } from "./output_capture.ts";

/** The app whose commands run. */
export interface CommandHost {
  readonly name: string;
  readonly cli: AppGroup;
  app_context(): { run<T>(fn: () => T): T | Promise<Awaited<T>> };
}

const USAGE_ERROR = 2;

/** Runs one command line of the app's commands; throws instead of ending the process. */
export async function run_line(app: CommandHost, args: readonly string[]): Promise<void> {
  const program = new Command(app.name).helpOption("--help", "Show this message.");
  program.exitOverride(); // the commands inherit it, so they are added after
  add_app_commands(program, app);
  await program.parseAsync([...args], { from: "user" });
}

/** How a command line ended that threw `error`: help and usage errors are no exceptions of the command's. */
export function outcome_of(error: unknown): { readonly exit_code: number; readonly exception: unknown } {
  if (error === undefined) return { exit_code: 0, exception: null };
  if (error instanceof ProcessExit) return { exit_code: error.code, exception: error };
  if (!(error instanceof CommanderError)) return { exit_code: 1, exception: error };
  return { exit_code: error.exitCode === 0 ? 0 : USAGE_ERROR, exception: null };
}

/** Adds the commands of an app to a command line; those that it has already stay what they are. */
export function add_app_commands(program: Command, app: CommandHost, group: AppGroup = app.cli): void {
  for (const command of group.commands.values()) {
    if (program.commands.some((known) => known.name() === command.name)) continue;
    if ("commands" in command) {
      const nested = program.command(command.name).description(command.help ?? "");
      add_app_commands(nested, app, command);
    } else add_command(program, app, command);
  }
}

function add_command(program: Command, app: CommandHost, command: AppCommand): void {
  const line = program.command(command.name).description(command.help ?? "");
  line.helpOption("--help", "Show this message.");
  for (const text of command.args ?? []) line.addArgument(new Argument(text));
  for (const [flags, flag] of Object.entries(command.options ?? {})) line.addOption(option_of(flags, flag));
  line.action(async () => {
    const run = () => command.run(values_of(line));
    await (command.with_appcontext === false ? run() : app.app_context().run(run));
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

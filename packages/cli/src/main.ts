import { CommanderError } from "commander";
import { CommandError } from "./command_error.ts";
import { load_dotenv } from "./dotenv_files.ts";
import { add_commands_of_app, make_program } from "./program.ts";

/** Runs the command line `args` (without node and script) and ends the process with its exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    // Before the options are parsed: the variables are their defaults.
    const dotenv_names = load_dotenv({ env_file: env_file_of(args) });
    const program = make_program(dotenv_names);
    await add_commands_of_app(program, args);
    await program.parseAsync(args, { from: "user" });
    process.exit(process.exitCode ?? 0); // a command of an app may have set it
  } catch (error) {
    report(error);
    process.exit(1);
  }
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

/** An error of the user's is a sentence; an error in the app needs its stack. One of syntax names file and line itself. */
function report(error: unknown): void {
  if (error instanceof CommanderError) return;
  if (error instanceof CommandError) process.stderr.write(`Error: ${error.message}\n`);
  else if (error instanceof Error && error.name === "TransformError")
    process.stderr.write(`${error.message}\n`);
  else console.error(error);
}

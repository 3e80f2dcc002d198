import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { add_commands } from "@miniflask/core/cli";
import { Command, Option } from "commander";
import type { AppSource } from "./app_source.ts";
import { CommandError } from "./command_error.ts";
import { endpoint_types } from "./endpoint_types.ts";
import { type RouteFacts, routes_table, SORTS } from "./routes_table.ts";
import { run_command } from "./run_command.ts";
import { session_text } from "./session_text.ts";
import { run_shell } from "./shell_command.ts";

/** Bytes of a new SECRET_KEY: more than the 20 of the SHA-1 that signs, and what Flask's documentation uses. */
const KEY_BYTES = 32;

/** What a command line has beside the commands of its app. */
export interface ProgramSettings {
  readonly name: string;
  readonly description: string;
  readonly add_default_commands: boolean;
  readonly add_version_option: boolean;
}

/** The options that every command line has, and `run`, `routes`, `shell` … unless they are left out. */
export function make_program(settings: ProgramSettings, source: AppSource): Command {
  const program = new Command(settings.name).description(settings.description).helpOption("--help", HELP);
  if (settings.add_version_option)
    program.version(version_text(), "--version", "Show the versions of Node and miniflask.");
  if (source.takes_reference) program.addOption(new Option("-A, --app <import>", APP_HELP).env("FLASK_APP"));
  program
    .addOption(
      new Option("-e, --env-file <file>", "Load variables from this file before .env and .flaskenv."),
    )
    .option("--debug", "Set debug mode.")
    .option("--no-debug", "Unset debug mode.")
    .hook("preSubcommand", () => source.take_options(program.opts()));
  if (settings.add_default_commands) {
    add_run(program, source);
    add_routes(program, source);
    add_shell(program, source);
    add_small_commands(program);
  }
  return program;
}

const HELP = "Show this message.";
const APP_HELP =
  "The application or factory function to load, in the form 'module:name'. The name is not required if it is 'app', " +
  "'application', 'create_app' or 'make_app', and can be 'name(args)' to pass arguments.";

function add_run(program: Command, source: AppSource): void {
  program
    .command("run")
    .summary("Run a development server.")
    .description("Runs a development server; in debug mode it restarts when a source file changes.")
    .helpOption("--help", HELP)
    .addOption(
      new Option("-h, --host <host>", "The interface to bind to.").env("FLASK_RUN_HOST").default("127.0.0.1"),
    )
    .addOption(new Option("-p, --port <port>", "The port to bind to.").env("FLASK_RUN_PORT").default("5000"))
    .addOption(new Option("--cert <file>", "A certificate file, to use HTTPS.").env("FLASK_RUN_CERT"))
    .addOption(new Option("--key <file>", "The key file of the certificate.").env("FLASK_RUN_KEY"))
    .option("--reload", "Restart when a source file changes; the default in debug mode.")
    .option("--no-reload", "Do not.")
    .option("--extra-files <paths>", "More files that cause a restart.")
    .option("--exclude-patterns <patterns>", "Files that cause none, such as '*/generated/*'.")
    .action((_options: unknown, command: Command) => run_command(run_options(command), source));
}

/** Commander takes `--no-reload` alone for a default of true; here neither flag is neither answer. */
function run_options(command: Command): object {
  const options: Record<string, unknown> = command.opts();
  if (command.getOptionValueSource("reload") === "default") delete options.reload;
  return options;
}

function add_routes(program: Command, source: AppSource): void {
  program
    .command("routes")
    .description("Show the routes for the app.")
    .helpOption("--help", HELP)
    .addOption(
      new Option("-s, --sort <by>", "Sort by this column, or in the order of matching.")
        .choices(SORTS)
        .default("endpoint"),
    )
    .option("--all-methods", "Show HEAD and OPTIONS methods.")
    .option(
      "--types [file]",
      "Write the endpoints down for TypeScript, to have url_for checked (endpoints.d.ts).",
    )
    .action(async (options: RoutesFlags) => {
      const { url_map } = await source.load_app();
      const rules: readonly RouteFacts[] = [...url_map.iter_rules()];
      if (options.types !== undefined) return write_types(options.types, rules);
      const { host_matching } = url_map;
      print(
        routes_table(rules, { sort: options.sort, all_methods: options.allMethods ?? false, host_matching }),
      );
    });
}

/** The flags of `miniflask routes`; `types` is true where no file was named. */
interface RoutesFlags {
  readonly sort: (typeof SORTS)[number];
  readonly allMethods?: boolean;
  readonly types?: string | true;
}

function add_shell(program: Command, source: AppSource): void {
  program
    .command("shell")
    .description("Run a shell in the app context, with top-level await.")
    .helpOption("--help", HELP)
    .action(async () => run_shell(await source.load_app()));
}

/**
 * Adds the commands of the app where one of them may be meant: the command line names none that is known, or asks for help. With
 * help, an app that cannot be loaded costs only its commands.
 */
export async function add_commands_of_app(
  program: Command,
  args: readonly string[],
  source: AppSource,
): Promise<void> {
  const { operands, unknown } = program.parseOptions([...args]);
  const [name] = operands;
  if (program.commands.some((command) => command.name() === name)) return;
  if (name === undefined && unknown.includes("--version")) return;
  source.take_options(program.opts());
  try {
    const app = await source.load_app();
    add_commands(program, app.cli.commands, () => app);
  } catch (error) {
    const asks_for_help = name === undefined || name === "help";
    // Without an app the name is simply unknown, which commander says best.
    if (!asks_for_help && (source.names_app || !(error instanceof CommandError))) throw error;
    if (source.names_app)
      process.stderr.write(`Error: ${error instanceof Error ? error.message : error}\n\n`);
  }
}

function write_types(named: string | true, rules: readonly RouteFacts[]): void {
  const file = named === true ? "endpoints.d.ts" : named;
  writeFileSync(file, endpoint_types(rules));
  print(`Wrote ${file}. Have it among the files that tsconfig.json includes.`);
}

function add_small_commands(program: Command): void {
  program
    .command("secret")
    .description("Print a new random key for SECRET_KEY.")
    .helpOption("--help", HELP)
    .action(() => print(randomBytes(KEY_BYTES).toString("hex")));
  program
    .command("session")
    .description("Look into session cookies.")
    .command("decode <cookie>")
    .description("Take a session cookie apart. Nothing is verified.")
    .action((cookie: string) => print(session_text(cookie)));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function version_text(): string {
  const own = new URL("../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(own, "utf8")) as { version: string }; // our own package.json
  return `Node ${process.versions.node}\nminiflask ${version}`;
}

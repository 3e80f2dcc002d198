import { register, type StaticMethodContext } from "./registration.ts";
import { SetupError } from "./setup_error.ts";

/** An option of a command: its help, or more. */
export interface CommandFlag {
  readonly help?: string;
  readonly default?: unknown;
  readonly required?: boolean;
  /** Makes the value of the text that was given; a throw is reported as a wrong value. */
  readonly parse?: (text: string) => unknown;
}

export interface CommandOptions {
  /** `["<name>", "[count]", "[files...]"]`: needed, optional, any number. */
  readonly args?: readonly string[];
  /** `{ "-f, --force": "Overwrite.", "--count <n>": { help: "How many.", parse: Number } }`. */
  readonly options?: Readonly<Record<string, string | CommandFlag>>;
  readonly help?: string;
  /** Whether the command runs in the app's context; true when absent, as for Flask's `app.cli.command`. */
  readonly with_appcontext?: boolean;
}

/** A command gets its arguments and options in one object, with names as in Python: `--dry-run` is `dry_run`. */
// biome-ignore lint/suspicious/noExplicitAny: what the values are, the text of the options says
export type CommandFunction = (values: Record<string, any>) => unknown;

/** A command of an app, as it was registered. */
export interface AppCommand extends CommandOptions {
  readonly name: string;
  readonly run: CommandFunction;
}

/** Commands and groups, each under the name that it is called by. */
export type NamedCommands = Iterable<readonly [name: string, command: AppCommand | AppGroup]>;

type CommandDecorator = <F extends CommandFunction>(fn: F, context?: StaticMethodContext) => F;

/** The commands of an app, a blueprint or a group within (Flask's `AppGroup`): `app.cli.command("init-db", fn)`. */
export class AppGroup {
  name: string;
  readonly help: string | undefined;
  readonly commands = new Map<string, AppCommand | AppGroup>();

  constructor(name = "", options: { readonly help?: string } = {}) {
    this.name = name;
    this.help = options.help;
  }

  /**
   * Adds a command: `command("greet", { args: ["<name>"] }, ({ name }) => console.log(name))`. Without a name the function's is
   * taken, `init_db` as `init-db`; without a function it gives a decorator.
   */
  command<F extends CommandFunction>(name: string, fn: F): F;
  command<F extends CommandFunction>(name: string, options: CommandOptions, fn: F): F;
  command<F extends CommandFunction>(fn: F): F;
  command(name?: string, options?: CommandOptions): CommandDecorator;
  command(
    name_or_fn?: string | CommandFunction,
    options_or_fn: CommandOptions | CommandFunction = {},
    fn?: CommandFunction,
  ): unknown {
    if (typeof name_or_fn === "function") return this.command()(name_or_fn);
    if (typeof options_or_fn === "function") return this.command(name_or_fn)(options_or_fn);
    const add = (run: CommandFunction, method_name?: string) => {
      const name = name_or_fn ?? command_name(method_name ?? run.name);
      this.add_command({ ...options_or_fn, name, run });
    };
    const take: CommandDecorator = (run, context) => register("cli.command", run, context, add);
    return fn === undefined ? take : take(fn);
  }

  /** A group of commands under one name: `const users = app.cli.group("users"); users.command("add", fn)`. */
  group(name: string, options: { readonly help?: string } = {}): AppGroup {
    const group = new AppGroup(name, options);
    this.add_command(group);
    return group;
  }

  /** What a command line of this group knows when it runs for `app`; a group may take in the app's own commands. */
  commands_for(_app: { readonly cli: AppGroup }): NamedCommands {
    return this.commands;
  }

  /** A later command takes the place of an earlier one of that name, as in click. */
  add_command(command: AppCommand | AppGroup): void {
    if (!/^[\w.][\w.-]*$/.test(command.name)) {
      throw new SetupError(
        `${JSON.stringify(command.name)} is no name for a command. Name it: app.cli.command("name", fn); arguments go into { args: ["<name>"] }.`,
      );
    }
    this.commands.set(command.name, command);
  }
}

/** click's name for a function: `init_db` and `init_db_command` are `init-db`. */
function command_name(function_name: string): string {
  return function_name
    .replace(/_(?:command|cmd|group|grp)$/, "")
    .replaceAll("_", "-")
    .toLowerCase();
}

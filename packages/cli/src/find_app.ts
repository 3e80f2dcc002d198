import type { Flask } from "@miniflask/core";
import { parse_app_name } from "./app_reference.ts";
import { CommandError } from "./command_error.ts";

/** A module's exports. */
export type ModuleExports = Readonly<Record<string, unknown>>;

const APP_NAMES = ["app", "application", "default"];
const FACTORY_NAMES = ["create_app", "make_app"];
/** TypeScript's `config?` is gone at run time, so that only a default tells an optional parameter from a missing argument. */
const OPTIONAL =
  "A parameter that may be left out has a default, not a question mark: create_app(config = {}).";

/** The app that `name` means in a module, or without a name the one it holds. Raises CommandError in Flask's words. */
export async function find_app(
  exports: ModuleExports,
  module: string,
  name: string | undefined,
): Promise<Flask> {
  return name === undefined ? find_best_app(exports, module) : find_app_by_name(exports, module, name);
}

/** Common names first, then the only app there is, then a factory that takes no arguments. */
async function find_best_app(exports: ModuleExports, module: string): Promise<Flask> {
  for (const name of APP_NAMES) {
    const value = exports[name];
    if (is_app(value)) return value;
  }
  const apps = new Set(Object.values(exports).filter(is_app));
  if (apps.size > 1) {
    throw new CommandError(
      `Detected multiple Flask applications in module '${module}'. Use '${module}:name' to specify the correct one.`,
    );
  }
  for (const app of apps) return app;
  return (await call_factory(exports, module)) ?? nothing_found(module);
}

async function call_factory(exports: ModuleExports, module: string): Promise<Flask | undefined> {
  for (const name of FACTORY_NAMES) {
    const factory = exports[name];
    if (typeof factory !== "function") continue;
    if (factory.length > 0) {
      throw new CommandError(
        `Detected factory '${name}' in module '${module}', but could not call it without arguments. ` +
          `Use '${module}:${name}(args)' to specify arguments. ${OPTIONAL}`,
      );
    }
    const app: unknown = await factory();
    if (is_app(app)) return app;
  }
  return undefined;
}

function nothing_found(module: string): never {
  throw new CommandError(
    `Failed to find Flask application or factory in module '${module}'. Use '${module}:name' to specify one. ` +
      "Only what the module exports can be found: `export const app = new Flask(import.meta.url);`",
  );
}

async function find_app_by_name(exports: ModuleExports, module: string, text: string): Promise<Flask> {
  const { name, args } = parse_app_name(text);
  if (!Object.hasOwn(exports, name)) {
    throw new CommandError(`Failed to find attribute '${name}' in '${module}'. Is it exported?`);
  }
  const value = exports[name];
  const app: unknown = is_function(value) ? await call_with(value, args ?? [], module, text) : value;
  if (is_app(app)) return app;
  throw new CommandError(`A valid Flask application was not obtained from '${module}:${text}'.`);
}

function is_function(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === "function";
}

/** JavaScript calls with too few arguments too; Flask says so instead of failing inside. */
function call_with(
  factory: (...args: never[]) => unknown,
  args: readonly unknown[],
  module: string,
  text: string,
): unknown {
  if (args.length >= factory.length) return factory(...(args as never[])); // what the user wrote is what it gets
  throw new CommandError(
    `The factory '${text}' in module '${module}' could not be called with the specified arguments. ${OPTIONAL}`,
  );
}

/** By its shape, not by instanceof: the app may come from another copy of the package. */
function is_app(value: unknown): value is Flask {
  if (typeof value !== "object" || value === null) return false;
  return "import_name" in value && "handle" in value && "request_listener" in value;
}

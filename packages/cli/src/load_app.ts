import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Flask } from "@miniflask/core";
import { parse_app_reference } from "./app_reference.ts";
import { CommandError } from "./command_error.ts";
import { check_decorators } from "./decorator_check.ts";
import { find_app, type ModuleExports } from "./find_app.ts";

/** Where an app is looked for when nothing names it, in this order. */
const DEFAULT_FILES = ["app.ts", "app.js", "app.mjs", "wsgi.ts", "wsgi.js"];
/** What may be left out of a module's name. */
const ENDINGS = ["", ".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", "/index.ts", "/index.js"];

/** The file that `reference` names, for the reloader to watch its folder; undefined when there is none. */
export function app_file(reference: string | undefined, cwd = process.cwd()): string | undefined {
  if (reference !== undefined) return find_module_file(parse_app_reference(reference).module, cwd);
  return DEFAULT_FILES.map((file) => resolve(cwd, file)).find(is_file);
}

/** The app that `reference` names (`module`, `module:name`, `module:factory(args)`), or the one in the current folder. */
export async function load_app(reference: string | undefined, cwd = process.cwd()): Promise<Flask> {
  if (reference === undefined) return load_default_app(cwd);
  const { module, name } = parse_app_reference(reference);
  const file = find_module_file(module, cwd);
  if (file === undefined) {
    throw new CommandError(`Could not import '${module}': there is no such file in ${cwd}.`);
  }
  return find_app(await import_module(file), shown_name(module), name);
}

async function load_default_app(cwd: string): Promise<Flask> {
  const file = app_file(undefined, cwd);
  if (file !== undefined) return find_app(await import_module(file), shown_name(file), undefined);
  throw new CommandError(
    "Could not locate a Flask application. Use the 'miniflask --app' option, 'FLASK_APP' environment variable, " +
      `or an 'app.ts', 'app.js' or 'wsgi.ts' file in the current directory (${cwd}).`,
  );
}

function find_module_file(module: string, cwd: string): string | undefined {
  const paths = [module, module.replaceAll(".", "/")].map((path) => resolve(cwd, path));
  return paths.flatMap((path) => ENDINGS.map((ending) => path + ending)).find(is_file);
}

const is_file = (path: string) => existsSync(path) && statSync(path).isFile();

/** Flask prints a module's name without the ending. */
const shown_name = (module: string) => basename(module).replace(/\.[mc]?[jt]s$/, "");

async function import_module(file: string): Promise<ModuleExports> {
  check_decorators(file);
  // `app.run()` in the module is ignored while this is set: the command serves the app itself.
  process.env.FLASK_RUN_FROM_CLI = "true";
  try {
    return (await import(pathToFileURL(file).href)) as ModuleExports;
  } finally {
    delete process.env.FLASK_RUN_FROM_CLI;
  }
}

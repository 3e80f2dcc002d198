import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { CommandError } from "./command_error.ts";

/** Later ones override earlier ones. */
const DEFAULT_NAMES = [".flaskenv", ".env"];

export interface DotenvOptions {
  /** The file given by --env-file, which goes before the defaults. */
  readonly env_file?: string | undefined;
  /** Leaves the default files out. */
  readonly only_given?: boolean;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Fills the environment from `.flaskenv`, `.env` and the file given, each looked for from `cwd` upwards. What is set in the
 * real environment wins. FLASK_SKIP_DOTENV leaves the default files out. Returns the names that were set.
 */
export function load_dotenv({
  env_file,
  only_given = false,
  cwd = process.cwd(),
  env = process.env,
}: DotenvOptions = {}): string[] {
  const paths = only_given || skips_defaults(env) ? [] : DEFAULT_NAMES.map((name) => find_upwards(name, cwd));
  if (env_file !== undefined) paths.push(existing_file(resolve(cwd, env_file)));
  const values = new Map<string, string>();
  for (const path of paths) if (path !== undefined) read_values(path, values);
  const added = [...values.keys()].filter((name) => env[name] === undefined);
  for (const name of added) env[name] = values.get(name);
  return added;
}

function skips_defaults({ FLASK_SKIP_DOTENV }: NodeJS.ProcessEnv): boolean {
  return (
    FLASK_SKIP_DOTENV !== undefined && !["", "0", "false", "no"].includes(FLASK_SKIP_DOTENV.toLowerCase())
  );
}

function find_upwards(name: string, start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (existsSync(path) && statSync(path).isFile()) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

function existing_file(path: string): string {
  if (existsSync(path)) return path;
  throw new CommandError(`The file of --env-file does not exist: ${path}`);
}

function read_values(path: string, values: Map<string, string>): void {
  const parsed = parseEnv(readFileSync(path, "utf8"));
  for (const [name, value] of Object.entries(parsed)) if (value !== undefined) values.set(name, value);
}

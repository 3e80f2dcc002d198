import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "./command_error.ts";

const DECORATOR = /^[ \t]*@[\w$.]+/m;
/** How many files a chain of `extends` may have; more is a circle. */
const LONGEST_CHAIN = 20;

/**
 * Explains why an app's decorators would fail: with `experimentalDecorators` the compiler hands them other arguments
 * than the standard ones, which the route decorators are.
 */
export function check_decorators(app_file: string): void {
  if (!/\.[mc]?tsx?$/.test(app_file) || !DECORATOR.test(readFileSync(app_file, "utf8"))) return;
  const config = nearest_tsconfig(dirname(app_file));
  if (config === undefined || !has_experimental_decorators(config)) return;
  throw new CommandError(
    `${config} sets "experimentalDecorators", so the decorators of ${app_file} are compiled to the old kind, ` +
      "which miniflask's are not. Remove that option (the standard decorators need none).",
  );
}

function nearest_tsconfig(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const path = join(folder, "tsconfig.json");
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The nearest file of the chain that says something decides. */
function has_experimental_decorators(path: string): boolean {
  let at: string | undefined = path;
  for (let step = 0; at !== undefined && existsSync(at) && step < LONGEST_CHAIN; step++) {
    const config: TsConfig = read_jsonc(at);
    const said = config.compilerOptions?.experimentalDecorators;
    if (said !== undefined) return said === true;
    at = typeof config.extends === "string" ? extended_path(at, config.extends) : undefined;
  }
  return false;
}

interface TsConfig {
  readonly extends?: unknown;
  readonly compilerOptions?: { readonly experimentalDecorators?: unknown };
}

/** A package's configuration is not followed: it is the compiler's business to find it. */
function extended_path(from: string, name: string): string | undefined {
  if (!name.startsWith(".") && !name.startsWith("/")) return undefined;
  const path = resolve(dirname(from), name);
  return path.endsWith(".json") ? path : `${path}.json`;
}

/** JSON with comments and trailing commas; a file that is broken in another way says nothing. */
function read_jsonc(path: string): TsConfig {
  const text = readFileSync(path, "utf8");
  // Strings are matched first and kept, so that a "//" in one is no comment.
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part[0] === '"' ? part : " ",
  );
  try {
    const value: unknown = JSON.parse(plain.replace(/,(?=\s*[}\]])/g, ""));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

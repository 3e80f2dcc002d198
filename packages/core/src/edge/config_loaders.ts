import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parse as parse_toml } from "smol-toml";
import { Config } from "../setup/config.ts";

export interface FromFileOptions<T extends string | Uint8Array = string> {
  /** Turns the file's content into a mapping; known for `.json` and `.toml`. */
  readonly load?: (content: T) => Readonly<Record<string, unknown>>;
  /** A file that does not exist is no error then. */
  readonly silent?: boolean;
}

type Loader = (text: string) => Readonly<Record<string, unknown>>;

const LOADERS: ReadonlyMap<string, Loader> = new Map<string, Loader>([
  [".json", JSON.parse],
  [".toml", parse_toml],
]);
const ABSENT = new Set(["ENOENT", "EISDIR", "ENOTDIR"]);

/** `app.config`: a Config that also reads files, relative to the app's root path. */
export class FileConfig extends Config {
  /**
   * Sets the upper-case keys of a JSON or TOML file, `config.from_file("config.toml")`, or of one that `load` reads:
   * `config.from_file("config.yaml", { load: parse })`. With `text: false` `load` gets bytes. Returns whether the file
   * was there; raises where it was not, unless `silent`.
   */
  from_file(filename: string, options?: FromFileOptions & { readonly text?: true }): boolean;
  from_file(filename: string, options: FromFileOptions<Uint8Array> & { readonly text: false }): boolean;
  from_file(
    filename: string,
    options: {
      load?: (content: never) => Readonly<Record<string, unknown>>;
      silent?: boolean;
      text?: boolean;
    } = {},
  ): boolean {
    const load = options.load ?? loader_for(filename);
    const content = read_config_file(resolve(this.root_path, filename), options.silent ?? false);
    if (content === undefined) return false;
    // The overloads tie `text` to what `load` takes.
    return this.from_mapping(load((options.text === false ? content : content.toString("utf8")) as never));
  }

  /**
   * Sets the upper-case exports of a JavaScript or TypeScript module, relative to the root path: what `from_pyfile`
   * is to a Python file. Raises what the module raises.
   */
  async from_module(filename: string, { silent = false }: { silent?: boolean } = {}): Promise<boolean> {
    const path = resolve(this.root_path, filename);
    if (read_config_file(path, silent) === undefined) return false;
    this.from_object((await import(pathToFileURL(path).href)) as object);
    return true;
  }

  /** Not on Node, where a module takes the place of a Python file: raises, naming the call to use. */
  from_pyfile(filename: string, _options?: unknown): never {
    throw new TypeError(
      `A Python file cannot be read here. Export its keys from a module, and: await app.config.from_module("${filename.replace(/\.(?:py|cfg)$/, ".ts")}").`,
    );
  }

  /**
   * Reads the file that an environment variable names: JSON or TOML by its ending, a module otherwise. An unset variable is an
   * error unless `silent`.
   */
  async from_envvar(variable_name: string, { silent = false }: { silent?: boolean } = {}): Promise<boolean> {
    const filename = process.env[variable_name];
    if (!filename) {
      if (silent) return false;
      throw new Error(
        `The environment variable '${variable_name}' is not set and as such configuration could not be loaded. ` +
          "Set this variable and make it point to a configuration file",
      );
    }
    if (LOADERS.has(extname(filename))) return this.from_file(filename, { silent });
    return this.from_module(filename, { silent });
  }
}

function loader_for(filename: string): Loader {
  const loader = LOADERS.get(extname(filename));
  if (loader !== undefined) return loader;
  throw new TypeError(
    `from_file knows .json and .toml by their ending: tell it how to read '${filename}', as { load: parse }.`,
  );
}

function read_config_file(path: string, silent: boolean): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException; // readFileSync throws nothing else
    if (silent && ABSENT.has(code)) return undefined;
    throw Object.assign(new Error(`Unable to load configuration file (${message})`, { cause: error }), {
      code,
      path,
    });
  }
}

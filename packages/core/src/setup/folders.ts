import { basename, dirname, extname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { SetupError } from "./setup_error.ts";

/** Where an app's or blueprint's files lie. */
export interface FolderOptions {
  /** Folder of static files, relative to the root path; null for none. */
  readonly static_folder?: string | null;
  /** URL prefix of the static files; `/` and the folder's name when absent. */
  readonly static_url_path?: string | null;
  /** Folder of templates, relative to the root path; null for none. */
  readonly template_folder?: string | null;
  /** The folder the others are relative to; that of the module when absent. */
  readonly root_path?: string | null;
}

/** The folders of one app or blueprint, absolute. */
export interface Folders {
  readonly root_path: string;
  readonly static_folder: string | null;
  readonly static_url_path: string | null;
  readonly template_folder: string | null;
}

/** Resolves the folders of a module that is named by `import.meta.url`, by a path or by a plain name (then: the working directory). */
export function resolve_folders(import_name: string, options: FolderOptions): Folders {
  if (typeof import_name !== "string") {
    throw new SetupError(
      "An app or blueprint is given the module it is made in: new Flask(import.meta.url), new Blueprint(name, import.meta.url).",
    );
  }
  const root_path = options.root_path ? resolve(options.root_path) : folder_of_module(import_name);
  const below_root = (folder: string | null | undefined) =>
    folder === null || folder === undefined ? null : join_absolute(root_path, folder);
  return {
    root_path,
    static_folder: below_root(options.static_folder),
    static_url_path: static_url_path(options),
    template_folder: below_root(options.template_folder),
  };
}

/** The name of the module: its file's without the ending (Flask's `__name__` of a script). */
export function name_of_module(import_name: string): string {
  if (!is_file_url(import_name) && !isAbsolute(import_name)) return import_name;
  const path = path_of_module(import_name);
  return basename(path, extname(path));
}

function folder_of_module(import_name: string): string {
  if (!is_file_url(import_name) && !isAbsolute(import_name)) return process.cwd();
  const path = path_of_module(import_name);
  return extname(path) === "" ? path : dirname(path);
}

function path_of_module(import_name: string): string {
  return is_file_url(import_name) ? fileURLToPath(import_name) : import_name;
}

const is_file_url = (name: string) => name.startsWith("file:");

const join_absolute = (root: string, folder: string) =>
  (isAbsolute(folder) ? folder : join(root, folder)).replace(/[/\\]$/, "");

function static_url_path({ static_url_path, static_folder }: FolderOptions): string | null {
  if (typeof static_url_path === "string") return static_url_path.replace(/\/+$/, "");
  return static_folder ? `/${basename(static_folder)}` : null;
}

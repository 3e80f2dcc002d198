import type { FolderOptions } from "./folders.ts";

/** Options of `new Flask(import.meta.url, { … })`. */
export interface AppOptions extends FolderOptions {
  readonly static_host?: string;
  readonly host_matching?: boolean;
  readonly subdomain_matching?: boolean;
  /** Folder for files of this installation, absolute; `instance` below the root path when absent. */
  readonly instance_path?: string | null;
  /** Whether config files are looked for in the instance folder. */
  readonly instance_relative_config?: boolean;
}

/** Options of `register_blueprint`; each overrides the blueprint's own. */
export interface RegisterOptions {
  readonly name?: string;
  readonly name_prefix?: string;
  readonly url_prefix?: string;
  readonly subdomain?: string;
  readonly url_defaults?: Readonly<Record<string, unknown>>;
  readonly cli_group?: string | null;
}

/** What has static files: the app, or a blueprint, which may say itself how long browsers keep them. */
export interface StaticFiles {
  readonly static_folder: string | null;
  get_send_file_max_age?(filename: string | null): number | null;
}

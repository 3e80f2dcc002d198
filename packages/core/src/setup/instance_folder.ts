import { isAbsolute, join } from "node:path";
import { SetupError } from "./setup_error.ts";

/**
 * The folder for files that belong to one installation of the app, such as its database: the one given, else
 * `instance` below the root path (Flask's `instance_path`). It is not created.
 */
export function instance_folder(root_path: string, given: string | null | undefined): string {
  if (given === null || given === undefined) return join(root_path, "instance");
  if (isAbsolute(given)) return given;
  throw new SetupError(
    `If an instance path is provided it must be absolute; ${JSON.stringify(given)} is relative.`,
  );
}

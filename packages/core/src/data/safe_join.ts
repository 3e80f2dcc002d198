import { posix } from "node:path";
import { is_device_name, on_windows } from "./device_names.ts";

// Python takes any one character before the colon for a drive.
const DRIVE = /^.:[\\/]/su;

/**
 * `directory` joined with path parts that come from a URL, or null when one of them would lead out of it. Parts are
 * joined with "/"; on Windows, backslashes and device names such as "CON" are refused too. Whether the file exists, and
 * whether it is a link, is not looked at. (Werkzeug)
 */
export function safe_join(directory: string, ...untrusted: (string | null | undefined)[]): string | null {
  let path = directory === "" ? "." : directory;
  for (const part of untrusted) {
    if (!part) continue;
    const normal = normal_path(part);
    if (leads_out(normal) || (on_windows() && is_unsafe_on_windows(normal))) return null;
    path += path.endsWith("/") ? normal : `/${normal}`;
  }
  return path;
}

function leads_out(path: string): boolean {
  return path.startsWith("/") || path === ".." || path.startsWith("../");
}

function is_unsafe_on_windows(path: string): boolean {
  return path.includes("\\") || DRIVE.test(path) || path.split("/").some(is_device_name);
}

/** As Python's normpath: posix.normalize(), but without a "/" at the end. */
function normal_path(part: string): string {
  const normal = posix.normalize(part);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

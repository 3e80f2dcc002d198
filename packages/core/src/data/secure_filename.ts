import { is_device_name, on_windows } from "./device_names.ts";

// What Python's split() parts ASCII text at.
// biome-ignore lint/suspicious/noControlCharactersInRegex: four control characters are among it
const SPACES = /[\t-\r\x1c-\x20]+/;

/**
 * A file name that is safe in any folder: ASCII letters, digits, ".", "_" and "-", with nothing that names a folder.
 * `secure_filename("../../My cöol.mov")` is "My_cool.mov". May be empty. (Werkzeug)
 */
export function secure_filename(filename: string): string {
  const separator = on_windows() ? /[/\\]/g : /\//g;
  const ascii = filename.normalize("NFKD").replace(/[^\0-\x7f]/g, "");
  const words = ascii
    .replace(separator, " ")
    .split(SPACES)
    .filter((word) => word !== "");
  const name = strip_marks(words.join("_").replace(/[^A-Za-z0-9_.-]/g, ""));
  return on_windows() && is_device_name(name) ? `_${name}` : name;
}

/** Without "." and "_" at both ends, so that the name is neither hidden nor "..". */
function strip_marks(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && is_mark(name[start])) start++;
  while (end > start && is_mark(name[end - 1])) end--;
  return name.slice(start, end);
}

function is_mark(character: string | undefined): boolean {
  return character === "." || character === "_";
}

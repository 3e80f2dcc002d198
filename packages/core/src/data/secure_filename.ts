import { is_device_name, on_windows } from "./device_names.ts";
import { strip } from "./strip.ts";

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
  const name = strip(words.join("_").replace(/[^A-Za-z0-9_.-]/g, ""), is_mark);
  return on_windows() && is_device_name(name) ? `_${name}` : name;
}

/** What would hide a name, or make it "..". */
function is_mark(code: number): boolean {
  return code === 0x2e || code === 0x5f;
}

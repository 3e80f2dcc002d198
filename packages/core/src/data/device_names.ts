import { is_python_space, strip } from "./strip.ts";

// https://chrisdenton.github.io/omnipath/Special%20Dos%20Device%20Names.html
const PORT_DIGITS = Array.from("123456789¹²³");
const DEVICES = new Set([
  "AUX",
  "CON",
  "CONIN$",
  "CONOUT$",
  "NUL",
  "PRN",
  ...PORT_DIGITS.map((digit) => `COM${digit}`),
  ...PORT_DIGITS.map((digit) => `LPT${digit}`),
]);

/** Asked for at each call, since tests stand in for Windows by setting `process.platform`. */
export function on_windows(): boolean {
  return process.platform === "win32";
}

/** Whether Windows takes a file name for a device, whatever follows a dot, colon or space: "con.txt", "NUL:", "AUX ". */
export function is_device_name(name: string): boolean {
  const before_stream = name.split(":", 1)[0]!;
  const stem = before_stream.split(".", 1)[0]!;
  return DEVICES.has(strip(stem, is_python_space).toUpperCase());
}

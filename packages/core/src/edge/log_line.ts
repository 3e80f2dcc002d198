/** pino's numbers of levels, with Python's names for them. */
const LEVEL_NAMES = new Map([
  [10, "DEBUG"],
  [20, "DEBUG"],
  [30, "INFO"],
  [40, "WARNING"],
  [50, "ERROR"],
  [60, "CRITICAL"],
]);
const KNOWN_FIELDS = new Set(["level", "time", "pid", "hostname", "name", "msg", "err"]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
const CONTROLS = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same without the line feed
const CONTROLS_IN_LINES = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/g;

/** Makes text from a client safe to print: a path with a line break must not forge a line, an ESC not paint the terminal. */
export function escape_controls(text: string): string {
  return text.replace(CONTROLS, escaped);
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code > 0xff ? `\\u${code.toString(16)}` : `\\x${code.toString(16).padStart(2, "0")}`;
}

interface LogRecord {
  readonly level: number;
  readonly time: number;
  readonly name?: string;
  readonly msg?: string;
  readonly err?: { readonly stack?: string; readonly message?: string };
  readonly [field: string]: unknown;
}

/** One record of pino as Flask prints it: `[2026-01-31 12:00:00,123] ERROR in app: text`, fields and stack after it. */
export function log_line(json: string): string {
  const record = JSON.parse(json) as LogRecord; // written by pino a moment ago
  const level = LEVEL_NAMES.get(record.level) ?? String(record.level);
  const head = `[${timestamp(record.time)}] ${level} in ${escape_controls(record.name ?? "app")}: `;
  return `${head}${escape_controls(record.msg ?? "")}${fields_text(record)}\n${stack_text(record)}`;
}

function fields_text(record: LogRecord): string {
  const others = Object.entries(record).filter(([key]) => !KNOWN_FIELDS.has(key));
  if (others.length === 0) return "";
  return ` ${escape_controls(JSON.stringify(Object.fromEntries(others)))}`;
}

/** Indented, so that no line of an error's text can look like a line of the log. */
function stack_text({ err }: LogRecord): string {
  const text = err?.stack ?? err?.message;
  if (text === undefined) return "";
  return `    ${String(text).replace(CONTROLS_IN_LINES, escaped).replaceAll("\n", "\n    ")}\n`;
}

/** Python's `asctime`: local time with milliseconds after a comma. */
function timestamp(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${clock},${String(date.getMilliseconds()).padStart(3, "0")}`;
}

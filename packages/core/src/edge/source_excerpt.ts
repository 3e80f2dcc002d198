import { readFileSync } from "node:fs";

/** Some lines of a file around the one that is meant. */
export interface Excerpt {
  readonly place: string;
  readonly lines: readonly { readonly number: number; readonly text: string; readonly is_meant: boolean }[];
}

const LINES_AROUND = 5;

/** Lines of a file on disk; null where it cannot be read, as of code that was made at run time. */
export function file_excerpt(file: string, line: number): Excerpt | null {
  try {
    return text_excerpt(`${file}:${line}`, readFileSync(file, "utf8"), line);
  } catch {
    return null;
  }
}

export function text_excerpt(place: string, text: string, line: number): Excerpt | null {
  const lines = text.split(/\r\n|\r|\n/);
  if (line < 1 || line > lines.length) return null;
  const first = Math.max(1, line - LINES_AROUND);
  const shown = lines.slice(first - 1, line + LINES_AROUND);
  return {
    place,
    lines: shown.map((text_of_line, index) => ({
      number: first + index,
      text: text_of_line,
      is_meant: first + index === line,
    })),
  };
}

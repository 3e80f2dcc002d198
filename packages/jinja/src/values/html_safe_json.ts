import { type JsonOptions, json_text } from "./json_text.ts";
import type { AnyFunction } from "./signature.ts";

const DANGEROUS = /[<>&']/g;
const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "'": "\\u0027",
};

/** JSON that is safe inside `<script>` and in single-quoted attributes. `dumps` replaces Python's `json.dumps`. */
export function html_safe_json(value: unknown, options: JsonOptions, dumps: AnyFunction | null): string {
  const text = dumps === null ? json_text(value, options) : String(dumps(value, options));
  return text.replace(DANGEROUS, (char) => ESCAPES[char] ?? char);
}

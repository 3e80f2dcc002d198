import type { ExtensionClass } from "../extensions/extension.ts";
import type { BaseLoader } from "../loaders/base_loader.ts";
import type { SyntaxOptions } from "../syntax/syntax_options.ts";
import type { AnyFunction } from "../values/signature.ts";
import { Undefined, type UndefinedClass } from "../values/undefined.ts";

/** Whether names are escaped: always, never, or by the template's name (null for templates from strings). */
export type Autoescape = boolean | ((name: string | null) => boolean);

/** The options of an Environment, as in Jinja. */
export interface EnvironmentOptions extends Partial<SyntaxOptions> {
  /** Extension classes, or the names of the built-in ones: "do", "loopcontrols", "i18n", "debug". */
  readonly extensions?: readonly (ExtensionClass | string)[];
  readonly undefined?: UndefinedClass;
  /** Called with every printed value; its result is printed. */
  readonly finalize?: AnyFunction | null;
  readonly autoescape?: Autoescape;
  readonly loader?: BaseLoader | null;
  /** Templates kept compiled: 400 by default, -1 for all, 0 for none. */
  readonly cache_size?: number;
  readonly auto_reload?: boolean;
  readonly optimized?: boolean;
}

export const DEFAULT_SYNTAX: SyntaxOptions = {
  block_start_string: "{%",
  block_end_string: "%}",
  variable_start_string: "{{",
  variable_end_string: "}}",
  comment_start_string: "{#",
  comment_end_string: "#}",
  line_statement_prefix: null,
  line_comment_prefix: null,
  trim_blocks: false,
  lstrip_blocks: false,
  newline_sequence: "\n",
  keep_trailing_newline: false,
};

export const DEFAULT_CACHE_SIZE = 400;
export const DEFAULT_UNDEFINED: UndefinedClass = Undefined;

const OTHER_OPTIONS: readonly string[] = [
  "extensions",
  "undefined",
  "finalize",
  "autoescape",
  "loader",
  "cache_size",
  "auto_reload",
  "optimized",
];

/** A misspelt option would change nothing and say nothing. */
function refuse_unknown(options: EnvironmentOptions): void {
  const unknown = Object.keys(options).find(
    (name) => !(name in DEFAULT_SYNTAX || OTHER_OPTIONS.includes(name)),
  );
  if (unknown !== undefined) throw new TypeError(`Environment has no option '${unknown}'`);
}

/** The syntax of the options; mistakes that would make templates unreadable are told at once. */
export function syntax_of(options: EnvironmentOptions): SyntaxOptions {
  refuse_unknown(options);
  const given = Object.entries(options).filter(
    ([name, value]) => name in DEFAULT_SYNTAX && value !== undefined,
  );
  const syntax: SyntaxOptions = { ...DEFAULT_SYNTAX, ...Object.fromEntries(given) };
  const starts = [syntax.block_start_string, syntax.variable_start_string, syntax.comment_start_string];
  if (new Set(starts).size !== starts.length || starts.includes("")) {
    throw new TypeError("block, variable and comment start strings must be different and not empty");
  }
  if (!["\r", "\r\n", "\n"].includes(syntax.newline_sequence)) {
    throw new TypeError("newline_sequence must be one of '\\n', '\\r\\n' or '\\r'");
  }
  return syntax;
}

import type { SyntaxOptions } from "./syntax_options.ts";
import { OPERATORS } from "./token.ts";

/** Python's `\s`: JavaScript's lacks the separators and has the byte order mark. */
const WS = "[ \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
/** Python's `^` in multi-line mode: only a newline begins a line. */
const LINE_START = "(?<![^\\n])";

/** The expressions for what stands inside tags, each to be tried where the last one ended. */
export const TAG_RULES: readonly (readonly [type: string, pattern: RegExp])[] = [
  ["whitespace", new RegExp(`${WS}+`, "y")],
  ["float", /(?<!\.)\d(?:_?\d)*(?:(?:\.\d(?:_?\d)*)?[eE][+-]?\d(?:_?\d)*|\.\d(?:_?\d)*)/y],
  ["integer", /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y],
  ["name", /[\p{L}\p{N}\p{M}\p{Pc}]+/uy],
  ["string", /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy],
  ["operator", operator_pattern()],
];

function operator_pattern(): RegExp {
  const longest_first = Array.from(OPERATORS.keys()).sort((a, b) => b.length - a.length);
  return new RegExp(longest_first.map(escape_pattern).join("|"), "y");
}

function escape_pattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** What ends template data: the kind of tag, by the name of the group that matched. */
export interface LexerRules {
  /** Finds the next tag. Groups: `<kind>` and `<kind>_sign`. */
  readonly root: RegExp;
  readonly comment_end: RegExp;
  readonly raw_end: RegExp;
  readonly block_end: RegExp;
  readonly variable_end: RegExp;
  readonly line_statement_end: RegExp;
  readonly line_comment_end: RegExp;
  readonly kinds: readonly string[];
}

export function lexer_rules(options: SyntaxOptions): LexerRules {
  const block_start = escape_pattern(options.block_start_string);
  const block_end = escape_pattern(options.block_end_string);
  const variable_end = escape_pattern(options.variable_end_string);
  const comment_end = escape_pattern(options.comment_end_string);
  const suffix = options.trim_blocks ? "\\n?" : "";
  const starts = tag_starts(options);
  const raw = `(?<raw_begin>${block_start}(?<raw_begin_sign>[-+]?)${WS}*raw${WS}*(?:-${block_end}${WS}*|${block_end}))`;
  const tags = starts.map(([kind, pattern]) => `(?<${kind}>${pattern}(?<${kind}_sign>[-+]?))`);
  return {
    kinds: ["raw_begin", ...starts.map(([kind]) => kind)],
    root: new RegExp([raw, ...tags].join("|"), "g"),
    comment_end: new RegExp(`\\+${comment_end}|-${comment_end}${WS}*|${comment_end}${suffix}`, "g"),
    raw_end: new RegExp(
      `${block_start}(?<sign>[-+]?)${WS}*endraw${WS}*(?:\\+${block_end}|-${block_end}${WS}*|${block_end}${suffix})`,
      "g",
    ),
    block_end: new RegExp(`\\+${block_end}|-${block_end}${WS}*|${block_end}${suffix}`, "y"),
    variable_end: new RegExp(`-${variable_end}${WS}*|${variable_end}`, "y"),
    line_statement_end: new RegExp(`${WS}*(?:\\n|$)`, "y"),
    line_comment_end: /(?=\n|$)/g,
  };
}

/** The starts of tags, longest first, so that `<%=` is found before `<%`; equals in Jinja's order. */
function tag_starts(options: SyntaxOptions): (readonly [kind: string, pattern: string])[] {
  const starts: [length: number, kind: string, pattern: string][] = [
    [options.comment_start_string.length, "comment_begin", escape_pattern(options.comment_start_string)],
    [options.block_start_string.length, "block_begin", escape_pattern(options.block_start_string)],
    [options.variable_start_string.length, "variable_begin", escape_pattern(options.variable_start_string)],
  ];
  const statement = options.line_statement_prefix;
  if (statement !== null)
    starts.push([
      statement.length,
      "linestatement_begin",
      `${LINE_START}[ \\t\\v]*${escape_pattern(statement)}`,
    ]);
  const comment = options.line_comment_prefix;
  if (comment !== null)
    starts.push([
      comment.length,
      "linecomment_begin",
      `(?:${LINE_START}|(?<!${WS}))(?:(?!\\n)${WS})*${escape_pattern(comment)}`,
    ]);
  starts.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : -1));
  return starts.map(([, kind, pattern]) => [kind, pattern]);
}

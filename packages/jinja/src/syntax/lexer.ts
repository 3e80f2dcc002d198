import { TemplateSyntaxError } from "../errors.ts";
import { space_end } from "../text/characters.ts";
import { length_of } from "../text/code_points.ts";
import { string_repr } from "../text/string_repr.ts";
import { make_float } from "../values/float.ts";
import { make_int } from "../values/integers.ts";
import { type LexerRules, lexer_rules, TAG_RULES } from "./lexer_rules.ts";
import { literal_value } from "./string_literal.ts";
import type { SyntaxOptions } from "./syntax_options.ts";
import { OPERATORS, type Token } from "./token.ts";

const NEWLINE = /\r\n|\r|\n/g;
const IDENTIFIER = /^[\p{XIDS}_]\p{XIDC}*$/u;
const CLOSING = new Map([
  ["{", "}"],
  ["(", ")"],
  ["[", "]"],
]);

/** Reads source as tokens, one at a time, so that the first error in the source is the one that is told. */
export class Lexer {
  readonly #options: SyntaxOptions;
  readonly #rules: LexerRules;
  constructor(options: SyntaxOptions) {
    this.#options = options;
    this.#rules = lexer_rules(options);
  }

  tokenize(
    source: string,
    name: string | null,
    filename: string | null,
    state?: "variable" | "block",
  ): Generator<Token> {
    return new Scan(this.#options, this.#rules, source, name, filename).tokens(state);
  }
}

/** One pass over one source. */
class Scan {
  readonly #options: SyntaxOptions;
  readonly #rules: LexerRules;
  readonly #source: string;
  readonly #name: string | null;
  readonly #filename: string | null;
  #pos = 0;
  #lineno = 1;
  /** Whether the last match ended a line: `lstrip_blocks` looks only at tags that begin one. */
  #line_starting = true;

  constructor(
    options: SyntaxOptions,
    rules: LexerRules,
    source: string,
    name: string | null,
    filename: string | null,
  ) {
    this.#options = options;
    this.#rules = rules;
    this.#name = name;
    this.#filename = filename;
    const text = source.includes("\r") ? source.replace(NEWLINE, "\n") : source;
    this.#source = !options.keep_trailing_newline && text.endsWith("\n") ? text.slice(0, -1) : text;
  }

  *tokens(state: "variable" | "block" | undefined): Generator<Token> {
    if (state !== undefined) yield* this.#inside(`${state}_begin`);
    const { root, kinds } = this.#rules;
    while (this.#pos < this.#source.length) {
      root.lastIndex = this.#pos;
      const match = root.exec(this.#source);
      if (match === null) {
        yield this.#data(this.#source.slice(this.#pos));
        return;
      }
      const kind = kinds.find((one) => match.groups?.[one] !== undefined) ?? "";
      yield* this.#text_before(match, kind);
      this.#advance(match.index + match[0].length, match.index);
      yield* this.#after_tag(kind);
    }
  }

  *#after_tag(kind: string): Generator<Token> {
    if (kind === "raw_begin") yield* this.#raw();
    else if (kind === "comment_begin") this.#comment();
    else if (kind === "linecomment_begin") this.#skip_to(this.#rules.line_comment_end);
    else {
      yield { lineno: this.#lineno, type: kind === "variable_begin" ? kind : "block_begin", value: "" };
      yield* this.#inside(kind);
    }
  }

  /** Moves on, counting the lines from `from`. */
  #advance(to: number, from = this.#pos): void {
    for (
      let at = this.#source.indexOf("\n", from);
      at >= 0 && at < to;
      at = this.#source.indexOf("\n", at + 1)
    ) {
      this.#lineno++;
    }
    this.#line_starting = to > from && this.#source.charAt(to - 1) === "\n";
    this.#pos = to;
  }

  #data(text: string): Token {
    const sequence = this.#options.newline_sequence;
    const value = sequence === "\n" ? text : text.replaceAll("\n", sequence);
    return { lineno: this.#lineno, type: "data", value };
  }

  *#text_before(match: RegExpExecArray, kind: string): Generator<Token> {
    const text = this.#source.slice(this.#pos, match.index);
    const kept = this.#strip(text, match.groups?.[`${kind}_sign`] ?? "", kind === "variable_begin");
    if (kept !== "") yield this.#data(kept);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#lineno++;
  }

  /** Whitespace control before a tag: `-` strips all, `+` nothing, `lstrip_blocks` the blanks of the line. */
  #strip(text: string, sign: string, variable: boolean): string {
    if (sign === "-") return text.slice(0, space_end(text));
    if (sign === "+" || variable || !this.#options.lstrip_blocks) return text;
    const line = text.lastIndexOf("\n") + 1;
    if (line === 0 && !this.#line_starting) return text;
    return space_end(text) <= line ? text.slice(0, line) : text;
  }

  #skip_to(end: RegExp): RegExpExecArray | null {
    end.lastIndex = this.#pos;
    const match = end.exec(this.#source);
    if (match !== null) this.#advance(match.index + match[0].length);
    return match;
  }

  #comment(): void {
    if (this.#pos >= this.#source.length) return;
    if (this.#skip_to(this.#rules.comment_end) === null) this.#fail("Missing end of comment tag");
  }

  *#raw(): Generator<Token> {
    const start = this.#pos;
    if (start >= this.#source.length) return;
    const lineno = this.#lineno;
    const line_starting = this.#line_starting;
    const match = this.#skip_to(this.#rules.raw_end);
    if (match === null) this.#fail("Missing end of raw directive");
    const at_start = this.#line_starting;
    this.#line_starting = line_starting;
    const text = this.#strip(this.#source.slice(start, match?.index), match?.groups?.sign ?? "", false);
    this.#line_starting = at_start;
    if (text !== "") yield { ...this.#data(text), lineno };
  }

  /** The tokens of a tag up to and with its end. */
  *#inside(kind: string): Generator<Token> {
    const open: string[] = [];
    while (true) {
      if (open.length === 0) {
        const end = this.#end_of(kind);
        if (end !== undefined) return yield end;
      }
      if (this.#pos >= this.#source.length) return;
      const token = this.#tag_token(open);
      if (token !== undefined) yield token;
    }
  }

  #end_of(kind: string): Token | undefined {
    const { variable_end, block_end, line_statement_end } = this.#rules;
    const variable = kind === "variable_begin";
    const end = variable ? variable_end : kind === "block_begin" ? block_end : line_statement_end;
    end.lastIndex = this.#pos;
    if (!end.test(this.#source)) return undefined;
    const token = { lineno: this.#lineno, type: variable ? "variable_end" : "block_end", value: "" };
    this.#advance(end.lastIndex);
    return token;
  }

  #tag_token(open: string[]): Token | undefined {
    for (const [type, pattern] of TAG_RULES) {
      pattern.lastIndex = this.#pos;
      const match = pattern.exec(this.#source);
      if (match === null) continue;
      const [text] = match;
      if (type === "operator") this.#balance(text, open);
      const lineno = this.#lineno;
      const token = type === "whitespace" ? undefined : this.#token(type, text, lineno);
      this.#advance(this.#pos + text.length);
      return token;
    }
    const char = String.fromCodePoint(this.#source.codePointAt(this.#pos) ?? 0);
    const at = length_of(this.#source.slice(0, this.#pos));
    return this.#fail(`unexpected char ${string_repr(char)} at ${at}`);
  }

  #balance(text: string, open: string[]): void {
    const closing = CLOSING.get(text);
    if (closing !== undefined) open.push(closing);
    else if (text === "}" || text === ")" || text === "]") {
      const expected = open.pop();
      if (expected === undefined) this.#fail(`unexpected '${text}'`);
      if (expected !== text) this.#fail(`unexpected '${text}', expected '${expected}'`);
    }
  }

  #token(type: string, text: string, lineno: number): Token {
    if (type === "operator") return { lineno, type: OPERATORS.get(text) ?? text, value: text };
    if (type === "string") return { lineno, type, value: this.#string(text.slice(1, -1)) };
    if (type === "integer")
      return { lineno, type, value: make_int(BigInt(text.replaceAll("_", "").toLowerCase())) };
    if (type === "float") return { lineno, type, value: make_float(Number(text.replaceAll("_", ""))) };
    if (!IDENTIFIER.test(text)) this.#fail("Invalid character in identifier");
    return { lineno, type, value: text };
  }

  #string(body: string): string {
    try {
      return literal_value(body.replaceAll("\n", this.#options.newline_sequence));
    } catch (error) {
      if (error instanceof RangeError) this.#fail(error.message);
      throw error;
    }
  }

  #fail(message: string): never {
    throw new TemplateSyntaxError(message, this.#lineno, this.#name, this.#filename);
  }
}

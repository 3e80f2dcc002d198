import { Lexer } from "../syntax/lexer.ts";
import type { SyntaxOptions } from "../syntax/syntax_options.ts";
import { DEFAULT_SYNTAX, syntax_of } from "./options.ts";

const NAMES = Object.keys(DEFAULT_SYNTAX) as (keyof SyntaxOptions)[];

/** How an environment reads source. Each may be assigned (`app.jinja_env.trim_blocks = true`) and holds for what is parsed later. */
export class SyntaxSettings implements SyntaxOptions {
  block_start_string: string;
  block_end_string: string;
  variable_start_string: string;
  variable_end_string: string;
  comment_start_string: string;
  comment_end_string: string;
  line_statement_prefix: string | null;
  line_comment_prefix: string | null;
  trim_blocks: boolean;
  lstrip_blocks: boolean;
  newline_sequence: string;
  keep_trailing_newline: boolean;
  #lexer: Lexer;
  #read: SyntaxOptions;

  constructor(syntax: SyntaxOptions) {
    this.block_start_string = syntax.block_start_string;
    this.block_end_string = syntax.block_end_string;
    this.variable_start_string = syntax.variable_start_string;
    this.variable_end_string = syntax.variable_end_string;
    this.comment_start_string = syntax.comment_start_string;
    this.comment_end_string = syntax.comment_end_string;
    this.line_statement_prefix = syntax.line_statement_prefix;
    this.line_comment_prefix = syntax.line_comment_prefix;
    this.trim_blocks = syntax.trim_blocks;
    this.lstrip_blocks = syntax.lstrip_blocks;
    this.newline_sequence = syntax.newline_sequence;
    this.keep_trailing_newline = syntax.keep_trailing_newline;
    this.#read = syntax;
    this.#lexer = new Lexer(syntax);
  }

  protected get syntax(): SyntaxOptions {
    return Object.fromEntries(NAMES.map((name) => [name, this[name]])) as unknown as SyntaxOptions; // NAMES are its keys
  }

  /** Its rules cost, so it is made anew only after an assignment. */
  protected get lexer(): Lexer {
    if (NAMES.some((name) => this[name] !== this.#read[name])) {
      this.#read = syntax_of(this.syntax);
      this.#lexer = new Lexer(this.#read);
    }
    return this.#lexer;
  }
}

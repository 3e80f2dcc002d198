import { Lexer } from "../syntax/lexer.ts";
import type { SyntaxOptions } from "../syntax/syntax_options.ts";
import { DEFAULT_SYNTAX, syntax_of } from "./options.ts";

const NAMES = Object.keys(DEFAULT_SYNTAX) as (keyof SyntaxOptions)[];

/** How an environment reads source. Each may be assigned (`app.jinja_env.trim_blocks = true`) and holds for what is parsed later. */
export class SyntaxSettings implements SyntaxOptions {
  declare block_start_string: string;
  declare block_end_string: string;
  declare variable_start_string: string;
  declare variable_end_string: string;
  declare comment_start_string: string;
  declare comment_end_string: string;
  declare line_statement_prefix: string | null;
  declare line_comment_prefix: string | null;
  declare trim_blocks: boolean;
  declare lstrip_blocks: boolean;
  declare newline_sequence: string;
  declare keep_trailing_newline: boolean;
  #lexer: Lexer;
  #read: SyntaxOptions;

  constructor(syntax: SyntaxOptions) {
    Object.assign(this, syntax);
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

/** The options of an Environment that change how source is read. */
export interface SyntaxOptions {
  readonly block_start_string: string;
  readonly block_end_string: string;
  readonly variable_start_string: string;
  readonly variable_end_string: string;
  readonly comment_start_string: string;
  readonly comment_end_string: string;
  readonly line_statement_prefix: string | null;
  readonly line_comment_prefix: string | null;
  readonly trim_blocks: boolean;
  readonly lstrip_blocks: boolean;
  readonly newline_sequence: string;
  readonly keep_trailing_newline: boolean;
}

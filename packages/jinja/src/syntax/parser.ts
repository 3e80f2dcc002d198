import {
  parse_autoescape,
  parse_block,
  parse_call_block,
  parse_filter_block,
  parse_for,
  parse_if,
  parse_macro,
  parse_print,
  parse_set,
  parse_with,
} from "./block_statements.ts";
import type * as nodes from "./nodes.ts";
import type { TagParser } from "./parser_base.ts";
import { StatementParser } from "./statement_parser.ts";
import { parse_extends, parse_from, parse_import, parse_include } from "./template_statements.ts";
import type { TokenStream } from "./token_stream.ts";

/** Turns tokens into the tree. Extensions get it to parse their own tags. */
export class Parser extends StatementParser {
  readonly #extensions: ReadonlyMap<string, TagParser<Parser>>;

  constructor(stream: TokenStream, extensions: ReadonlyMap<string, TagParser<Parser>> = new Map()) {
    super(stream);
    this.#extensions = extensions;
  }

  parse(): nodes.Template {
    return { type: "Template", lineno: 1, body: this.subparse() };
  }

  override parse_statement(): nodes.Stmt | readonly nodes.Stmt[] {
    const token = this.stream.current;
    if (token.type !== "name") this.fail("tag name expected", token.lineno);
    const tag = String(token.value);
    const parse = STATEMENTS.get(tag) ?? this.#extensions.get(tag);
    if (parse === undefined) this.fail_unknown_tag(tag, token.lineno);
    this.tag_stack.push(tag);
    const statement = parse(this);
    this.tag_stack.pop();
    return statement;
  }
}

const STATEMENTS: ReadonlyMap<string, (parser: StatementParser) => nodes.Stmt> = new Map([
  ["for", parse_for],
  ["if", parse_if],
  ["block", parse_block],
  ["extends", parse_extends],
  ["print", parse_print],
  ["macro", parse_macro],
  ["include", parse_include],
  ["from", parse_from],
  ["import", parse_import],
  ["set", parse_set],
  ["with", parse_with],
  ["autoescape", parse_autoescape],
  ["call", parse_call_block],
  ["filter", parse_filter_block],
]);

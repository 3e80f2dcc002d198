import { TemplateAssertionError } from "../errors.ts";
import { all_space } from "../text/characters.ts";
import { string_repr } from "../text/string_repr.ts";
import { ExpressionParser } from "./expression_parser.ts";
import type * as nodes from "./nodes.ts";
import type { TagParser } from "./parser_base.ts";
import type { TupleOptions } from "./primary_parser.ts";
import type { TokenStream } from "./token_stream.ts";

type Statement = nodes.Stmt | readonly nodes.Stmt[];

/** Turns tokens into the tree. Extensions get it to parse their own tags. */
export class Parser extends ExpressionParser {
  readonly #extensions: ReadonlyMap<string, TagParser<Parser>>;
  #identifiers = 0;

  constructor(stream: TokenStream, extensions: ReadonlyMap<string, TagParser<Parser>> = new Map()) {
    super(stream);
    this.#extensions = extensions;
  }

  parse(): nodes.Template {
    return { type: "Template", lineno: 1, body: this.subparse() };
  }

  /** A name that no template can use. */
  free_identifier(lineno = this.stream.current.lineno): nodes.Name {
    this.#identifiers += 1;
    return { type: "Name", lineno, name: `(fi${this.#identifiers})`, ctx: "store" };
  }

  parse_statement(): Statement {
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

  /** The body of a tag up to one of the end tags, which stays current unless `drop_needle`. */
  parse_statements(end_tokens: readonly string[], drop_needle = false): nodes.Stmt[] {
    this.stream.skip_if("colon");
    this.stream.expect("block_end");
    const body = this.subparse(end_tokens);
    if (this.stream.current.type === "eof") this.fail_eof(end_tokens);
    if (drop_needle) this.stream.next();
    return body;
  }

  subparse(end_tokens?: readonly string[]): nodes.Stmt[] {
    const body: nodes.Stmt[] = [];
    let output: nodes.Expr[] = [];
    const flush = () => {
      const [first] = output;
      if (first !== undefined) body.push({ type: "Output", lineno: first.lineno, nodes: output });
      output = [];
    };
    if (end_tokens !== undefined) this.end_token_stack.push(end_tokens);
    while (this.stream.current.type !== "eof") {
      const token = this.stream.next();
      if (token.type === "data") {
        output.push({ type: "TemplateData", lineno: token.lineno, data: String(token.value) });
      } else if (token.type === "variable_begin") {
        output.push(this.parse_tuple());
        this.stream.expect("variable_end");
      } else {
        flush();
        if (end_tokens !== undefined && this.stream.test_any(...end_tokens)) break;
        const statement = this.parse_statement();
        body.push(...[statement].flat());
        this.stream.expect("block_end");
      }
    }
    flush();
    if (end_tokens !== undefined) this.end_token_stack.pop();
    return body;
  }

  /** A name as a target, as macros, imports and block variables take it. */
  parse_name_target(ctx: "store" | "param" = "store"): nodes.Name {
    const { lineno, value } = this.stream.expect("name");
    if (RESERVED.has(value)) this.fail("can't assign to 'name'", lineno);
    return { type: "Name", lineno, name: String(value), ctx };
  }

  parse_assign_target(options: TupleOptions = {}, ctx: "store" | "param" = "store"): nodes.Expr {
    return this.#as_target(this.parse_tuple({ ...options, simplified: true }), ctx);
  }

  #as_target(node: nodes.Expr, ctx: "store" | "param"): nodes.Expr {
    if (node.type === "NSRef") return node;
    if (node.type === "Name" && !RESERVED.has(node.name)) return { ...node, ctx };
    if (node.type !== "Tuple" || !node.items.every(can_assign)) {
      return this.fail(`can't assign to ${string_repr(node.type.toLowerCase())}`, node.lineno);
    }
    return { ...node, items: node.items.map((item) => this.#as_target(item, ctx)), ctx: "store" };
  }

  parse_signature(): { args: nodes.Name[]; defaults: nodes.Expr[] } {
    const args: nodes.Name[] = [];
    const defaults: nodes.Expr[] = [];
    this.stream.expect("lparen");
    while (!this.stream.test("rparen")) {
      if (args.length > 0) this.stream.expect("comma");
      const arg = this.parse_name_target("param");
      if (this.stream.skip_if("assign")) defaults.push(this.parse_expression());
      else if (defaults.length > 0) this.fail("non-default argument follows default argument");
      args.push(arg);
    }
    this.stream.expect("rparen");
    return { args, defaults };
  }

  /** `with context`, `without context`, or neither. */
  parse_context_choice(): boolean | null {
    if (!this.stream.test_any("name:with", "name:without")) return null;
    const next = this.stream.look();
    if (next.type !== "name" || next.value !== "context") return null;
    const choice = this.stream.next().value === "with";
    this.stream.skip();
    return choice;
  }
}

const RESERVED: ReadonlySet<unknown> = new Set(["true", "false", "none", "True", "False", "None"]);

function can_assign(node: nodes.Expr): boolean {
  if (node.type === "Tuple") return node.items.every(can_assign);
  return node.type === "NSRef" || (node.type === "Name" && !RESERVED.has(node.name));
}

type Statements = ReadonlyMap<string, (parser: Parser) => Statement>;

function parse_set(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const target = parser.parse_assign_target({ with_namespace: true });
  if (parser.stream.skip_if("assign")) return { type: "Assign", lineno, target, node: parser.parse_tuple() };
  const filter = parser.parse_filter(null);
  return {
    type: "AssignBlock",
    lineno,
    target,
    filter,
    body: parser.parse_statements(["name:endset"], true),
  };
}

function parse_for(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const target = parser.parse_assign_target({ extra_end_rules: ["name:in"] });
  parser.stream.expect("name:in");
  const iter = parser.parse_tuple({ with_condexpr: false, extra_end_rules: ["name:recursive"] });
  const test = parser.stream.skip_if("name:if") ? parser.parse_expression() : null;
  const recursive = parser.stream.skip_if("name:recursive");
  const body = parser.parse_statements(["name:endfor", "name:else"]);
  const ended = parser.stream.next().value === "endfor";
  const else_ = ended ? [] : parser.parse_statements(["name:endfor"], true);
  return { type: "For", lineno, target, iter, body, else_, test, recursive };
}

function parse_if(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const branch = parse_branch(parser, lineno);
  const elif_: nodes.If[] = [];
  while (parser.stream.test("name:elif")) {
    parser.stream.next();
    elif_.push(parse_branch(parser, parser.stream.current.lineno));
  }
  const ended = parser.stream.next().value === "endif";
  return { ...branch, elif_, else_: ended ? [] : parser.parse_statements(["name:endif"], true) };
}

function parse_branch(parser: Parser, lineno: number): nodes.If {
  const test = parser.parse_tuple({ with_condexpr: false });
  const body = parser.parse_statements(["name:elif", "name:else", "name:endif"]);
  return { type: "If", lineno, test, body, elif_: [], else_: [] };
}

function parse_with(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const targets: nodes.Expr[] = [];
  const values: nodes.Expr[] = [];
  while (!parser.stream.test("block_end")) {
    if (targets.length > 0) parser.stream.expect("comma");
    targets.push(parser.parse_assign_target({}, "param"));
    parser.stream.expect("assign");
    values.push(parser.parse_expression());
  }
  return { type: "With", lineno, targets, values, body: parser.parse_statements(["name:endwith"], true) };
}

function parse_autoescape(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const autoescape = parser.parse_expression();
  const body = parser.parse_statements(["name:endautoescape"], true);
  return { type: "Scope", lineno, body: [{ type: "ScopedEvalContextModifier", lineno, autoescape, body }] };
}

function parse_block(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const name = String(parser.stream.expect("name").value);
  const scoped = parser.stream.skip_if("name:scoped");
  const required = parser.stream.skip_if("name:required");
  if (parser.stream.test("sub")) {
    parser.fail(
      "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.",
    );
  }
  const body = parser.parse_statements(["name:endblock"], true);
  if (required && !body.every(is_blank))
    parser.fail("Required blocks can only contain comments or whitespace");
  parser.stream.skip_if(`name:${name}`);
  return { type: "Block", lineno, name, body, scoped, required };
}

function is_blank(node: nodes.Stmt): boolean {
  return (
    node.type === "Output" &&
    node.nodes.every((child) => child.type === "TemplateData" && all_space(child.data))
  );
}

function parse_extends(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  return { type: "Extends", lineno, template: parser.parse_expression() };
}

function parse_include(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const template = parser.parse_expression();
  const next = parser.stream.test("name:ignore") ? parser.stream.look() : null;
  const ignore_missing = next?.type === "name" && next.value === "missing";
  if (ignore_missing) parser.stream.skip(2);
  const with_context = parser.parse_context_choice() ?? true;
  return { type: "Include", lineno, template, with_context, ignore_missing };
}

function parse_import(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const template = parser.parse_expression();
  parser.stream.expect("name:as");
  const target = parser.parse_name_target().name;
  return { type: "Import", lineno, template, target, with_context: parser.parse_context_choice() ?? false };
}

function parse_from(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const template = parser.parse_expression();
  parser.stream.expect("name:import");
  const names: [string, string][] = [];
  let with_context: boolean | null = null;
  while (true) {
    if (names.length > 0) parser.stream.expect("comma");
    if (!parser.stream.test("name")) parser.stream.expect("name");
    with_context = parser.parse_context_choice();
    if (with_context !== null) break;
    names.push(parse_imported_name(parser));
    with_context = parser.parse_context_choice();
    if (with_context !== null || !parser.stream.test("comma")) break;
  }
  return { type: "FromImport", lineno, template, names, with_context: with_context ?? false };
}

function parse_imported_name(parser: Parser): [string, string] {
  const { name, lineno } = parser.parse_name_target();
  if (name.startsWith("_")) {
    parser.fail("names starting with an underline can not be imported", lineno, TemplateAssertionError);
  }
  return [name, parser.stream.skip_if("name:as") ? parser.parse_name_target().name : name];
}

function parse_call_block(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const signature = parser.stream.test("lparen") ? parser.parse_signature() : { args: [], defaults: [] };
  const call = parser.parse_expression();
  if (call.type !== "Call") return parser.fail("expected call", lineno);
  const body = parser.parse_statements(["name:endcall"], true);
  return { type: "CallBlock", lineno, call, ...signature, body };
}

function parse_filter_block(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const filter = parser.parse_filter(null, true);
  if (filter === null) return parser.fail("expected a filter", lineno);
  return { type: "FilterBlock", lineno, body: parser.parse_statements(["name:endfilter"], true), filter };
}

function parse_macro(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const { name } = parser.parse_name_target();
  const signature = parser.parse_signature();
  return {
    type: "Macro",
    lineno,
    name,
    ...signature,
    body: parser.parse_statements(["name:endmacro"], true),
  };
}

function parse_print(parser: Parser): Statement {
  const { lineno } = parser.stream.next();
  const printed: nodes.Expr[] = [];
  while (!parser.stream.test("block_end")) {
    if (printed.length > 0) parser.stream.expect("comma");
    printed.push(parser.parse_expression());
  }
  return { type: "Output", lineno, nodes: printed };
}

const STATEMENTS: Statements = new Map([
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

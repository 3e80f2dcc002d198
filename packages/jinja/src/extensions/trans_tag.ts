import { TemplateAssertionError } from "../errors.ts";
import type * as nodes from "../syntax/nodes.ts";
import type { Parser } from "../syntax/parser.ts";

/** The head of a trans tag: its variables, and which of them decides the plural. */
export interface TransHead {
  readonly context: string | null;
  readonly variables: Map<string, nodes.Expr>;
  plural: nodes.Expr | null;
  plural_name: string | null;
  trimmed: boolean | null;
  assignment: nodes.Assign | null;
}

/** A node that reads a variable. */
export function load(name: string, lineno: number): nodes.Name {
  return { type: "Name", lineno, name, ctx: "load" };
}

export function parse_head(parser: Parser): TransHead {
  const context = parser.stream.next_if("string");
  const head: TransHead = {
    context: context === null ? null : String(context.value),
    variables: new Map(),
    plural: null,
    plural_name: null,
    trimmed: null,
    assignment: null,
  };
  while (!parser.stream.test("block_end")) {
    if (head.variables.size > 0) parser.stream.expect("comma");
    if (parser.stream.skip_if("colon")) break;
    parse_variable(parser, head);
  }
  parser.stream.expect("block_end");
  return head;
}

/** `name`, `name=expression`, `trimmed` or `notrimmed`. The first variable decides the plural. */
function parse_variable(parser: Parser, head: TransHead): void {
  const { lineno, value } = parser.stream.expect("name");
  const name = String(value);
  if (head.variables.has(name)) {
    parser.fail(`translatable variable '${name}' defined twice.`, lineno, TemplateAssertionError);
  }
  const assigned = parser.stream.skip_if("assign");
  if (!assigned && head.trimmed === null && (name === "trimmed" || name === "notrimmed")) {
    head.trimmed = name === "trimmed";
    return;
  }
  const node = assigned ? parser.parse_expression() : load(name, lineno);
  head.variables.set(name, node);
  if (head.plural !== null) return;
  head.plural = node;
  head.plural_name = name;
  if (node.type === "Call") keep_call(head, name, node);
}

/** A call must run once, though its value counts for the plural and is printed as well. */
function keep_call(head: TransHead, name: string, node: nodes.Call): void {
  const { lineno } = node;
  head.plural = load("_trans", lineno);
  head.variables.set(name, head.plural);
  head.assignment = {
    type: "Assign",
    lineno,
    target: { type: "Name", lineno, name: "_trans", ctx: "store" },
    node,
  };
}

export function parse_plural(parser: Parser, head: TransHead): { names: string[]; text: string } {
  parser.stream.next();
  if (!parser.stream.test("block_end")) {
    const { lineno, value } = parser.stream.expect("name");
    const name = String(value);
    const node = head.variables.get(name);
    if (node === undefined) {
      parser.fail(`unknown variable '${name}' for pluralization`, lineno, TemplateAssertionError);
    }
    head.plural = node;
    head.plural_name = name;
  }
  parser.stream.expect("block_end");
  return parse_message(parser, false);
}

/** The text up to the next tag, with placeholders for the variables in it. */
export function parse_message(parser: Parser, allow_pluralize: boolean): { names: string[]; text: string } {
  const names: string[] = [];
  let text = "";
  while (true) {
    if (parser.stream.eos) parser.fail("unclosed translation block");
    const token = parser.stream.next();
    if (token.type === "data") text += String(token.value).replaceAll("%", "%%");
    else if (token.type === "variable_begin") {
      const name = String(parser.stream.expect("name").value);
      names.push(name);
      text += `%(${name})s`;
      parser.stream.expect("variable_end");
    } else if (ends_message(parser, allow_pluralize)) return { names, text };
  }
}

function ends_message(parser: Parser, allow_pluralize: boolean): boolean {
  const { type, value } = parser.stream.current;
  if (type === "name" && value === "endtrans") return true;
  if (type === "name" && value === "pluralize") {
    return allow_pluralize || parser.fail("a translatable section can have only one pluralize section");
  }
  if (type === "name" && value === "trans")
    parser.fail("trans blocks can't be nested; did you mean `endtrans`?");
  return parser.fail(`control structures in translatable sections are not allowed; saw \`${String(value)}\``);
}

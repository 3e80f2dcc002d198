import { all_space } from "../text/characters.ts";
import type * as nodes from "./nodes.ts";
import type { StatementParser } from "./statement_parser.ts";

export function parse_set(parser: StatementParser): nodes.Stmt {
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

export function parse_for(parser: StatementParser): nodes.Stmt {
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

export function parse_if(parser: StatementParser): nodes.Stmt {
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

function parse_branch(parser: StatementParser, lineno: number): nodes.If {
  const test = parser.parse_tuple({ with_condexpr: false });
  const body = parser.parse_statements(["name:elif", "name:else", "name:endif"]);
  return { type: "If", lineno, test, body, elif_: [], else_: [] };
}

export function parse_with(parser: StatementParser): nodes.Stmt {
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

export function parse_autoescape(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const autoescape = parser.parse_expression();
  const body = parser.parse_statements(["name:endautoescape"], true);
  return { type: "Scope", lineno, body: [{ type: "ScopedEvalContextModifier", lineno, autoescape, body }] };
}

export function parse_block(parser: StatementParser): nodes.Stmt {
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

export function parse_call_block(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const signature = parser.stream.test("lparen") ? parser.parse_signature() : { args: [], defaults: [] };
  const call = parser.parse_expression();
  if (call.type !== "Call") return parser.fail("expected call", lineno);
  const body = parser.parse_statements(["name:endcall"], true);
  return { type: "CallBlock", lineno, call, ...signature, body };
}

export function parse_filter_block(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const filter = parser.parse_filter(null, true);
  if (filter === null) return parser.fail("expected a filter", lineno);
  return { type: "FilterBlock", lineno, body: parser.parse_statements(["name:endfilter"], true), filter };
}

export function parse_macro(parser: StatementParser): nodes.Stmt {
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

export function parse_print(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const printed: nodes.Expr[] = [];
  while (!parser.stream.test("block_end")) {
    if (printed.length > 0) parser.stream.expect("comma");
    printed.push(parser.parse_expression());
  }
  return { type: "Output", lineno, nodes: printed };
}

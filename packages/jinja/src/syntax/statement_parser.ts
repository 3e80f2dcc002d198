import { string_repr } from "../text/string_repr.ts";
import { ExpressionParser } from "./expression_parser.ts";
import type * as nodes from "./nodes.ts";
import type { TupleOptions } from "./primary_parser.ts";

/** The parts that statements are made of: bodies, targets, signatures. */
export abstract class StatementParser extends ExpressionParser {
  #identifiers = 0;

  abstract parse_statement(): nodes.Stmt | readonly nodes.Stmt[];

  /** A name that no template can use. */
  free_identifier(lineno = this.stream.current.lineno): nodes.Name {
    this.#identifiers += 1;
    return { type: "Name", lineno, name: `(fi${this.#identifiers})`, ctx: "store" };
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

import type { Arguments, Call, Expr, Filter, Keyword, Test } from "./nodes.ts";
import { PrimaryParser } from "./primary_parser.ts";

/** What may follow a test's name as its one argument without parentheses. */
const TEST_ARGUMENT: ReadonlySet<string> = new Set([
  "name",
  "string",
  "integer",
  "float",
  "lbracket",
  "lbrace",
]);

/** What follows a value: attributes, subscripts, calls, filters and tests. */
export abstract class PostfixParser extends PrimaryParser {
  parse_postfix(start: Expr): Expr {
    let node = start;
    while (true) {
      const { type } = this.stream.current;
      if (type === "dot" || type === "lbracket") node = this.parse_subscript(node);
      else if (type === "lparen") node = this.parse_call(node);
      else return node;
    }
  }

  parse_filter_expr(start: Expr): Expr {
    let node = start;
    while (true) {
      const { type, value } = this.stream.current;
      if (type === "pipe") node = this.parse_filter(node) ?? node;
      else if (type === "name" && value === "is") node = this.parse_test(node);
      else if (type === "lparen") node = this.parse_call(node);
      else return node;
    }
  }

  parse_subscript(node: Expr): Expr {
    const token = this.stream.next();
    const { lineno } = token;
    if (token.type === "dot") {
      const attr = this.stream.next();
      if (attr.type === "name") return { type: "Getattr", lineno, node, attr: String(attr.value) };
      if (attr.type !== "integer") this.fail("expected name or number", attr.lineno);
      return {
        type: "Getitem",
        lineno,
        node,
        arg: { type: "Const", lineno: attr.lineno, value: attr.value },
      };
    }
    const args: Expr[] = [];
    while (!this.stream.test("rbracket")) {
      if (args.length > 0) this.stream.expect("comma");
      args.push(this.#subscribed());
    }
    this.stream.expect("rbracket");
    const [first] = args;
    const arg: Expr =
      first !== undefined && args.length === 1 ? first : { type: "Tuple", lineno, items: args, ctx: "load" };
    return { type: "Getitem", lineno, node, arg };
  }

  #subscribed(): Expr {
    const { lineno } = this.stream.current;
    const start = this.stream.test("colon") ? null : this.parse_expression();
    if (start !== null && !this.stream.test("colon")) return start;
    this.stream.next();
    const stop = this.#slice_part("colon");
    const step = this.stream.skip_if("colon") ? this.#slice_part() : null;
    return { type: "Slice", lineno, start, stop, step };
  }

  #slice_part(...ends: string[]): Expr | null {
    return this.stream.test_any("rbracket", "comma", ...ends) ? null : this.parse_expression();
  }

  parse_call(node: Expr): Call {
    const { lineno } = this.stream.current;
    return { type: "Call", lineno, node, ...this.parse_call_args() };
  }

  parse_call_args(): Arguments {
    const { lineno } = this.stream.expect("lparen");
    const args: Expr[] = [];
    const kwargs: Keyword[] = [];
    let dyn_args: Expr | null = null;
    let dyn_kwargs: Expr | null = null;
    const ensure = (ok: boolean) => ok || this.fail("invalid syntax for function call expression", lineno);
    let first = true;
    while (!this.stream.test("rparen")) {
      if (!first) this.stream.expect("comma");
      if (!first && this.stream.test("rparen")) break;
      first = false;
      if (this.stream.skip_if("mul")) {
        ensure(dyn_args === null && dyn_kwargs === null);
        dyn_args = this.parse_expression();
      } else if (this.stream.skip_if("pow")) {
        ensure(dyn_kwargs === null);
        dyn_kwargs = this.parse_expression();
      } else if (this.stream.test("name") && this.stream.look().type === "assign") {
        ensure(dyn_kwargs === null);
        kwargs.push(this.#keyword());
      } else {
        ensure(dyn_args === null && dyn_kwargs === null && kwargs.length === 0);
        args.push(this.parse_expression());
      }
    }
    this.stream.expect("rparen");
    return { args, kwargs, dyn_args, dyn_kwargs };
  }

  #keyword(): Keyword {
    const key = String(this.stream.current.value);
    this.stream.skip(2);
    const value = this.parse_expression();
    return { type: "Keyword", lineno: value.lineno, key, value };
  }

  /** A chain of filters; `start_inline` for `{% filter a|b %}`, where no pipe comes first. */
  parse_filter(start: Expr | null, start_inline = false): Filter | null {
    let node = start;
    let filter: Filter | null = null;
    let inline = start_inline;
    while (inline || this.stream.test("pipe")) {
      if (!inline) this.stream.next();
      const { lineno } = this.stream.current;
      const name = this.#dotted_name();
      filter = { type: "Filter", lineno, node, name, ...this.#optional_args() };
      node = filter;
      inline = false;
    }
    return filter;
  }

  #dotted_name(): string {
    let name = String(this.stream.expect("name").value);
    while (this.stream.skip_if("dot")) name += `.${String(this.stream.expect("name").value)}`;
    return name;
  }

  #optional_args(): Arguments {
    if (this.stream.test("lparen")) return this.parse_call_args();
    return { args: [], kwargs: [], dyn_args: null, dyn_kwargs: null };
  }

  parse_test(node: Expr): Expr {
    const { lineno } = this.stream.next();
    const negated = this.stream.skip_if("name:not");
    const name = this.#dotted_name();
    const test: Test = { type: "Test", lineno, node, name, ...this.#test_args() };
    return negated ? { type: "UnaryExpr", lineno, op: "not", node: test } : test;
  }

  #test_args(): Arguments {
    const bare = TEST_ARGUMENT.has(this.stream.current.type);
    if (!bare || this.stream.test_any("name:else", "name:or", "name:and")) return this.#optional_args();
    if (this.stream.test("name:is")) this.fail("You cannot chain multiple tests with is");
    const argument = this.parse_postfix(this.parse_primary());
    return { args: [argument], kwargs: [], dyn_args: null, dyn_kwargs: null };
  }
}

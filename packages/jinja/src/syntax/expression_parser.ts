import type { BinaryOperator, CompareOperator, Expr } from "./nodes.ts";
import { PostfixParser } from "./postfix_parser.ts";

const COMPARE: ReadonlySet<string> = new Set(["eq", "ne", "lt", "lteq", "gt", "gteq"]);
const SUMS: ReadonlySet<string> = new Set(["add", "sub"]);
const PRODUCTS: ReadonlySet<string> = new Set(["mul", "div", "floordiv", "mod"]);

/** Operators, loosest first. */
export abstract class ExpressionParser extends PostfixParser {
  parse_expression(with_condexpr = true): Expr {
    return with_condexpr ? this.parse_condexpr() : this.parse_or();
  }

  parse_condexpr(): Expr {
    let { lineno } = this.stream.current;
    let expr1 = this.parse_or();
    while (this.stream.skip_if("name:if")) {
      const test = this.parse_or();
      const expr2 = this.stream.skip_if("name:else") ? this.parse_condexpr() : null;
      expr1 = { type: "CondExpr", lineno, test, expr1, expr2 };
      lineno = this.stream.current.lineno;
    }
    return expr1;
  }

  parse_or(): Expr {
    return this.#keyword_chain("or", () => this.parse_and());
  }

  parse_and(): Expr {
    return this.#keyword_chain("and", () => this.parse_not());
  }

  #keyword_chain(op: "and" | "or", operand: () => Expr): Expr {
    let { lineno } = this.stream.current;
    let left = operand();
    while (this.stream.skip_if(`name:${op}`)) {
      left = { type: "BinExpr", lineno, op, left, right: operand() };
      lineno = this.stream.current.lineno;
    }
    return left;
  }

  parse_not(): Expr {
    if (!this.stream.test("name:not")) return this.parse_compare();
    const { lineno } = this.stream.next();
    return { type: "UnaryExpr", lineno, op: "not", node: this.parse_not() };
  }

  parse_compare(): Expr {
    const { lineno } = this.stream.current;
    const expr = this.parse_math1();
    const ops: [CompareOperator, Expr][] = [];
    for (let op = this.#compare_operator(); op !== null; op = this.#compare_operator()) {
      ops.push([op, this.parse_math1()]);
    }
    return ops.length === 0 ? expr : { type: "Compare", lineno, expr, ops };
  }

  #compare_operator(): CompareOperator | null {
    const { type } = this.stream.current;
    if (COMPARE.has(type)) {
      this.stream.next();
      return type as CompareOperator; // COMPARE holds nothing else
    }
    if (this.stream.skip_if("name:in")) return "in";
    if (!this.stream.test("name:not")) return null;
    const next = this.stream.look();
    if (next.type !== "name" || next.value !== "in") return null;
    this.stream.skip(2);
    return "notin";
  }

  parse_math1(): Expr {
    return this.#operators(SUMS, () => this.parse_concat());
  }

  parse_concat(): Expr {
    const { lineno } = this.stream.current;
    const first = this.parse_math2();
    if (!this.stream.test("tilde")) return first;
    const nodes = [first];
    while (this.stream.skip_if("tilde")) nodes.push(this.parse_math2());
    return { type: "Concat", lineno, nodes };
  }

  parse_math2(): Expr {
    return this.#operators(PRODUCTS, () => this.parse_pow());
  }

  /** Jinja's power is left-associative and binds looser than a sign, unlike Python's. */
  parse_pow(): Expr {
    return this.#operators(POWERS, () => this.parse_unary());
  }

  #operators(operators: ReadonlySet<string>, operand: () => Expr): Expr {
    let { lineno } = this.stream.current;
    let left = operand();
    while (operators.has(this.stream.current.type)) {
      const op = this.stream.next().type as BinaryOperator; // the sets hold nothing else
      left = { type: "BinExpr", lineno, op, left, right: operand() };
      lineno = this.stream.current.lineno;
    }
    return left;
  }

  parse_unary(with_filter = true): Expr {
    const { type, lineno } = this.stream.current;
    let node: Expr;
    if (type === "sub" || type === "add") {
      this.stream.next();
      node = { type: "UnaryExpr", lineno, op: type === "sub" ? "neg" : "pos", node: this.parse_unary(false) };
    } else {
      node = this.parse_primary();
    }
    node = this.parse_postfix(node);
    return with_filter ? this.parse_filter_expr(node) : node;
  }
}

const POWERS: ReadonlySet<string> = new Set(["pow"]);

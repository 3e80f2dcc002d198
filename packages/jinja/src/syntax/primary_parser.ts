import { string_repr } from "../text/string_repr.ts";
import type { Expr } from "./nodes.ts";
import { ParserBase } from "./parser_base.ts";
import { describe_token } from "./token.ts";

const LITERALS = new Map<unknown, unknown>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

export interface TupleOptions {
  /** Only names and literals: the targets of assignments. */
  readonly simplified?: boolean;
  readonly with_condexpr?: boolean;
  readonly extra_end_rules?: readonly string[];
  readonly explicit_parentheses?: boolean;
  readonly with_namespace?: boolean;
}

/** Names, literals and tuples. */
export abstract class PrimaryParser extends ParserBase {
  abstract parse_expression(with_condexpr?: boolean): Expr;

  parse_primary(with_namespace = false): Expr {
    const token = this.stream.current;
    const { lineno } = token;
    switch (token.type) {
      case "name":
        return this.#name(with_namespace);
      case "string":
        return { type: "Const", lineno, value: this.#strings() };
      case "integer":
      case "float":
        this.stream.next();
        return { type: "Const", lineno, value: token.value };
      case "lparen": {
        this.stream.next();
        const node = this.parse_tuple({ explicit_parentheses: true });
        this.stream.expect("rparen");
        return node;
      }
      case "lbracket":
        return { type: "List", lineno, items: this.#items("lbracket", "rbracket") };
      case "lbrace":
        return this.#dict();
    }
    return this.fail(`unexpected ${string_repr(describe_token(token))}`, lineno);
  }

  #name(with_namespace: boolean): Expr {
    const { lineno, value } = this.stream.next();
    const literal = LITERALS.get(value);
    if (literal !== undefined) return { type: "Const", lineno, value: literal };
    const name = String(value);
    if (with_namespace && this.stream.skip_if("dot")) {
      return { type: "NSRef", lineno, name, attr: String(this.stream.expect("name").value) };
    }
    return { type: "Name", lineno, name, ctx: "load" };
  }

  /** Neighbouring string literals are one. */
  #strings(): string {
    let text = "";
    while (this.stream.current.type === "string") text += String(this.stream.next().value);
    return text;
  }

  #items(open: string, close: string): Expr[] {
    this.stream.expect(open);
    const items: Expr[] = [];
    while (!this.stream.test(close)) {
      if (items.length > 0) this.stream.expect("comma");
      if (this.stream.test(close)) break;
      items.push(this.parse_expression());
    }
    this.stream.expect(close);
    return items;
  }

  #dict(): Expr {
    const { lineno } = this.stream.expect("lbrace");
    const keys: Expr[] = [];
    const values: Expr[] = [];
    while (!this.stream.test("rbrace")) {
      if (keys.length > 0) this.stream.expect("comma");
      if (this.stream.test("rbrace")) break;
      keys.push(this.parse_expression());
      this.stream.expect("colon");
      values.push(this.parse_expression());
    }
    this.stream.expect("rbrace");
    return { type: "Dict", lineno, keys, values };
  }

  /** One expression, or a tuple where commas follow. */
  parse_tuple(options: TupleOptions = {}): Expr {
    let { lineno } = this.stream.current;
    const items: Expr[] = [];
    let is_tuple = false;
    while (true) {
      if (items.length > 0) this.stream.expect("comma");
      if (this.is_tuple_end(options.extra_end_rules)) break;
      items.push(
        options.simplified
          ? this.parse_primary(options.with_namespace)
          : this.parse_expression(options.with_condexpr ?? true),
      );
      if (!this.stream.test("comma")) break;
      is_tuple = true;
      lineno = this.stream.current.lineno;
    }
    const [first] = items;
    if (!is_tuple && first !== undefined) return first;
    if (!is_tuple && !options.explicit_parentheses) {
      this.fail(`Expected an expression, got ${string_repr(describe_token(this.stream.current))}`);
    }
    return { type: "Tuple", lineno, items, ctx: "load" };
  }

  is_tuple_end(extra_end_rules: readonly string[] = []): boolean {
    const { type } = this.stream.current;
    if (type === "variable_end" || type === "block_end" || type === "rparen") return true;
    return this.stream.test_any(...extra_end_rules);
  }
}

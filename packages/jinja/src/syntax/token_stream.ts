import { TemplateSyntaxError } from "../errors.ts";
import { describe_expected, describe_token, type Token, token_is } from "./token.ts";

/** The tokens of a template with one token of look-ahead: what parsers and extensions read from. */
export class TokenStream {
  readonly #tokens: Iterator<Token>;
  readonly #pushed: Token[] = [];
  readonly name: string | null;
  readonly filename: string | null;
  current: Token = { lineno: 1, type: "initial", value: "" };

  constructor(tokens: Iterable<Token>, name: string | null, filename: string | null) {
    this.#tokens = tokens[Symbol.iterator]();
    this.name = name;
    this.filename = filename;
    this.next();
  }

  /** Whether the end has been reached. */
  get eos(): boolean {
    return this.#pushed.length === 0 && this.current.type === "eof";
  }

  /** Goes one token ahead and returns the one it leaves. */
  next(): Token {
    const left = this.current;
    const pushed = this.#pushed.shift();
    if (pushed !== undefined) this.current = pushed;
    else if (left.type !== "eof") {
      const result = this.#tokens.next();
      this.current = result.done ? { lineno: left.lineno, type: "eof", value: "" } : result.value;
    }
    return left;
  }

  /** The token after the current one. */
  look(): Token {
    const left = this.next();
    const result = this.current;
    this.push(result);
    this.current = left;
    return result;
  }

  /** Puts a token back, to come after the current one. */
  push(token: Token): void {
    this.#pushed.push(token);
  }

  skip(count = 1): void {
    for (let done = 0; done < count; done++) this.next();
  }

  /** The current token if it matches, else null. */
  next_if(expression: string): Token | null {
    return token_is(this.current, expression) ? this.next() : null;
  }

  skip_if(expression: string): boolean {
    return this.next_if(expression) !== null;
  }

  test(expression: string): boolean {
    return token_is(this.current, expression);
  }

  test_any(...expressions: string[]): boolean {
    return expressions.some((expression) => token_is(this.current, expression));
  }

  /** The current token, which must match; a syntax error that names both otherwise. */
  expect(expression: string): Token {
    if (token_is(this.current, expression)) return this.next();
    const wanted = describe_expected(expression);
    const message =
      this.current.type === "eof"
        ? `unexpected end of template, expected '${wanted}'.`
        : `expected token '${wanted}', got '${describe_token(this.current)}'`;
    throw new TemplateSyntaxError(message, this.current.lineno, this.name, this.filename);
  }

  *[Symbol.iterator](): Generator<Token> {
    while (!this.eos) yield this.next();
  }
}

/** A token as the parser sees it. `value` is text, but for numbers and the values of string literals. */
export interface Token {
  readonly lineno: number;
  readonly type: string;
  readonly value: unknown;
}

export const OPERATORS: ReadonlyMap<string, string> = new Map([
  ["+", "add"],
  ["-", "sub"],
  ["/", "div"],
  ["//", "floordiv"],
  ["*", "mul"],
  ["%", "mod"],
  ["**", "pow"],
  ["~", "tilde"],
  ["[", "lbracket"],
  ["]", "rbracket"],
  ["(", "lparen"],
  [")", "rparen"],
  ["{", "lbrace"],
  ["}", "rbrace"],
  ["==", "eq"],
  ["!=", "ne"],
  [">", "gt"],
  [">=", "gteq"],
  ["<", "lt"],
  ["<=", "lteq"],
  ["=", "assign"],
  [".", "dot"],
  [":", "colon"],
  ["|", "pipe"],
  [",", "comma"],
  [";", "semicolon"],
]);

const DESCRIPTIONS = new Map([
  ["comment_begin", "begin of comment"],
  ["comment_end", "end of comment"],
  ["block_begin", "begin of statement block"],
  ["block_end", "end of statement block"],
  ["variable_begin", "begin of print statement"],
  ["variable_end", "end of print statement"],
  ["data", "template data / text"],
  ["eof", "end of template"],
  ...Array.from(OPERATORS, ([text, type]): [string, string] => [type, text]),
]);

/** How messages name a token. */
export function describe_token(token: Token): string {
  return token.type === "name" ? String(token.value) : (DESCRIPTIONS.get(token.type) ?? token.type);
}

/** How messages name what was expected: a type, or `name:endif`. */
export function describe_expected(expression: string): string {
  if (expression.startsWith("name:")) return expression.slice(5);
  const type = expression.split(":")[0] ?? expression;
  return DESCRIPTIONS.get(type) ?? type;
}

/** Whether a token is of a type, or of a type with a value: `name:endif`. */
export function token_is(token: Token, expression: string): boolean {
  if (token.type === expression) return true;
  const colon = expression.indexOf(":");
  return (
    colon > 0 && token.type === expression.slice(0, colon) && token.value === expression.slice(colon + 1)
  );
}

import { ValueError } from "../data/errors.ts";

/** A variable of a rule as it is written: `<int(min=1):page>` is { name: "page", converter: "int", arguments: "min=1" }. */
export interface RuleVariable {
  readonly name: string;
  readonly converter: string;
  readonly arguments: string;
}
/** A slash, text without one, or a variable. */
export type RuleToken = string | RuleVariable;

const TOKEN =
  /\/|[^</]+|<(?:(?<converter>[a-zA-Z_][a-zA-Z0-9_]*)(?:\((?<args>.*?)\))?:)?(?<variable>[a-zA-Z_][a-zA-Z0-9_]*)>/y;

/** Throws ValueError where an angle bracket is not that of a variable. */
export function parse_rule(rule: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  for (let at = 0; at < rule.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(rule);
    if (match === null) {
      throw new ValueError(
        `malformed url rule: '${rule}'; write variables as <name>, <converter:name> or <converter(arguments):name>`,
      );
    }
    const { variable, converter = "default", args = "" } = match.groups!;
    tokens.push(variable === undefined ? match[0] : { name: variable, converter, arguments: args });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

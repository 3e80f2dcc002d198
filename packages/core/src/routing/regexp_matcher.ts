import type { PartMatcher } from "./part_matcher.ts";
import type { TextStack } from "./text_stack.ts";

/** The name of the group that holds the value of the converter at `index`; a converter's own groups do not count. */
export function group_name(index: number): string {
  return `__werkzeug_${index}`;
}

/**
 * For custom converters whose `regex` is more than characters, classes and choices. How long it takes is up to that
 * expression, as it is in Werkzeug.
 */
export class RegExpMatcher implements PartMatcher {
  readonly #expression: RegExp;
  readonly #groups: number;

  /** `source` has one group named by `group_name` for each of `groups` converters. */
  constructor(source: string, groups: number) {
    this.#expression = compile(`^(?:${source})$`);
    this.#groups = groups;
  }

  match(text: string, start: number, end: number, found: TextStack): boolean {
    const groups = this.#expression.exec(text.slice(start, end))?.groups;
    if (groups === undefined) return false;
    for (let index = 0; index < this.#groups; index++) found.push(groups[group_name(index)]!);
    return true;
  }
}

/** By code points where the expression allows it: only without the flag may letters be escaped for no reason. */
function compile(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

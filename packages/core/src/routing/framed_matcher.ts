import type { PartMatcher } from "./part_matcher.ts";
import type { TextStack } from "./text_stack.ts";

/** Fixed text before and after what the inner matcher has to match: `/user-<name>.html`. */
export class FramedMatcher implements PartMatcher {
  readonly #prefix: string;
  readonly #suffix: string;
  readonly #inner: PartMatcher;

  constructor(prefix: string, suffix: string, inner: PartMatcher) {
    this.#prefix = prefix;
    this.#suffix = suffix;
    this.#inner = inner;
  }

  match(text: string, start: number, end: number, found: TextStack): boolean {
    const inner_start = start + this.#prefix.length;
    const inner_end = end - this.#suffix.length;
    if (inner_start > inner_end) return false;
    if (!text.startsWith(this.#prefix, start) || !text.startsWith(this.#suffix, inner_end)) return false;
    return this.#inner.match(text, inner_start, inner_end, found);
  }
}

import type { TextStack } from "./text_stack.ts";

/**
 * Matches one part of a rule (a segment, or all the rest of a path) against `text` from `start` to `end`.
 * On success the text of each converter is pushed to `found` and the answer is true; otherwise nothing is pushed.
 */
export interface PartMatcher {
  match(text: string, start: number, end: number, found: TextStack): boolean;
}

/** A whole segment, whatever is in it: `/<name>`, the most common part of all. */
export class SegmentMatcher implements PartMatcher {
  match(text: string, start: number, end: number, found: TextStack): boolean {
    if (end === start) return false;
    found.push(text.slice(start, end));
    return true;
  }
}

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

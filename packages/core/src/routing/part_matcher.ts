import type { TextStack } from "./text_stack.ts";

/**
 * Matches one part of a rule (a segment, or all the rest of a path) against `text` from `start` to `end`.
 * On success the text of each converter is pushed to `found` and the answer is true; otherwise nothing is pushed.
 */
export interface PartMatcher {
  match(text: string, start: number, end: number, found: TextStack): boolean;
}

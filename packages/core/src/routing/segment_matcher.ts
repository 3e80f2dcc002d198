import type { PartMatcher } from "./part_matcher.ts";
import type { TextStack } from "./text_stack.ts";

/** A whole segment, whatever is in it: `/<name>`, the most common part of all. */
export class SegmentMatcher implements PartMatcher {
  match(text: string, start: number, end: number, found: TextStack): boolean {
    if (end === start) return false;
    found.push(text.slice(start, end));
    return true;
  }
}

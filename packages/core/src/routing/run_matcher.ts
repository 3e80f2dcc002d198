import type { PartMatcher } from "./part_matcher.ts";
import type { RunAtom } from "./pattern.ts";
import type { TextStack } from "./text_stack.ts";

/** For parts that are one run of characters, such as `<int:id>`. */
export class RunMatcher implements PartMatcher {
  readonly #run: RunAtom;

  constructor(run: RunAtom) {
    this.#run = run;
  }

  match(text: string, start: number, end: number, found: TextStack): boolean {
    if (pass_run(this.#run, text, start, end) !== end) return false;
    found.push(text.slice(start, end));
    return true;
  }
}

/** Where the run of characters that starts at `at` ends, or -1 when it is too short. */
export function pass_run({ set, min, max }: RunAtom, text: string, at: number, end: number): number {
  let count = 0;
  while (at < end && count < max) {
    const code = text.charCodeAt(at);
    // Only half of a surrogate pair makes a difference between a character and a place in the text.
    const unit = code < 0xd800 || code > 0xdbff ? code : text.codePointAt(at)!;
    if (!set.has(unit)) break;
    at += unit > 0xffff ? 2 : 1;
    count++;
  }
  return count < min ? -1 : at;
}

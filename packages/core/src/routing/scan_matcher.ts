import type { PartMatcher } from "./part_matcher.ts";
import type { PartSteps } from "./part_steps.ts";
import type { Atom } from "./pattern.ts";
import { pass_run } from "./run_matcher.ts";
import type { TextStack } from "./text_stack.ts";

/**
 * For parts where each step can end in one place only, such as `<int:a>-<int:b>`: one walk from left to right.
 * `is_one_way` says whether a part is of that kind.
 */
export class ScanMatcher implements PartMatcher {
  readonly #atoms: readonly Atom[];
  readonly #opens: readonly number[];
  readonly #closes: readonly number[];
  readonly #bounds: number[];

  constructor({ atoms, opens, closes }: PartSteps) {
    this.#atoms = atoms;
    this.#opens = opens;
    this.#closes = closes;
    this.#bounds = Array.from({ length: atoms.length + 1 }, () => 0);
  }

  match(text: string, start: number, end: number, found: TextStack): boolean {
    const bounds = this.#bounds;
    let at = start;
    for (let index = 0; index < this.#atoms.length; index++) {
      bounds[index] = at;
      at = pass(this.#atoms[index]!, text, at, end);
      if (at === -1) return false;
    }
    if (at !== end) return false;
    bounds[this.#atoms.length] = at;
    for (let index = 0; index < this.#opens.length; index++) {
      found.push(text.slice(bounds[this.#opens[index]!], bounds[this.#closes[index]!]));
    }
    return true;
  }
}

/** Where the step that starts at `at` ends, or -1 when it does not match there. */
function pass(atom: Atom, text: string, at: number, end: number): number {
  if (atom.kind === "run") return pass_run(atom, text, at, end);
  if (atom.kind === "text") return pass_text(atom.units, text, at, end);
  for (const item of atom.items) {
    const after = pass_text(item, text, at, end);
    if (after !== -1) return after;
  }
  return -1;
}

function pass_text(units: readonly number[], text: string, at: number, end: number): number {
  for (const unit of units) {
    if (at >= end || text.codePointAt(at) !== unit) return -1;
    at += unit > 0xffff ? 2 : 1;
  }
  return at;
}

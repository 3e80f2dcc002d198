import type { PartMatcher } from "./part_matcher.ts";
import type { Atom, RunAtom } from "./pattern.ts";
import type { TextStack } from "./text_stack.ts";

/** A rule part taken apart: all its steps, and for each converter the steps that are its own. */
export interface PartSteps {
  readonly atoms: readonly Atom[];
  /** Index of the first step of each converter. */
  readonly opens: readonly number[];
  /** Index after the last step of each converter. */
  readonly closes: readonly number[];
}

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

function pass_run({ set, min, max }: RunAtom, text: string, at: number, end: number): number {
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

function pass_text(units: readonly number[], text: string, at: number, end: number): number {
  for (const unit of units) {
    if (at >= end || text.codePointAt(at) !== unit) return -1;
    at += unit > 0xffff ? 2 : 1;
  }
  return at;
}

/** Whether no step of the row ever has a choice where to end, given what comes after it. */
export function is_one_way(atoms: readonly Atom[]): boolean {
  return atoms.every((atom, index) => ends_in_one_place(atom, atoms, index + 1));
}

function ends_in_one_place(atom: Atom, atoms: readonly Atom[], next: number): boolean {
  if (atom.kind === "text") return true;
  if (atom.kind === "choice") return no_item_begins_another(atom.items);
  return atom.min === atom.max || cannot_begin_with(atom, atoms, next);
}

function no_item_begins_another(items: readonly (readonly number[])[]): boolean {
  return items.every((item) =>
    items.every((other) => other === item || !item.every((unit, index) => other[index] === unit)),
  );
}

/** Whether what follows from `next` on never starts with a character that `run` could have taken itself. */
function cannot_begin_with(run: RunAtom, atoms: readonly Atom[], next: number): boolean {
  const atom = atoms[next];
  if (atom === undefined) return true;
  if (atom.kind === "text") return !run.set.has(atom.units[0]!);
  if (atom.kind === "choice") return atom.items.every((item) => item.length > 0 && !run.set.has(item[0]!));
  return run.set.is_disjoint(atom.set) && (atom.min > 0 || cannot_begin_with(run, atoms, next + 1));
}

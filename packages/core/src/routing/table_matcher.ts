import type { PartMatcher } from "./part_matcher.ts";
import type { PartSteps } from "./part_steps.ts";
import type { Atom, ChoiceAtom, RunAtom } from "./pattern.ts";
import type { TextStack } from "./text_stack.ts";

/**
 * For parts where a step may end in several places, such as `<a>-<b>-` or `<path:a>/x/<path:b>`. A backtracking
 * regular expression finds the same values but needs quadratic or cubic time when it fails (CVE-2024-45296). Here a
 * table says from which positions the rest can still match, filled from right to left; then one walk from left to
 * right takes for each step the end it prefers. Both are linear in the text.
 */
export class TableMatcher implements PartMatcher {
  readonly #atoms: readonly Atom[];
  readonly #opens: readonly number[];
  readonly #closes: readonly number[];

  constructor({ atoms, opens, closes }: PartSteps) {
    this.#atoms = atoms;
    this.#opens = opens;
    this.#closes = closes;
  }

  match(text: string, start: number, end: number, found: TextStack): boolean {
    const table = new Table(text, start, end, this.#atoms);
    if (!table.fill()) return false;
    const bounds = table.walk();
    for (let index = 0; index < this.#opens.length; index++) {
      found.push(text.slice(bounds[this.#opens[index]!], bounds[this.#closes[index]!]));
    }
    return true;
  }
}

/** Rows of "from this position on, the steps from this one on match to the end", one row a step. */
class Table {
  readonly #atoms: readonly Atom[];
  /** Code points, since a length counts characters and a surrogate pair is one. */
  readonly #units: number[] = [];
  /** Where each of them stands in the text. */
  readonly #offsets: number[] = [];
  readonly #rows: Uint8Array[] = [];
  readonly #length: number;

  constructor(text: string, start: number, end: number, atoms: readonly Atom[]) {
    this.#atoms = atoms;
    for (let at = start; at < end; ) {
      const unit = text.codePointAt(at)!;
      this.#units.push(unit);
      this.#offsets.push(at);
      at += unit > 0xffff ? 2 : 1;
    }
    this.#offsets.push(end);
    this.#length = this.#units.length;
  }

  fill(): boolean {
    const last = new Uint8Array(this.#length + 1);
    last[this.#length] = 1;
    this.#rows[this.#atoms.length] = last;
    for (let index = this.#atoms.length - 1; index >= 0; index--) {
      const row = new Uint8Array(this.#length + 1);
      if (!this.#fill_row(this.#atoms[index]!, row, this.#rows[index + 1]!)) return false;
      this.#rows[index] = row;
    }
    return this.#rows[0]![0] === 1;
  }

  /** Positions in the text where each step begins, and where the last one ends. */
  walk(): number[] {
    const bounds = [this.#offsets[0]!];
    let at = 0;
    for (let index = 0; index < this.#atoms.length; index++) {
      at = this.#preferred_end(this.#atoms[index]!, at, this.#rows[index + 1]!);
      bounds.push(this.#offsets[at]!);
    }
    return bounds;
  }

  #fill_row(atom: Atom, row: Uint8Array, next: Uint8Array): boolean {
    if (atom.kind === "run") return this.#fill_run(atom, row, next);
    const items = atom.kind === "text" ? [atom.units] : atom.items;
    let any = false;
    for (let at = 0; at <= this.#length; at++) {
      if (!items.some((item) => next[at + item.length] === 1 && this.#has_text(item, at))) continue;
      row[at] = 1;
      any = true;
    }
    return any;
  }

  #fill_run({ set, min, max }: RunAtom, row: Uint8Array, next: Uint8Array): boolean {
    const nearest = this.#nearest(next);
    let any = false;
    let run = 0;
    for (let at = this.#length; at >= 0; at--) {
      run = at < this.#length && set.has(this.#units[at]!) ? run + 1 : 0;
      if (run < min || nearest[at + min]! > at + Math.min(run, max)) continue;
      row[at] = 1;
      any = true;
    }
    return any;
  }

  /** For each position the first one from there on that `row` allows. */
  #nearest(row: Uint8Array): Int32Array {
    const nearest = new Int32Array(this.#length + 1);
    let found = this.#length + 1;
    for (let at = this.#length; at >= 0; at--) {
      if (row[at] === 1) found = at;
      nearest[at] = found;
    }
    return nearest;
  }

  #preferred_end(atom: Atom, at: number, next: Uint8Array): number {
    if (atom.kind === "text") return at + atom.units.length;
    if (atom.kind === "choice") return at + this.#preferred_item(atom, at, next).length;
    return atom.lazy ? next.indexOf(1, at + atom.min) : this.#longest_end(atom, at, next);
  }

  #preferred_item({ items }: ChoiceAtom, at: number, next: Uint8Array): readonly number[] {
    return items.find((item) => next[at + item.length] === 1 && this.#has_text(item, at))!;
  }

  #longest_end({ set, max }: RunAtom, at: number, next: Uint8Array): number {
    const limit = Math.min(this.#length, at + max);
    let end = at;
    while (end < limit && set.has(this.#units[end]!)) end++;
    return next.lastIndexOf(1, end);
  }

  #has_text(item: readonly number[], at: number): boolean {
    return item.every((unit, index) => this.#units[at + index] === unit);
  }
}

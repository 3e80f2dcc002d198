import type { Atom, RunAtom } from "./pattern.ts";

/** A rule part taken apart: all its steps, and for each converter the steps that are its own. */
export interface PartSteps {
  readonly atoms: readonly Atom[];
  /** Index of the first step of each converter. */
  readonly opens: readonly number[];
  /** Index after the last step of each converter. */
  readonly closes: readonly number[];
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

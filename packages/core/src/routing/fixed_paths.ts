import type { Rule } from "./rule.ts";

const FILTER_SIZE = 4096;
const CODE_BITS = 6;
const CODE_MASK = (1 << CODE_BITS) - 1;

/**
 * Rules without variables by their whole path. The states would find the same: fixed texts are tried before variables,
 * so such a rule is the first to be reached. Asking here first makes the common case one lookup, whatever the number
 * of rules.
 */
export class FixedPaths {
  readonly #rules = new Map<string, readonly Rule[]>();
  // A path with variables should not have to be hashed for nothing; length and last character tell most of them apart.
  readonly #filter = new Uint8Array(FILTER_SIZE);

  add(path: string, rules: readonly Rule[]): void {
    this.#rules.set(path, rules);
    this.#filter[filter_slot(path)] = 1;
  }

  get(path: string): readonly Rule[] | undefined {
    return this.#filter[filter_slot(path)] === 1 ? this.#rules.get(path) : undefined;
  }
}

function filter_slot(path: string): number {
  const last = path.charCodeAt(path.length - 1) & CODE_MASK;
  return ((path.length << CODE_BITS) | last) & (FILTER_SIZE - 1);
}

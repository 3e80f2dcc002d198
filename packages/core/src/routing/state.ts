import type { PartMatcher } from "./part_matcher.ts";
import type { Rule } from "./rule.ts";
import { part_key, part_matcher, type RulePart } from "./rule_part.ts";
import { compare_weights } from "./rule_weight.ts";
import { SegmentTable } from "./segment_table.ts";

/** A way on from a state that takes a variable piece of the path. */
export interface Transition {
  readonly part: RulePart;
  readonly matcher: PartMatcher;
  readonly state: State;
}

/** How far into a path a request has come: the rules that end here, and the ways on (Werkzeug's `State`). */
export class State {
  /** The fixed piece of the path that led here; empty where a variable one did. */
  readonly text: string;
  readonly rules: Rule[] = [];
  readonly static = new SegmentTable<State>();
  readonly dynamic: Transition[] = [];
  /** The one variable piece that may stand here, where there is one and it ends with its segment. */
  only_variable: Transition | null = null;
  readonly #by_key = new Map<string, State>();

  constructor(text = "") {
    this.text = text;
  }

  /** The state after `part`, made when no rule came this way before. */
  follow(part: RulePart): State {
    return part.static ? this.#follow_text(part.content) : this.#follow_variable(part);
  }

  #follow_text(text: string): State {
    const known = this.static.get(text);
    if (known !== undefined) return known;
    const state = new State(text);
    this.static.add(state);
    return state;
  }

  #follow_variable(part: RulePart): State {
    const key = part_key(part);
    const known = this.#by_key.get(key);
    if (known !== undefined) return known;
    const state = new State();
    this.#by_key.set(key, state);
    this.dynamic.push({ part, matcher: part_matcher(part), state });
    this.only_variable = this.dynamic.length === 1 && !part.final ? this.dynamic[0]! : null;
    return state;
  }

  /** Puts the ways on, here and in all states after this one, in the order they are tried. */
  sort(): void {
    this.dynamic.sort((a, b) => compare_weights(a.part.weight, b.part.weight));
    for (const state of this.static.values()) state.sort();
    for (const { state } of this.dynamic) state.sort();
  }
}

import type { Rule } from "./rule.ts";
import type { State, Transition } from "./state.ts";

const SLASH = 0x2f;

/**
 * One walk through the states of a path. Each state is visited at most once, since states form a tree, so the time
 * is linear in the path for given rules. A search is used again and again: it calls no code of users but their
 * regular expressions, so no second one can begin before it is over.
 */
export class Search {
  /** The texts of the variables, in the order of the rule. */
  readonly texts: string[] = [];
  /** Methods of the rules that matched all but the method. */
  have_match_for = new Set<string>();
  websocket_mismatch = false;
  /** A rule matches once a slash is added at the end; nothing else is tried then. */
  slash_required = false;
  #path = "";
  #method = "";
  #websocket = false;

  start(method: string, websocket: boolean): void {
    if (this.have_match_for.size > 0) this.have_match_for = new Set();
    this.websocket_mismatch = false;
    this.slash_required = false;
    this.texts.length = 0;
    this.#method = method;
    this.#websocket = websocket;
  }

  /** The rule for `path`, from the state before its first slash on. */
  find(state: State, path: string): Rule | null {
    this.#path = path;
    return this.#walk(state, 1);
  }

  /** The first of the rules that takes the method and the kind of connection. */
  usable(rules: readonly Rule[]): Rule | null {
    for (const rule of rules) {
      if (rule.methods !== null && !rule.methods.has(this.#method)) {
        for (const method of rule.methods) this.have_match_for.add(method);
      } else if (rule.websocket !== this.#websocket) this.websocket_mismatch = true;
      else return rule;
    }
    return null;
  }

  /** `at` is where the next piece of the path begins; beyond the end there is none. */
  #walk(state: State, at: number): Rule | null {
    const path = this.#path;
    if (at > path.length) return this.#arrive(state);
    const slash = path.indexOf("/", at);
    const end = slash === -1 ? path.length : slash;
    const next = state.static.size === 0 ? undefined : state.static.get(path.slice(at, end));
    if (next !== undefined) {
      const rule = this.#walk(next, end + 1);
      if (rule !== null || this.slash_required) return rule;
    }
    for (const transition of state.dynamic) {
      const rule = this.#take(transition, at, end);
      if (rule !== null || this.slash_required) return rule;
    }
    return at === path.length ? this.#usable_leniently(state) : null;
  }

  #take(transition: Transition, at: number, end: number): Rule | null {
    const taken = this.texts.length;
    const rule = transition.part.final
      ? this.#take_rest(transition, at)
      : this.#take_piece(transition, at, end);
    if (rule === null) this.texts.length = taken;
    return rule;
  }

  #take_piece({ matcher, state }: Transition, at: number, end: number): Rule | null {
    return matcher.match(this.#path, at, end, this.texts) ? this.#walk(state, end + 1) : null;
  }

  /** A slash at the end of a suffixed part is not the converter's, so the next state gets to see it. */
  #take_rest({ part, matcher, state }: Transition, at: number): Rule | null {
    const path = this.#path;
    let end = path.length;
    if (part.suffixed) {
      if (end > at && path.charCodeAt(end - 1) === SLASH) end--;
      if (end > at && path.charCodeAt(end - 1) === SLASH) return null;
    }
    if (!matcher.match(path, at, end, this.texts)) return null;
    return this.#walk(state, end === path.length ? path.length + 1 : path.length);
  }

  #arrive(state: State): Rule | null {
    const rule = this.usable(state.rules);
    if (rule !== null) return rule;
    const branches = state.static.get("")?.rules ?? [];
    for (const branch of branches) {
      if (branch.websocket !== this.#websocket || !(branch.methods?.has(this.#method) ?? true)) continue;
      this.slash_required = branch.strict_slashes === true;
      return this.slash_required ? null : branch;
    }
    return null;
  }

  /** Where only a slash is left of the path, rules without one will do unless they are strict. */
  #usable_leniently(state: State): Rule | null {
    return this.usable(state.rules.filter((rule) => rule.strict_slashes !== true));
  }
}

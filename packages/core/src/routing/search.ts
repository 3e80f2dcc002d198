import type { Rule } from "./rule.ts";
import type { State, Transition } from "./state.ts";
import { TextStack } from "./text_stack.ts";

const SLASH = 0x2f;

/**
 * One walk through the states of a path. Each state is visited at most once, since states form a tree, so the time
 * is linear in the path for given rules. A search is used again and again: it calls no code of users but their
 * regular expressions, so no second one can begin before it is over.
 */
export class Search {
  /** The texts of the variables, in the order of the rule. */
  readonly found = new TextStack();
  /** Methods of the rules that matched all but the method. */
  have_match_for: Set<string> | null = null;
  websocket_mismatch = false;
  /** A rule matches once a slash is added at the end; nothing else is tried then. */
  slash_required = false;
  #path = "";
  #method = "";
  #websocket = false;

  start(method: string, websocket: boolean): void {
    this.have_match_for = null;
    this.websocket_mismatch = false;
    this.slash_required = false;
    this.found.size = 0;
    this.#method = method;
    this.#websocket = websocket;
  }

  /** The rule for `path`, from the state before its first slash on. */
  find(state: State, path: string): Rule | null {
    this.#path = path;
    const { size } = this.found;
    const rule = this.#walk(state, 1);
    if (rule === null) this.found.size = size;
    return rule;
  }

  /** The first of the rules that takes the method and the kind of connection. */
  usable(rules: readonly Rule[]): Rule | null {
    for (const rule of rules) {
      if (rule.methods !== null && !rule.methods.has(this.#method)) {
        this.#note_methods(rule.methods);
      } else if (rule.websocket !== this.#websocket) this.websocket_mismatch = true;
      else return rule;
    }
    return null;
  }

  #note_methods(methods: Iterable<string>): void {
    this.have_match_for ??= new Set();
    for (const method of methods) this.have_match_for.add(method);
  }

  /**
   * `at` is where the next piece of the path begins; beyond the end there is none. Where a state has one way on only,
   * there is nothing to come back for, and the loop goes on in place of a call. Whoever has something else to try
   * after a walk that failed takes back what it found.
   */
  #walk(state: State, at: number): Rule | null {
    const path = this.#path;
    while (at < path.length) {
      const next = state.static.find(path, at);
      const { only_variable } = state;
      if (next !== undefined) {
        if (state.dynamic.length > 0) return this.#choose(state, next, at);
        state = next;
        at += next.text.length + 1;
      } else if (only_variable !== null) {
        const end = end_of_piece(path, at);
        if (!only_variable.matcher.match(path, at, end, this.found)) return null;
        state = only_variable.state;
        at = end + 1;
      } else return state.dynamic.length > 0 ? this.#choose(state, next, at) : null;
    }
    return at > path.length ? this.#arrive(state) : this.#choose(state, state.static.find(path, at), at);
  }

  /** Fixed text first, then the variables; at the end of the path, what does without the slash before it. */
  #choose(state: State, next: State | undefined, at: number): Rule | null {
    if (next !== undefined) {
      const { size } = this.found;
      const rule = this.#walk(next, at + next.text.length + 1);
      if (rule !== null || this.slash_required) return rule;
      this.found.size = size;
    }
    if (state.dynamic.length > 0) {
      const rule = this.#walk_variables(state.dynamic, at);
      if (rule !== null || this.slash_required) return rule;
    }
    return at === this.#path.length ? this.#usable_leniently(state) : null;
  }

  #walk_variables(transitions: readonly Transition[], at: number): Rule | null {
    const end = end_of_piece(this.#path, at);
    for (let index = 0; index < transitions.length; index++) {
      const rule = this.#take(transitions[index]!, at, end);
      if (rule !== null || this.slash_required) return rule;
    }
    return null;
  }

  #take(transition: Transition, at: number, end: number): Rule | null {
    const { size } = this.found;
    const rule = transition.part.final
      ? this.#take_rest(transition, at)
      : this.#take_piece(transition, at, end);
    if (rule === null) this.found.size = size;
    return rule;
  }

  #take_piece({ matcher, state }: Transition, at: number, end: number): Rule | null {
    return matcher.match(this.#path, at, end, this.found) ? this.#walk(state, end + 1) : null;
  }

  /** A slash at the end of a suffixed part is not the converter's, so the next state gets to see it. */
  #take_rest({ part, matcher, state }: Transition, at: number): Rule | null {
    const path = this.#path;
    let end = path.length;
    if (part.suffixed) {
      if (end > at && path.charCodeAt(end - 1) === SLASH) end--;
      if (end > at && path.charCodeAt(end - 1) === SLASH) return null;
    }
    if (!matcher.match(path, at, end, this.found)) return null;
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

function end_of_piece(path: string, at: number): number {
  const slash = path.indexOf("/", at);
  return slash === -1 ? path.length : slash;
}

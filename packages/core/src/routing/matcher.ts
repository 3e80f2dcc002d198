import { FixedPaths } from "./fixed_paths.ts";
import { type MatchOutcome, NoMatch, RequestAliasRedirect, RequestPath } from "./match_outcome.ts";
import type { PartMatcher } from "./part_matcher.ts";
import type { Rule } from "./rule.ts";
import { part_key, part_matcher, type RulePart } from "./rule_part.ts";
import { compare_weights } from "./rule_weight.ts";
import { Search } from "./search.ts";
import { State } from "./state.ts";

/** All rules of one domain, or of all domains that match one pattern. */
class DomainRules {
  /** The state before the first slash of a path. */
  readonly root = new State();
  readonly fixed = new FixedPaths();

  add(rule: Rule): void {
    const { path_parts } = rule.bound;
    let state = this.root;
    for (const part of path_parts.slice(1)) state = state.follow(part);
    state.rules.push(rule);
    if (path_parts.every((part) => part.static))
      this.fixed.add(path_parts.map((part) => part.content).join("/"), state.rules);
  }
}

interface DomainPattern {
  readonly part: RulePart;
  readonly matcher: PartMatcher;
  readonly rules: DomainRules;
}

/** Finds the rule for a domain and a path: Werkzeug's state machine. */
export class StateMachineMatcher {
  merge_slashes: boolean;
  #no_domain: DomainRules | undefined;
  readonly #static_domains = new Map<string, DomainRules>();
  readonly #domain_patterns: DomainPattern[] = [];
  readonly #search = new Search();

  constructor(merge_slashes: boolean) {
    this.merge_slashes = merge_slashes;
  }

  add(rule: Rule): void {
    this.#domain_rules(rule.bound.domain_part).add(rule);
  }

  /** Sorts what competes by weight; to be called after rules were added and before anything is matched. */
  update(): void {
    this.#domain_patterns.sort((a, b) => compare_weights(a.part.weight, b.part.weight));
    for (const rules of this.#static_domains.values()) rules.root.sort();
    for (const { rules } of this.#domain_patterns) rules.root.sort();
  }

  #domain_rules(part: RulePart): DomainRules {
    if (!part.static) return this.#pattern_rules(part);
    const known = this.#static_domains.get(part.content);
    if (known !== undefined) return known;
    const rules = new DomainRules();
    this.#static_domains.set(part.content, rules);
    if (part.content === "") this.#no_domain = rules;
    return rules;
  }

  #pattern_rules(part: RulePart): DomainRules {
    const key = part_key(part);
    const known = this.#domain_patterns.find((pattern) => part_key(pattern.part) === key);
    if (known !== undefined) return known.rules;
    const rules = new DomainRules();
    this.#domain_patterns.push({ part, matcher: part_matcher(part), rules });
    return rules;
  }

  /** `path` is empty or starts with one slash; `domain` is the subdomain, or the host where hosts are matched. */
  match(domain: string, path: string, method: string, websocket: boolean): MatchOutcome {
    const search = this.#search;
    search.start(method, websocket);
    let rule = this.#find(domain, path);
    if (rule !== null) return this.#matched(rule);
    if (search.slash_required) return new RequestPath(`${path}/`);
    if (!this.merge_slashes) return this.#no_match();
    const merged = merge_slashes(path);
    rule = merged === path ? null : this.#find(domain, merged);
    if (search.slash_required) return new RequestPath(`${merged}/`);
    return rule === null || rule.merge_slashes === false ? this.#no_match() : new RequestPath(merged);
  }

  #find(domain: string, path: string): Rule | null {
    const search = this.#search;
    // Most apps have rules for no domain in particular, and need no table to find them.
    const known = domain === "" ? this.#no_domain : this.#static_domains.get(domain);
    if (known !== undefined) {
      const rule = this.#find_path(known, path);
      if (rule !== null || search.slash_required) return rule;
    }
    if (this.#domain_patterns.length === 0 || domain.includes("/")) return null;
    for (const { part, matcher, rules } of this.#domain_patterns) {
      // What takes slashes takes the path along, and leaves nothing for the rule's path to match.
      if (part.final || !matcher.match(domain, 0, domain.length, search.found)) continue;
      const rule = this.#find_path(rules, path);
      if (rule !== null || search.slash_required) return rule;
      search.found.size = 0;
    }
    return null;
  }

  #find_path(rules: DomainRules, path: string): Rule | null {
    const fixed = rules.fixed.get(path);
    const rule = fixed === undefined ? null : this.#search.usable(fixed);
    return rule ?? this.#search.find(rules.root, path);
  }

  #matched(rule: Rule): MatchOutcome {
    const { bound } = rule;
    const values = bound.convert(this.#search.found.items);
    if (values === null) return this.#no_match();
    return rule.alias && bound.map.redirect_defaults
      ? new RequestAliasRedirect(values, rule.endpoint)
      : [rule, values];
  }

  #no_match(): NoMatch {
    return new NoMatch(this.#search.have_match_for ?? new Set(), this.#search.websocket_mismatch);
  }
}

/** Slashes in a row made one. */
function merge_slashes(path: string): string {
  return path.includes("//") ? path.replace(/\/{2,}/g, "/") : path;
}

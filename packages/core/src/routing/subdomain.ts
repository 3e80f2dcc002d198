import type { MapSettings } from "./map_settings.ts";
import { type Rule, RuleFactory } from "./rule.ts";

/** Rules of a subdomain, which may have variables: `new Subdomain("<user>", [new Rule("/", { endpoint: "home" })])` (Werkzeug). */
export class Subdomain extends RuleFactory {
  readonly subdomain: string;
  readonly rules: Iterable<RuleFactory>;

  constructor(subdomain: string, rules: Iterable<RuleFactory>) {
    super();
    this.subdomain = subdomain;
    this.rules = rules;
  }

  override *get_rules(map: MapSettings): Iterable<Rule> {
    for (const factory of this.rules) {
      for (const rule of factory.get_rules(map)) {
        const moved = rule.empty();
        moved.subdomain = this.subdomain;
        yield moved;
      }
    }
  }
}

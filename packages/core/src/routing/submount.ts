import type { MapSettings } from "./map_settings.ts";
import { type Rule, RuleFactory } from "./rule.ts";

/** Rules under a path: `new Submount("/blog", [new Rule("/<slug>", { endpoint: "post" })])` (Werkzeug). */
export class Submount extends RuleFactory {
  readonly path: string;
  readonly rules: Iterable<RuleFactory>;

  constructor(path: string, rules: Iterable<RuleFactory>) {
    super();
    this.path = path.replace(/(?<!\/)\/+$/, "");
    this.rules = rules;
  }

  override *get_rules(map: MapSettings): Iterable<Rule> {
    for (const factory of this.rules) {
      for (const rule of factory.get_rules(map)) {
        const mounted = rule.empty();
        mounted.rule = this.path + mounted.rule;
        yield mounted;
      }
    }
  }
}

import type { MapSettings } from "./map_settings.ts";
import { type Rule, RuleFactory } from "./rule.ts";

/** Rules whose endpoints, which must be texts, get a prefix: `new EndpointPrefix("blog.", [...])` (Werkzeug). */
export class EndpointPrefix extends RuleFactory {
  readonly prefix: string;
  readonly rules: Iterable<RuleFactory>;

  constructor(prefix: string, rules: Iterable<RuleFactory>) {
    super();
    this.prefix = prefix;
    this.rules = rules;
  }

  override *get_rules(map: MapSettings): Iterable<Rule> {
    for (const factory of this.rules) {
      for (const rule of factory.get_rules(map)) {
        if (typeof rule.endpoint !== "string")
          throw new TypeError(
            `the endpoint of '${rule.rule}' is no text that '${this.prefix}' could stand before`,
          );
        const renamed = rule.empty();
        renamed.endpoint = this.prefix + renamed.endpoint;
        yield renamed;
      }
    }
  }
}

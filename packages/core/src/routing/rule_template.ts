import { ValueError } from "../data/errors.ts";
import type { MapSettings } from "./map_settings.ts";
import { Rule, RuleFactory } from "./rule.ts";

/** Texts for the `$name` placeholders of a template. */
export type TemplateContext = Readonly<Record<string, string>>;

/** Called with the texts for its placeholders, a template gives its rules with those filled in. */
export type RuleTemplate = (context: TemplateContext) => RuleTemplateFactory;

/**
 * Rules with `$name` placeholders in rule, endpoint, subdomain and defaults (Werkzeug):
 *
 *     const resource = new RuleTemplate([new Rule("/$name/<int:id>", { endpoint: "$name.show" })]);
 *     new Map([resource({ name: "user" }), resource({ name: "page" })]);
 */
export const RuleTemplate = function make_template(rules: Iterable<RuleFactory>): RuleTemplate {
  const kept = [...rules];
  return (context) => new RuleTemplateFactory(kept, context);
} as unknown as { new (rules: Iterable<RuleFactory>): RuleTemplate }; // an instance is called, which no class can say

/** The rules of one call of a template. */
export class RuleTemplateFactory extends RuleFactory {
  readonly rules: Iterable<RuleFactory>;
  readonly context: TemplateContext;

  constructor(rules: Iterable<RuleFactory>, context: TemplateContext) {
    super();
    this.rules = rules;
    this.context = context;
  }

  override *get_rules(map: MapSettings): Iterable<Rule> {
    for (const factory of this.rules) {
      for (const rule of factory.get_rules(map)) yield this.#filled(rule);
    }
  }

  /** As in Werkzeug, of the options only these come along. */
  #filled(rule: Rule): Rule {
    const fill = <V>(value: V) => (typeof value === "string" ? substitute(value, this.context) : value);
    const defaults = Object.entries(rule.defaults ?? {}).map(([name, value]) => [name, fill(value)]);
    return new Rule(substitute(rule.rule, this.context), {
      defaults: defaults.length > 0 ? Object.fromEntries(defaults) : null,
      subdomain: fill(rule.subdomain),
      methods: rule.methods,
      build_only: rule.build_only,
      endpoint: fill(rule.endpoint),
      strict_slashes: rule.strict_slashes,
    });
  }
}

/** Python's `string.Template`: `$name`, `${name}`, and `$$` for a dollar sign. */
function substitute(text: string, context: TemplateContext): string {
  return text.replace(/\$(?:(\$)|([a-z_]\w*)|\{([a-z_]\w*)\})?/gi, (found, dollar, name, braced) => {
    if (dollar !== undefined) return dollar;
    const key: string | undefined = name ?? braced;
    if (key !== undefined && Object.hasOwn(context, key)) return context[key]!;
    throw new ValueError(
      `the rule template '${text}' has no text for ${found}; write $$ for a dollar sign itself`,
    );
  });
}

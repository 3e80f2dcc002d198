import type { Random } from "../support/random.ts";
import type { RandomRule, RuleSpec } from "./random_rule.ts";

/** A factory and what it is made of, as JSON. */
export interface FactorySpec {
  readonly factory: "Submount" | "Subdomain" | "EndpointPrefix" | "RuleTemplate";
  readonly argument: string | Readonly<Record<string, string>>;
  readonly rules: readonly TreeSpec[];
}
/** A rule, or a factory of rules. */
export type TreeSpec = RuleSpec | FactorySpec;

/** A rule inside factories, and what then is to be asked for. */
export interface WrappedRule {
  readonly tree: TreeSpec;
  readonly rule: RandomRule;
}

/** Puts some rules into one factory or several. */
export function wrap_some(random: Random, rule: RandomRule): WrappedRule {
  let wrapped: WrappedRule = { tree: rule.spec, rule };
  for (let chance = 0.25; random.chance(chance); chance /= 2)
    wrapped = random.pick(WRAPPERS)(random, wrapped);
  return wrapped;
}

type Wrapper = (random: Random, wrapped: WrappedRule) => WrappedRule;

const WRAPPERS: readonly Wrapper[] = [
  (random, { tree, rule: { pieces, spec } }) => {
    const argument = random.pick(["/m", "/m/n/", "", "/a"]);
    const mount = argument.replace(/\/+$/, "");
    const rule = { pieces: [mount, ...pieces], spec: { ...spec, rule: mount + spec.rule } };
    return { tree: { factory: "Submount", argument, rules: [tree] }, rule };
  },
  (random, { tree, rule }) => {
    const argument = random.pick(["www", "api", "", "<host>"]);
    return { tree: { factory: "Subdomain", argument, rules: [tree] }, rule };
  },
  (_, { tree, rule: { pieces, spec } }) => {
    const rule = { pieces, spec: { ...spec, endpoint: `bp.${spec.endpoint}` } };
    return { tree: { factory: "EndpointPrefix", argument: "bp.", rules: [tree] }, rule };
  },
  (random, { tree, rule }) => {
    const argument = { word: random.pick(["a", "b"]), subdomain: "www" };
    if (!("rule" in tree)) return { tree: { factory: "RuleTemplate", argument, rules: [tree] }, rule };
    const template = { ...tree, rule: `/$word${tree.rule}`, endpoint: `\${subdomain}.${tree.endpoint}` };
    const spec = { ...rule.spec, rule: `/${argument.word}${tree.rule}`, endpoint: `www.${tree.endpoint}` };
    return {
      tree: { factory: "RuleTemplate", argument, rules: [template] },
      rule: { pieces: [`/${argument.word}`, ...rule.pieces], spec },
    };
  },
];

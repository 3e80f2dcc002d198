import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MultiDict } from "@miniflask/core/datastructures";
import {
  type BindableRequest,
  BuildError,
  EndpointPrefix,
  type MapAdapter,
  RequestRedirect,
  Rule,
  type RuleFactory,
  RuleTemplate,
  Subdomain,
  Submount,
  Map as UrlMap,
} from "@miniflask/core/routing";
import { describe, expect, test } from "vitest";
import { PYTHON, requires } from "../../tests/support/require.ts";
import { Random } from "../support/random.ts";
import { CONVERTERS } from "./own_converters.ts";
import type { TreeSpec } from "./random_factories.ts";
import { type CallSpec, type MapSpec, random_map } from "./random_maps.ts";

const ORACLE = fileURLToPath(new URL("oracle.py", import.meta.url));
const SEED = Number(process.env.MINIFLASK_SEED ?? 3119);
const MAPS = Number(process.env.MINIFLASK_MAPS ?? 400);
const CALLS = 20;

describe.skipIf(!requires("python"))("beside Werkzeug", () => {
  test(`answers ${MAPS * CALLS} questions about random maps alike (MINIFLASK_SEED=${SEED})`, {
    timeout: 600_000,
  }, () => {
    const random = new Random(SEED);
    const maps = Array.from({ length: MAPS }, () => random_map(random, CALLS));
    const theirs = ask_werkzeug(maps);
    const ours = maps.map(answer_map);
    expect(theirs.flat().length).toBeGreaterThanOrEqual(5000);
    const differences = maps.flatMap((map, index) => differences_of(map, theirs[index]!, ours[index]!));
    expect(differences.slice(0, 5), `${differences.length} differ`).toEqual([]);
  });
});

function ask_werkzeug(maps: readonly MapSpec[]): unknown[][] {
  const input = maps.map((map) => JSON.stringify(map)).join("\n");
  const output = execFileSync(PYTHON, [ORACLE], { input, encoding: "utf8", maxBuffer: 2 ** 28 });
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function differences_of(map: MapSpec, theirs: readonly unknown[], ours: readonly unknown[]): unknown[] {
  return map.calls.flatMap((call, index) =>
    JSON.stringify(ours[index]) === JSON.stringify(theirs[index])
      ? []
      : [
          {
            call,
            theirs: theirs[index],
            ours: ours[index],
            rules: map.rules,
            options: map.options,
            adapter: map.adapter,
          },
        ],
  );
}

function answer_map({ rules, options, adapter, calls }: MapSpec): unknown[] {
  let bound: MapAdapter;
  try {
    bound = bind(make_map(rules, options), adapter);
  } catch {
    return calls.map(() => "refused");
  }
  return calls.map((call) => answer(bound, call));
}

function make_map(rules: readonly TreeSpec[], { sort_by_value, ...options }: MapSpec["options"]): UrlMap {
  const sort_key =
    sort_by_value === true ? ([, value]: readonly [string, unknown]) => python_text(value) : null;
  return new UrlMap(rules.map(make_rule), { ...options, sort_key, converters: CONVERTERS });
}

/** Python's `str()` of the values that are asked about. */
function python_text(value: unknown): string {
  return value === null ? "None" : value === true ? "True" : String(value);
}

function make_rule(spec: TreeSpec): RuleFactory {
  if ("rule" in spec) return new Rule(spec.rule, spec);
  const rules = spec.rules.map(make_rule);
  if (typeof spec.argument === "object") return new RuleTemplate(rules)(spec.argument);
  const Factory = { Submount, Subdomain, EndpointPrefix }[spec.factory as "Submount"];
  return new Factory(spec.argument, rules);
}

function bind(url_map: UrlMap, { request, server_name, ...rest }: MapSpec["adapter"]): MapAdapter {
  if (request === undefined) return url_map.bind(String(server_name), rest);
  const { upgrade, ...given } = request as BindableRequest & { upgrade: boolean };
  const headers = upgrade ? { Upgrade: "websocket", Connection: "Upgrade" } : {};
  const header_list = new Map(Object.entries(headers));
  return url_map.bind_to_environ(
    { ...given, header_list },
    server_name as string | null,
    rest.subdomain as string | null,
  );
}

function answer(adapter: MapAdapter, call: CallSpec): unknown {
  try {
    return ask(adapter, call);
  } catch (error) {
    return raised(error);
  }
}

function ask(adapter: MapAdapter, call: CallSpec): unknown {
  if (call.call === "allowed_methods") return { methods: [...adapter.allowed_methods(call.path)].sort() };
  if (call.call === "build") return { url: adapter.build(call.endpoint, named(call.values), call.options) };
  if (call.call === "rules") return Array.from(adapter.map.iter_rules(), describe_rule);
  if (call.call === "expecting")
    return (adapter.map as UrlMap).is_endpoint_expecting(call.endpoint, ...call.names);
  if (call.call === "match_request") {
    const [rule, args] = adapter.match(null, { return_rule: true });
    return { rule: rule.rule, args };
  }
  const [endpoint, args] = adapter.match(call.path, call.options);
  return { endpoint, args };
}

function describe_rule(rule: Rule): unknown[] {
  const names = [rule.rule, rule.endpoint, rule.subdomain, rule.host];
  const flags = [rule.strict_slashes, rule.merge_slashes, rule.build_only, rule.alias, rule.websocket];
  return [...names, ...flags, rule.methods && [...rule.methods].sort(), [...rule.arguments].sort()];
}

function named(values: Readonly<Record<string, unknown>> | null): Record<string, unknown> | MultiDict | null {
  if (values === null) return null;
  const { $multidict: pairs } = values as { $multidict?: readonly (readonly [string, unknown])[] };
  if (pairs !== undefined) return new MultiDict(pairs.map(([name, value]) => [name, given(value)] as const));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, given(value)]));
}

function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(given);
  return typeof value === "object" && value !== null ? Number((value as { $float: string }).$float) : value;
}

function raised(error: unknown): unknown {
  if (error instanceof BuildError) return { raises: "BuildError", message: error.message };
  const raises = (error as Error).constructor.name;
  if (error instanceof RequestRedirect) return { raises, new_url: error.new_url };
  const { valid_methods } = error as { valid_methods?: readonly string[] | null };
  return valid_methods ? { raises, valid_methods } : { raises };
}

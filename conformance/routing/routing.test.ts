import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MultiDict } from "@miniflask/core/datastructures";
import { BuildError, type MapAdapter, RequestRedirect, Rule, Map as UrlMap } from "@miniflask/core/routing";
import { describe, expect, test } from "vitest";
import { PYTHON, requires } from "../../tests/support/require.ts";
import { Random } from "../support/random.ts";
import { type CallSpec, type MapSpec, random_map } from "./random_maps.ts";

const ORACLE = fileURLToPath(new URL("oracle.py", import.meta.url));
const SEED = Number(process.env.MINIFLASK_SEED ?? 3119);
const MAPS = Number(process.env.MINIFLASK_MAPS ?? 400);
const CALLS = 20;

describe.skipIf(!requires("python"))("beside Werkzeug", () => {
  test(`answers ${MAPS * CALLS} questions about random maps alike (MINIFLASK_SEED=${SEED})`, {
    timeout: 120_000,
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
    const { server_name, ...rest } = adapter;
    const url_map = new UrlMap(
      rules.map(({ rule, ...given }) => new Rule(rule, given)),
      options,
    );
    bound = url_map.bind(String(server_name), rest);
  } catch {
    return calls.map(() => "refused");
  }
  return calls.map((call) => answer(bound, call));
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
  const [endpoint, args] = adapter.match(call.path, call.options);
  return { endpoint, args };
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

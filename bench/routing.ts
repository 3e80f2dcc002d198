// Matches and builds a second: miniflask beside find-my-way 9 (Fastify's router) and Hono's two routers, on 40 and on
// 1 000 rules, all in turns in one process. `npm install` here, then
//     node --import tsx --conditions @miniflask/source bench/routing.ts
import { type MapAdapter, Rule, Map as UrlMap } from "@miniflask/core/routing";
import FindMyWay from "find-my-way";
import { RegExpRouter } from "hono/router/reg-exp-router";
import { TrieRouter } from "hono/router/trie-router";

const ROUNDS = 15;
const CALLS = 20_000;
const BUILT_OPTIONS = { method: "GET" };
const MATCH_OPTIONS = { method: "GET", return_rule: true } as const;

/** A quarter of the rules has two variables, a quarter one, half none. */
function rules_of(count: number): string[] {
  return Array.from({ length: count / 4 }, (_, area) => [
    `/area${area}`,
    `/area${area}/list/all`,
    `/area${area}/item/:id`,
    `/area${area}/user/:name/post/:post`,
  ]).flat();
}

type Match = (path: string) => unknown;

function matchers(rules: readonly string[]): Record<string, Match> {
  const find_my_way = FindMyWay();
  const regexp = new RegExpRouter<number>();
  const trie = new TrieRouter<number>();
  for (const [index, rule] of rules.entries()) {
    find_my_way.on("GET", rule, () => index);
    regexp.add("GET", rule, index);
    trie.add("GET", rule, index);
  }
  const adapter = adapter_of(rules);
  return {
    miniflask: (path) => adapter.match(path, MATCH_OPTIONS),
    "find-my-way": (path) => find_my_way.find("GET", path),
    "Hono RegExpRouter": (path) => regexp.match("GET", path),
    "Hono TrieRouter": (path) => trie.match("GET", path),
  };
}

function adapter_of(rules: readonly string[], converter = ""): MapAdapter {
  const made = rules.map((rule, index) => {
    const text = rule.replace(/:(\w+)/g, (_, name) => `<${name === "name" ? "" : converter}${name}>`);
    return new Rule(text, { endpoint: `view${index}`, methods: ["GET"] });
  });
  return new UrlMap(made).bind("example.org");
}

const PATHS: Record<string, (area: number, turn: number) => string> = {
  "no variable": (area) => `/area${area}/list/all`,
  "one variable": (area, turn) => `/area${area}/item/${turn}`,
  "two variables": (area, turn) => `/area${area}/user/name${turn}/post/${turn}`,
};

/** Strings as a server has them: fresh, flat and never hashed before. */
function fresh_paths(make: (area: number, turn: number) => string, areas: number): string[] {
  return Array.from({ length: CALLS }, (_, turn) =>
    Buffer.from(make((turn * 7) % areas, turn % 997), "latin1").toString("latin1"),
  );
}

/** Nanoseconds a call, the best round of each contender; all take their turn in every round. */
function race(contenders: Record<string, Match>, paths: () => string[]): Record<string, number> {
  const best: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, match] of Object.entries(contenders)) {
      const time = nanoseconds(match, paths());
      best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, time);
    }
  }
  return best;
}

function nanoseconds(work: Match, inputs: readonly string[]): number {
  let kept: unknown;
  const start = process.hrtime.bigint();
  for (const input of inputs) kept = work(input);
  const time = Number(process.hrtime.bigint() - start) / inputs.length;
  if (kept === inputs) throw new Error("unreachable; keeps the work from being optimised away");
  return time;
}

function print(title: string, times: Record<string, number>, base: string): void {
  const columns = Object.entries(times).map(
    ([name, time]) =>
      `${name} ${time.toFixed(0)} ns (${(1e3 / time).toFixed(1)} M/s, ${(time / times[base]!).toFixed(2)}x)`,
  );
  console.log(`${title}: ${columns.join("  ")}`);
}

for (const count of [40, 1000]) {
  const rules = rules_of(count);
  const areas = count / 4;
  const contenders = matchers(rules);
  for (const [kind, make] of Object.entries(PATHS)) {
    print(
      `${count} rules, ${kind}`,
      race(contenders, () => fresh_paths(make, areas)),
      "find-my-way",
    );
  }
  const typed = adapter_of(rules, "int:");
  const own = {
    "match, one int": (path: string) => typed.match(path, MATCH_OPTIONS),
    "build, one int": (path: string) => typed.build("view2", { id: path.length }, BUILT_OPTIONS),
    "build, two variables and a query": (path: string) =>
      typed.build("view3", { name: path, post: path.length, page: 2 }, BUILT_OPTIONS),
  };
  print(
    `${count} rules, miniflask`,
    race(own, () => fresh_paths(PATHS["one variable"]!, areas)),
    "match, one int",
  );
}

/** What matching costs when only the number of rules without variables grows. */
for (const fixed of [0, 100, 10_000]) {
  const rules = [
    ...Array.from({ length: fixed }, (_, index) => `/page${index}/show`),
    "/area/item/:id",
    "/about",
  ];
  const adapter = adapter_of(rules);
  const contenders = {
    "no variable": () => adapter.match("/about"),
    "one variable": (path: string) => adapter.match(path),
  };
  print(
    `${fixed} fixed rules beside`,
    race(contenders, () => fresh_paths((_, turn) => `/area/item/${turn}`, 1)),
    "no variable",
  );
}

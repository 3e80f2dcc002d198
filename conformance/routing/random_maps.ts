import type { Random } from "../support/random.ts";
import { type TreeSpec, wrap_some } from "./random_factories.ts";
import { type Kind, type RandomRule, type RuleSpec, TEXTS, type Variable } from "./random_rule.ts";

/** A question to an adapter. */
export type CallSpec =
  | { readonly call: "match"; readonly path: string; readonly options: Readonly<Record<string, unknown>> }
  | { readonly call: "allowed_methods"; readonly path: string }
  | { readonly call: "match_request" }
  | { readonly call: "rules" }
  | { readonly call: "expecting"; readonly endpoint: string; readonly names: readonly string[] }
  | {
      readonly call: "build";
      readonly endpoint: string;
      readonly values: Readonly<Record<string, unknown>> | null;
      readonly options: Readonly<Record<string, unknown>>;
    };

/** A map, an adapter and questions to it. */
export interface MapSpec {
  readonly rules: readonly TreeSpec[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly adapter: Readonly<Record<string, unknown>>;
  readonly calls: readonly CallSpec[];
}

const STATICS = [
  "a",
  "b",
  "foo",
  "bar",
  "foo-bar",
  "x.y",
  "é",
  "a b",
  "v1",
  "edit",
  "page",
  ":",
  "~@",
  "a+b",
  "(x)",
  "a:b",
];
const SEPARATORS = ["-", ".", ":", "--", "_", "x", "~", "é", "-a-"];
const NAMES = ["id", "name", "page", "lang", "p", "q", "r", "s", "t", "u", "v", "w"];
const ENDPOINTS = ["index", "show", "user", "user.list", "page"];
const METHODS = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"];
// Their names are not those in paths: a name may stand in a rule once.
const SUBDOMAINS = ["", "www", "api", "<host>", "<host>-x", "<int:host>", "a.<host>"];
const HOSTS = [
  "example.org",
  "www.example.org",
  "<host>.example.org",
  "<host>",
  "a.<host>.org",
  "<any(www, api):host>.example.org",
];

const REQUEST_HOSTS = [
  "example.org",
  "api.example.org",
  "a.b.example.org:5000",
  "WWW.Example.org",
  "other.org",
];

const KINDS = Object.keys(TEXTS) as Kind[];
// The kinds that most rules are made of, so that rules compete for a path.
const USUAL: readonly Kind[] = ["", "", "int", "path", "string", "float", "written", "any(about, help)"];

/** What the rules of one map are made of. */
interface Vocabulary {
  readonly statics: readonly string[];
  readonly separators: readonly string[];
  readonly kinds: readonly Kind[];
}
const WIDE: Vocabulary = { statics: STATICS, separators: SEPARATORS, kinds: KINDS };
// Few words make rules that fit the same paths, where order and backtracking decide.
const NARROW: Vocabulary = { statics: ["a", "b", "a-b"], separators: ["-", "b"], kinds: USUAL };
const NARROW_PIECES = ["a", "b", "-", "/", "1", "a-b", "/a", "/b", "//"];

/** A map of up to ten rules with questions about their URLs. */
export function random_map(random: Random, calls: number): MapSpec {
  const host_matching = random.chance(0.15);
  const words = random.chance(0.5) ? NARROW : WIDE;
  const plain_rules = random.times(1, 10, () => random_rule(random, words, host_matching));
  const websocket_map = random.chance(0.1);
  const options = {
    host_matching,
    strict_slashes: !random.chance(0.2),
    merge_slashes: !random.chance(0.2),
    redirect_defaults: !random.chance(0.15),
    sort_parameters: random.chance(0.3),
    ...(random.chance(0.1) ? { default_subdomain: "www" } : {}),
    ...(random.chance(0.1) ? { sort_by_value: true } : {}),
  };
  const wrapped = plain_rules
    .map((rule) => (websocket_map ? maybe_websocket(random, rule) : rule))
    .map((rule) => wrap_some(random, rule));
  const rules = wrapped.map(({ rule }) => rule);
  return {
    rules: wrapped.map(({ tree }) => tree),
    options,
    adapter: random.chance(0.2)
      ? random_request(random, words, rules)
      : random_adapter(random, host_matching),
    calls: random.times(calls, calls, () => random_call(random, words, rules, options.sort_parameters)),
  };
}

function maybe_websocket(random: Random, { spec, pieces }: RandomRule): RandomRule {
  const { methods: _, ...rest } = spec;
  return random.chance(0.5) ? { spec: { ...rest, websocket: true }, pieces } : { spec, pieces };
}

function random_rule(random: Random, words: Vocabulary, host_matching: boolean): RandomRule {
  const names = random.shuffled(NAMES);
  const pieces = random.times(0, 4, () => ["/", ...random_segment(random, words, names)]).flat();
  if (pieces.length === 0 || random.chance(0.35)) pieces.push("/");
  if (random.chance(0.05)) pieces.splice(random.below(pieces.length), 0, "/");
  const rule = pieces.map((piece) => (typeof piece === "string" ? piece : variable_text(piece))).join("");
  const text = rule.startsWith("/") ? rule : `/${rule}`;
  const spec = { rule: text, ...random_options(random, pieces, names, host_matching) };
  return { spec, pieces: rule === text ? pieces : ["/", ...pieces] };
}

function random_segment(random: Random, words: Vocabulary, names: string[]): (string | Variable)[] {
  const variable = (): Variable => ({
    name: names.pop()!,
    kind: random.pick(random.chance(0.6) ? USUAL : words.kinds),
  });
  const text = () => random.pick(words.statics);
  const between = () => random.pick(words.separators);
  const shape = random.below(10);
  if (shape < 4) return [text()];
  if (shape < 7) return [variable()];
  if (shape === 7) return [text(), variable()];
  if (shape === 8) return [variable(), between(), ...(random.chance(0.7) ? [variable()] : [])];
  const row: (string | Variable)[] = [variable(), between(), variable(), between()];
  return random.chance(0.5) ? row : [...row, variable()];
}

function variable_text({ name, kind }: Variable): string {
  return kind === "" ? `<${name}>` : `<${kind}:${name}>`;
}

function random_options(
  random: Random,
  pieces: readonly (string | Variable)[],
  names: readonly string[],
  host_matching: boolean,
): Omit<RuleSpec, "rule"> {
  const options: Record<string, unknown> = { endpoint: random.pick(ENDPOINTS) };
  if (random.chance(0.35)) options.methods = random.shuffled(METHODS).slice(0, 1 + random.below(3));
  if (random.chance(0.25)) options.defaults = random_defaults(random, pieces, names);
  if (random.chance(0.15)) options.strict_slashes = random.chance(0.5);
  if (random.chance(0.15)) options.merge_slashes = random.chance(0.5);
  if (random.chance(0.05)) options.build_only = true;
  if (random.chance(0.08)) options.alias = true;
  if (random.chance(0.06)) options.redirect_to = random_target(random, pieces);
  if (host_matching && random.chance(0.8)) options.host = random.pick(HOSTS);
  if (!host_matching && random.chance(0.2)) options.subdomain = random.pick(SUBDOMAINS);
  return options;
}

function random_defaults(
  random: Random,
  pieces: readonly (string | Variable)[],
  names: readonly string[],
): Record<string, unknown> {
  const variables = pieces.filter((piece) => typeof piece !== "string");
  const [own] = random.shuffled(variables);
  if (own !== undefined && random.chance(0.5)) return { [own.name]: random.pick(TEXTS[own.kind]) };
  return { [names[0] ?? "extra"]: random.pick([1, 2, "a", true, false, "foo"]) };
}

function random_target(random: Random, pieces: readonly (string | Variable)[]): string {
  const variables = pieces.filter((piece) => typeof piece !== "string");
  const [own] = random.shuffled(variables);
  const starts = ["new/", "/new/", "../new/", "http://other.org/", "", "?x=", "./a/../"];
  return random.pick(starts) + (own === undefined ? "there" : `<${own.name}>`);
}

function random_adapter(random: Random, host_matching: boolean): Record<string, unknown> {
  const server_name = random.pick([
    "example.org",
    "www.example.org",
    "example.org:5000",
    "Example.ORG",
    "bücher.example",
  ]);
  const script_name = random.pick(["/", "/", null, "/app", "/app/v1/"]);
  const url_scheme = random.pick(["http", "http", "http", "https", "ws", "wss", ""]);
  const adapter = {
    server_name,
    script_name,
    url_scheme,
    default_method: random.pick(["GET", "GET", "POST"]),
  };
  return host_matching || random.chance(0.7)
    ? adapter
    : { ...adapter, subdomain: random.pick(["", "www", "api", "de", "a.b", "7", "x-x"]) };
}

function random_request(
  random: Random,
  words: Vocabulary,
  rules: readonly RandomRule[],
): Record<string, unknown> {
  const request = {
    method: random.pick(METHODS),
    scheme: random.pick(["http", "https"]),
    host: random.pick(REQUEST_HOSTS),
    root_path: random.pick(["", "", "/app", "/app/v1"]),
    path: random_path(random, words, random.pick(rules)),
    query_string: random.pick(["", "a=1&b=%20", "x"]),
    upgrade: random.chance(0.1),
  };
  const server_name = random.pick([null, "example.org", "EXAMPLE.org", "example.org:5000", "example.org:80"]);
  return { request, server_name, subdomain: random.chance(0.2) ? random.pick(["", "api"]) : null };
}

function random_call(
  random: Random,
  words: Vocabulary,
  rules: readonly RandomRule[],
  sorted: boolean,
): CallSpec {
  const rule = random.pick(rules);
  const kind = random.below(24);
  if (kind === 20) return { call: "rules" };
  if (kind > 21) return { call: "match_request" };
  if (kind === 21) {
    const names = random.shuffled([...NAMES.slice(0, 4), "host"]).slice(0, random.below(3));
    return { call: "expecting", endpoint: String(rule.spec.endpoint), names };
  }
  if (kind === 0) return { call: "allowed_methods", path: random_path(random, words, rule) };
  if (kind < 13)
    return { call: "match", path: random_path(random, words, rule), options: random_match_options(random) };
  return random_build(random, rule, sorted);
}

function random_match_options(random: Random): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  if (random.chance(0.6)) options.method = random.pick([...METHODS, "get", "PATCH"]);
  if (random.chance(0.2))
    options.query_args = random.pick(["x=1&y=ä", { a: "b c", d: ["1", "2"] }, { n: 1, none: null }]);
  if (random.chance(0.05)) options.websocket = random.chance(0.5);
  return options;
}

function random_path(random: Random, words: Vocabulary, { pieces }: RandomRule): string {
  if (words === NARROW && random.chance(0.4))
    return `/${random.times(1, 8, () => random.pick(NARROW_PIECES)).join("")}`;
  const path = pieces
    .map((piece) => (typeof piece === "string" ? piece : random.pick(TEXTS[piece.kind])))
    .join("");
  if (random.chance(0.6)) return path;
  const at = random.below(path.length + 1);
  const changes = [
    () => `${path}/`,
    () => path.replace(/\/+$/, ""),
    () => path.slice(0, at) + random.pick(["/", "//", "-", "a", "é", "."]) + path.slice(at),
    () => path.slice(0, at) + path.slice(at + 1),
    () => path.replace("/", "//"),
    () => `${path}/${random.pick(STATICS)}`,
    () => path.replaceAll("-", "--"),
  ];
  return random.pick(changes)().toWellFormed();
}

// Python cannot sort None or texts among numbers; a query that is sorted gets lists of one kind.
const LISTS: readonly unknown[] = [[1, 2, null], ["b", 1, "a"], []];
const SORTED_LISTS: readonly unknown[] = [[2, 10, 1], ["b", "a", "B"], []];

function random_build(random: Random, { pieces, spec }: RandomRule, sorted: boolean): CallSpec {
  const values: Record<string, unknown> = { ...(random.chance(0.4) ? spec.defaults : {}) };
  for (const piece of pieces) {
    if (typeof piece !== "string" && !random.chance(0.08))
      values[piece.name] = random_value(random, piece.kind);
  }
  for (const name of random.shuffled(["k", "b", "a", "ü", "extra"]).slice(0, random.below(4))) {
    if (random.chance(0.4))
      values[name] = random.pick([
        1,
        "a b&c",
        null,
        true,
        "é/ü",
        { $float: "1.5" },
        "",
        random.pick(sorted ? SORTED_LISTS : LISTS),
      ]);
  }
  if (random.chance(0.7)) values.host = random.pick(["www", "api", "x", "a.b", 7]);
  const endpoint = random.chance(0.95) ? String(spec.endpoint) : random.pick(["shw", "users", "nothing"]);
  const options = random_build_options(random);
  if (!random.chance(0.1))
    return { call: "build", endpoint, values: random.chance(0.97) ? values : null, options };
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item) => [name, item]) : [[name, value]],
  );
  return { call: "build", endpoint, values: { $multidict: pairs }, options };
}

function random_build_options(random: Random): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  if (random.chance(0.3)) options.method = random.pick(METHODS);
  if (random.chance(0.3)) options.force_external = random.chance(0.7);
  if (random.chance(0.2)) options.append_unknown = random.chance(0.3);
  if (random.chance(0.2)) options.url_scheme = random.pick(["http", "https", "ws", "wss"]);
  return options;
}

function random_value(random: Random, kind: Kind): unknown {
  if (random.chance(0.6)) return random.pick(TEXTS[kind]);
  return random.pick([1, 42, -3, { $float: "2.5" }, { $float: "1e-07" }, "a/b", "ä ö", "x?y#z%", true, 10]);
}

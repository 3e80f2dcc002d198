import { expect, test } from "vitest";
import { requires } from "../../../../tests/support/require.ts";
import { int } from "../../src/data/number_types.ts";
import * as datastructures from "../../src/datastructures.ts";
import { ask_werkzeug } from "../support/oracle.ts";
import { Random } from "../support/random.ts";

// Objects that change: what each of a row of operations gives and leaves behind, beside Werkzeug.
const SEED = Number(process.env.MINIFLASK_SEED ?? 20_261_127);
const PROGRAMS = 2500;
const KEYS = ["a", "b", "c", "Foo", "foo", "", "é", "x-y"];
const VALUES = ["1", "2", "x", "", "1.5", "é", "a,b", 'q"t', " 7 "];
const HEADERS = ["Content-Type", "content-type", "X-A", "x-a", "Set-Cookie", "Vary", "ETag"];
const TEXTS = ["a", "text/html", "a, b", "é", "1", "", "x;y=z", 'q"'];
const ITEMS = ["Foo", "foo", "bar", "BAZ", "a b", "", "é", 'x"', "a,b"];
const DIRECTIVES = ["no_store", "max_age", "no_cache", "private", "public", "s_maxage", "stale_if_error"];
const POLICIES = ["default_src", "img_src", "script_src_elem", "sandbox", "report_to"];
const PARAMETERS = ["realm", "nonce", "opaque"];

/** A method with its arguments, and those by name. */
type Operation = readonly [
  method: string,
  args: readonly unknown[],
  named?: Readonly<Record<string, unknown>>,
];
type Draw = (random: Random) => Operation;
interface Kind {
  readonly make: (random: Random) => readonly unknown[];
  readonly operations: readonly Draw[];
}

const key = (random: Random) => random.pick(KEYS);
const value = (random: Random) => random.pick(VALUES);
const values = (random: Random) => random.list(3, () => value(random));
// No empty lists: what is in them cannot be counted alike (DIFFERENCES.md).
const some_values = (random: Random) => [value(random), ...values(random)];
const pairs = (random: Random) => random.list(3, () => [key(random), value(random)]);
const mapping = (random: Random): unknown =>
  random.pick([
    pairs(random),
    Object.fromEntries(
      random.list(3, () => [key(random), random.pick([value(random), some_values(random)])]),
    ),
  ]);

const READ_DICT: readonly Draw[] = [
  (random) => ["get", [key(random)]],
  (random) => ["get", [key(random), "other"]],
  (random) => ["get", [key(random)], { default: "other" }],
  (random) => ["get", [key(random)], { type: "int" }],
  (random) => ["get", [key(random)], { default: 7, type: "int" }],
  (random) => ["getlist", [key(random)]],
  (random) => ["getlist", [key(random)], { type: "int" }],
  (random) => ["__contains__", [key(random)]],
  () => ["__len__", []],
  () => ["items", []],
  (random) => ["items", [random.below(2) === 1]],
  () => ["items", [], { multi: true }],
  () => ["values", []],
  () => ["lists", []],
  () => ["listvalues", []],
  () => ["to_dict", []],
  (random) => ["to_dict", [random.below(2) === 1]],
  () => ["to_dict", [], { flat: false }],
  () => ["copy", []],
];
const CHANGE_DICT: readonly Draw[] = [
  (random) => ["__setitem__", [key(random), value(random)]],
  (random) => ["add", [key(random), value(random)]],
  (random) => ["setlist", [key(random), some_values(random)]],
  (random) => ["setdefault", [key(random), value(random)]],
  (random) => ["setdefault", [key(random)], { default: value(random) }],
  (random) => ["setlistdefault", [key(random), some_values(random)]],
  (random) => ["setlistdefault", [key(random)], { default_list: some_values(random) }],
  (random) => ["update", [mapping(random)]],
  (random) => ["pop", [key(random)]],
  (random) => ["pop", [key(random), null]],
  (random) => ["pop", [key(random)], { default: "other" }],
  () => ["popitem", []],
  (random) => ["poplist", [key(random)]],
  () => ["popitemlist", []],
  () => ["clear", []],
];

const header = (random: Random) => random.pick(HEADERS);
const text = (random: Random) => random.pick(TEXTS);
const texts = (random: Random) => random.list(2, () => text(random));
const headers = (random: Random): unknown =>
  random.pick([
    random.list(3, () => [header(random), text(random)]),
    ...["MultiDict", "Headers"].map((name) => ({
      $make: [name, [random.list(3, () => [header(random), text(random)])]],
    })),
    Object.fromEntries(random.list(2, () => [header(random), random.pick([text(random), texts(random)])])),
  ]);
const named_headers = (random: Random) => ({
  [random.pick(["Vary", "Allow"])]: random.pick([text(random), texts(random)]),
});
const parameter = (random: Random) => ({
  [random.pick(["filename", "a_b"])]: random.pick(["f.txt", "a b", null, 'q"', ""]),
});

const item = (random: Random) => random.pick(ITEMS);
const attribute =
  (names: readonly string[]): Draw =>
  (random) => ["get_attribute", [random.pick(names)]];
const assignment =
  (names: readonly string[], given: readonly unknown[]): Draw =>
  (random) => ["set_attribute", [random.pick(names), random.pick(given)]];

const KINDS: Readonly<Record<string, Kind>> = {
  MultiDict: { make: (random) => [mapping(random)], operations: [...READ_DICT, ...CHANGE_DICT] },
  ImmutableMultiDict: {
    make: (random) => [mapping(random)],
    operations: [...READ_DICT, ...CHANGE_DICT.slice(0, 4)],
  },
  CombinedMultiDict: {
    make: (random) => [random.list(2, () => pairs(random))],
    operations: [...READ_DICT, ...CHANGE_DICT.slice(0, 3)],
  },
  Headers: {
    make: (random) => [headers(random)],
    operations: [
      (random) => ["get", [header(random)]],
      (random) => ["get", [header(random), "other"]],
      (random) => ["get", [header(random)], { default: "other" }],
      (random) => ["get", [header(random)], { type: "int" }],
      (random) => ["getlist", [header(random)]],
      (random) => ["get_all", [header(random)]],
      () => ["items", []],
      () => ["items", [], { lower: true }],
      (random) => ["items", [random.below(2) === 1]],
      () => ["keys", []],
      (random) => ["keys", [random.below(2) === 1]],
      () => ["values", []],
      () => ["__len__", []],
      () => ["__str__", []],
      () => ["to_wsgi_list", []],
      (random) => ["__contains__", [header(random)]],
      (random) => ["add", [header(random), text(random)]],
      (random) => ["add", [header(random), text(random)], parameter(random)],
      (random) => ["add_header", [header(random), text(random)], parameter(random)],
      (random) => ["set", [header(random), text(random)], parameter(random)],
      (random) => ["__setitem__", [header(random), text(random)]],
      (random) => ["setlist", [header(random), texts(random)]],
      (random) => ["setdefault", [header(random), text(random)]],
      (random) => ["setdefault", [header(random)], { default: text(random) }],
      (random) => ["setlistdefault", [header(random), texts(random)]],
      (random) => ["setlistdefault", [header(random)], { default: texts(random) }],
      () => ["extend", []],
      (random) => ["extend", [headers(random)]],
      (random) => ["extend", [headers(random)], named_headers(random)],
      (random) => ["update", [headers(random)]],
      (random) => ["update", [headers(random)], named_headers(random)],
      (random) => ["remove", [header(random)]],
      (random) => ["pop", [header(random), null]],
      (random) => ["pop", [header(random)], { default: "other" }],
      (random) => ["pop", [random.below(6) - 2]],
      () => ["popitem", []],
      () => ["clear", []],
    ],
  },
  HeaderSet: {
    make: (random) => [random.list(3, () => item(random))],
    operations: [
      (random) => ["add", [item(random)]],
      (random) => ["update", [random.list(3, () => item(random))]],
      (random) => ["find", [item(random)]],
      (random) => ["index", [item(random)]],
      (random) => ["__contains__", [item(random)]],
      () => ["as_set", []],
      () => ["as_set", [], { preserve_casing: true }],
      () => ["to_header", []],
      () => ["__len__", []],
      () => ["clear", []],
    ],
  },
  ResponseCacheControl: {
    make: (random) => [random.pick([{}, { "max-age": "5" }, { "no-cache": null, x: "y" }])],
    operations: [
      attribute(DIRECTIVES),
      assignment(DIRECTIVES, [true, false, null, 5, 0, "5", ""]),
      (random) => ["__setitem__", [random.pick(["max-age", "x-own"]), random.pick([null, "5", "a b"])]],
      (random) => ["pop", [random.pick(["max-age", "x-own"]), null]],
      (random) => ["update", [{ [random.pick(["max-age", "public"])]: random.pick(["1", null]) }]],
      () => ["setdefault", ["x-own", "z"]],
      () => ["items", []],
      () => ["clear", []],
    ],
  },
  ContentSecurityPolicy: {
    make: (random) => [random.pick([{}, { "default-src": "'self'" }])],
    operations: [
      attribute(POLICIES),
      assignment(POLICIES, ["'self'", "*", "https: data:", null]),
      () => ["items", []],
      () => ["pop", ["img-src", null]],
    ],
  },
  ContentRange: {
    make: (random) =>
      random.pick([
        ["bytes", 0, 5, 10],
        ["bytes", null, null, 7],
        ["bytes", 0, 5, null],
      ]),
    operations: [
      (random) => [
        "set",
        [random.pick([null, 0, 5]), random.pick([null, 3, 10]), random.pick([null, 10, 100])],
      ],
      () => ["set", [0, 5, 10, "items"]],
      () => ["set", [0, 5], { length: 10, units: "items" }],
      () => ["unset", []],
      attribute(["units", "start", "stop", "length"]),
      assignment(["length"], [null, 7]),
    ],
  },
  WWWAuthenticate: {
    make: (random) => [
      random.pick(["basic", "Digest", "x-own"]),
      random.pick([null, { realm: "a b" }, { realm: "x", nonce: "n", qop: "auth" }]),
      random.pick([null, null, "tok=="]),
    ],
    operations: [
      attribute([...PARAMETERS, "type", "token"]),
      assignment(PARAMETERS, ["a b", "x", null, 'q"']),
      (random) => ["get", [random.pick(PARAMETERS)]],
      (random) => ["get", [random.pick(PARAMETERS)], { default: "other" }],
    ],
  },
  Authorization: {
    make: (random) => [
      random.pick(["basic", "digest", "bearer"]),
      random.pick([null, { username: "a", password: "b c" }, { username: "é", nonce: "n" }]),
      random.pick([null, null, "tok=="]),
    ],
    operations: [
      attribute(["type", "token"]),
      (random) => ["get", [random.pick(["username", "nonce"])]],
      (random) => ["get", [random.pick(["username", "nonce"])], { default: "other" }],
    ],
  },
};

const SPELLED: Readonly<Record<string, string>> = {
  __setitem__: "set",
  __contains__: "has",
  __str__: "toString",
};
const TELLS_CHANGES = new Set(["HeaderSet", "ResponseCacheControl", "ContentSecurityPolicy", "ContentRange"]);

type Program = readonly [kind: string, made_of: readonly unknown[], operations: readonly Operation[]];

test.skipIf(!requires("python"))(
  `${PROGRAMS} rows of operations (seed ${SEED}) do what they do in Werkzeug`,
  () => {
    const random = new Random(SEED);
    const programs = Array.from({ length: PROGRAMS }, (): Program => {
      const [name, { make, operations }] = random.pick(Object.entries(KINDS));
      return [
        name,
        make(random),
        [random.pick(operations)(random), ...random.list(7, () => random.pick(operations)(random))],
      ];
    });
    const expected = ask_werkzeug(
      programs.map(([name, made_of, operations]) => [
        "program",
        name,
        [made_of, operations.map(([method, args, named = {}]) => [method, args, named])],
      ]),
    );
    const different = programs.flatMap((program, index) => {
      const ours = run(program);
      const theirs = expected[index] as unknown[];
      const at = ours.findIndex((answer, step) => JSON.stringify(answer) !== JSON.stringify(theirs[step]));
      return at === -1 ? [] : [{ program, at, ours: ours[at], theirs: theirs[at] }];
    });
    if (process.env.SHOW) for (const one of different.slice(0, 40)) console.log(JSON.stringify(one));
    expect(different.slice(0, 20)).toEqual([]);
  },
);

function run([name, made_of, operations]: Program): unknown[] {
  let changes = 0;
  const on_update = TELLS_CHANGES.has(name) ? [() => changes++] : [];
  const given =
    name === "CombinedMultiDict"
      ? [(made_of[0] as [string, string][][]).map((dict) => new datastructures.MultiDict(dict))]
      : made_of.map(made);
  const target: object = Reflect.construct(Reflect.get(datastructures, name), [...given, ...on_update]);
  return operations.map((operation) => {
    changes = 0;
    const outcome = operate(target, operation);
    return [outcome, content_of(name, target), changes > 0];
  });
}

function operate(target: object, [method, args, named]: Operation): unknown {
  try {
    if (method === "get_attribute") return listed(Reflect.get(target, String(args[0])));
    if (method === "set_attribute") {
      Object.assign(target, { [String(args[0])]: args[1] });
      return null;
    }
    if (method === "__len__") return Reflect.get(target, "length");
    const options = named?.type === "int" ? { ...named, type: int } : named;
    const call: unknown = Reflect.get(target, SPELLED[method] ?? method);
    return listed(
      (call as (...given: unknown[]) => unknown).apply(target, [
        ...args.map(made),
        ...(options ? [options] : []),
      ]),
    );
  } catch {
    return { $raises: "Error" };
  }
}

/** An argument that is to be made of others: `{ $make: ["MultiDict", [pairs]] }`. */
function made(argument: unknown): unknown {
  if (typeof argument !== "object" || argument === null || !("$make" in argument)) return argument;
  const [name, made_of] = argument.$make as [string, unknown[]];
  return Reflect.construct(Reflect.get(datastructures, name), made_of);
}

function content_of(name: string, target: object): unknown {
  return name.includes("Dict") || name === "Headers" ? listed(target) : String(target);
}

/** Results in the oracle's form. */
function listed(result: unknown): unknown {
  if (result === undefined) return null;
  if (typeof result !== "object" || result === null) return result;
  if (result instanceof datastructures.Headers) return { headers: [...result] };
  if (result instanceof datastructures.HeaderSet) return { $headerset: [...result] };
  if (result instanceof datastructures.MultiDict || result instanceof datastructures.CombinedMultiDict) {
    return { $multidict: [...result.items({ multi: true })] };
  }
  if (result instanceof Set) return { set: [...result].sort() };
  if (Symbol.iterator in result) return Array.from(result as Iterable<unknown>, listed);
  return { $dict: Object.entries(result).map(([name, item]) => [name, listed(item)]) };
}

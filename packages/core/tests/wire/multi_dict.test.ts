import { expect, test } from "vitest";
import { z } from "zod";
import { CombinedMultiDict } from "../../src/wire/combined_multi_dict.ts";
import { BadRequestKeyError } from "../../src/wire/errors.ts";
import { ImmutableMultiDict } from "../../src/wire/immutable_multi_dict.ts";
import { MultiDict } from "../../src/wire/multi_dict.ts";
import { ValidationError } from "../../src/wire/validation.ts";

const PAIRS: [string, string][] = [
  ["a", "1"],
  ["b", "2"],
  ["a", "3"],
];

/** What every class of the family reads alike. */
const families = {
  MultiDict: () => new MultiDict(PAIRS),
  ImmutableMultiDict: () => new ImmutableMultiDict(PAIRS),
  CombinedMultiDict: () =>
    new CombinedMultiDict([
      new MultiDict([["a", "1"]]),
      new MultiDict([
        ["a", "3"],
        ["b", "2"],
      ]),
    ]),
};

for (const [name, make] of Object.entries(families)) {
  test(`${name}: the first value by index, by name and by get`, () => {
    const dict = make();
    expect([dict["a"], dict.get("a"), dict.get("zz"), dict.get("zz", "-")]).toEqual([
      "1",
      "1",
      undefined,
      "-",
    ]);
    expect(() => dict["zz"]).toThrow(BadRequestKeyError);
    expect(["a" in dict, "zz" in dict, dict.has("a"), dict.size, dict.length]).toEqual([
      true,
      false,
      true,
      2,
      2,
    ]);
  });

  test(`${name}: all values`, () => {
    const dict = make();
    expect(dict.getlist("a")).toEqual(["1", "3"]);
    expect(dict.getlist("zz")).toEqual([]);
    expect(dict.getlist("a", Number)).toEqual([1, 3]);
    expect(Array.from(dict.items())).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
    expect(Array.from(dict.items({ multi: true }))).toEqual([
      ["a", "1"],
      ["a", "3"],
      ["b", "2"],
    ]);
    expect(Array.from(dict.lists())).toEqual([
      ["a", ["1", "3"]],
      ["b", ["2"]],
    ]);
    expect(Array.from(dict.values())).toEqual(["1", "2"]);
    expect(Array.from(dict.listvalues())).toEqual([["1", "3"], ["2"]]);
    expect([Array.from(dict), Array.from(dict.keys()), Object.keys(dict)]).toEqual([
      ["a", "b"],
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  test(`${name}: as plain data`, () => {
    const dict = make();
    expect([{ ...dict.to_dict() }, { ...dict.to_dict({ flat: false }) }]).toEqual([
      { a: "1", b: "2" },
      { a: ["1", "3"], b: ["2"] },
    ]);
    expect([{ ...dict }, JSON.parse(JSON.stringify(dict))]).toEqual([
      { a: "1", b: "2" },
      { a: "1", b: "2" },
    ]);
    const text =
      name === "CombinedMultiDict"
        ? "[MultiDict([('a', '1')]), MultiDict([('a', '3'), ('b', '2')])]"
        : "[('a', '1'), ('a', '3'), ('b', '2')]";
    expect([String(dict), dict.constructor.name]).toEqual([`${name}(${text})`, name]);
    expect(dict.copy()).toBeInstanceOf(MultiDict);
    expect(Array.from(dict.copy().items({ multi: true }))).toEqual(Array.from(dict.items({ multi: true })));
  });

  test(`${name}: Python's arguments in turn or by name`, () => {
    const dict = make();
    expect([...dict.items(true)]).toEqual([...dict.items({ multi: true })]);
    expect([...dict.items(false)]).toEqual([...dict.items()]);
    expect([dict.to_dict(false), dict.to_dict(true)]).toEqual([
      dict.to_dict({ flat: false }),
      dict.to_dict(),
    ]);
    expect([dict.get("zz", { default: 1 }), dict.get("b", { default: 1, type: Number })]).toEqual([1, 2]);
    // Any other object is the fallback itself.
    for (const fallback of [{}, { default: 1, x: 2 }, { type: "x" }]) {
      expect(dict.get("zz", fallback)).toBe(fallback);
    }
  });

  test(`${name}: a key without a value`, () => {
    const dict = new MultiDict(make().copy());
    dict.setlist("c", []);
    expect([dict.has("c"), "c" in dict, dict.get("c", "x"), dict.getlist("c")]).toEqual([
      true,
      true,
      "x",
      [],
    ]);
    expect([{ ...dict.to_dict() }, Array.from(dict.values()).length]).toEqual([{ a: "1", b: "2" }, 2]);
    expect([dict.setdefault("c", "y"), dict["c"]]).toEqual(["y", "y"]);
  });

  test(`${name}: conversions that fail give the default`, () => {
    const dict = make();
    const fail = () => {
      throw new TypeError();
    };
    expect(dict.get("a", 0, Number)).toBe(1);
    expect([dict.get("a", 7, fail), dict.get("a", 7, () => Number.NaN), dict.get("zz", 7, Number)]).toEqual([
      7, 7, 7,
    ]);
    expect(dict.getlist("a", (value) => (value === "1" ? fail() : value))).toEqual(["3"]);
  });

  test(`${name}: what the language asks for does not raise`, async () => {
    const dict = make();
    expect(await dict).toBe(dict);
    expect(dict).toEqual(dict);
    expect(() => JSON.stringify({ dict })).not.toThrow();
    expect(typeof dict.toString).toBe("function");
  });
}

const CHANGES: [string, (dict: MultiDict) => unknown][] = [
  ["set", (dict) => dict.set("a", "9")],
  ["add", (dict) => dict.add("a", "9")],
  ["setlist", (dict) => dict.setlist("a", ["9"])],
  ["setdefault", (dict) => dict.setdefault("a", "9")],
  ["setlistdefault", (dict) => dict.setlistdefault("a", ["9"])],
  ["update", (dict) => dict.update({ a: "9" })],
  ["pop", (dict) => dict.pop("a")],
  ["popitem", (dict) => dict.popitem()],
  ["poplist", (dict) => dict.poplist("a")],
  ["popitemlist", (dict) => dict.popitemlist()],
  ["remove", (dict) => dict.remove("a")],
  ["clear", (dict) => dict.clear()],
  ["index", (dict) => Reflect.set(dict, "a", "9")],
  ["delete", (dict) => Reflect.deleteProperty(dict, "a")],
];

test.each(CHANGES)("an immutable dict refuses %s", (_, change) => {
  for (const make of [families.ImmutableMultiDict, families.CombinedMultiDict]) {
    const dict = make();
    expect(() => change(dict as unknown as MultiDict)).toThrow(/objects are immutable/); // the types refuse it as well
    expect(dict.getlist("a")).toEqual(["1", "3"]);
  }
});

test("changes of a MultiDict", () => {
  const dict = new MultiDict(PAIRS);
  dict["a"] = "x";
  dict.add("a", "y");
  expect(dict.getlist("a")).toEqual(["x", "y"]);
  dict.setlist("c", ["1", "2"]);
  expect(dict.setdefault("c", "-")).toBe("1");
  expect(dict.setdefault("d", "-")).toBe("-");
  dict.setlistdefault("e", ["1"]).push("2");
  expect(dict.getlist("e")).toEqual(["1", "2"]);
  dict.update({ a: ["z"], f: "1" });
  expect([dict.getlist("a"), dict["f"]]).toEqual([["x", "y", "z"], "1"]);
  expect([dict.pop("c"), dict.pop("c", null), dict.poplist("a"), dict.poplist("a")]).toEqual([
    "1",
    null,
    ["x", "y", "z"],
    [],
  ]);
  expect(() => dict.pop("c")).toThrow(BadRequestKeyError);
  expect(dict.popitem()).toEqual(["f", "1"]);
  expect(dict.popitemlist()).toEqual(["e", ["1", "2"]]);
  delete dict["b"];
  delete dict["not there"];
  expect(Array.from(dict)).toEqual(["d"]);
  dict.clear();
  expect(() => dict.popitem()).toThrow(BadRequestKeyError);
});

test("fallbacks by name, sets as values and no dicts at all", () => {
  const dict = new MultiDict<string | null>({ a: new Set(["1", "2"]) });
  expect([dict.getlist("a"), dict.pop("x", { default: 1 }), dict.setdefault("y", { default: "2" })]).toEqual([
    ["1", "2"],
    1,
    "2",
  ]);
  expect(dict.setlistdefault("z", { default_list: ["3"] })).toEqual(["3"]);
  expect(dict.setlistdefault("w", "ab")).toEqual(["a", "b"]);
  expect(String(new MultiDict({ a: [null, true, 1] }))).toBe(
    "MultiDict([('a', None), ('a', True), ('a', 1)])",
  );
  expect(new CombinedMultiDict(null).length).toBe(0);
  // A key like any other: nothing but the mapping can be given.
  expect(new MultiDict({ mapping: "x" })["mapping"]).toBe("x");
});

test.each([
  [
    "an object",
    { a: ["1", "2"], b: "3", c: [] },
    [
      ["a", "1"],
      ["a", "2"],
      ["b", "3"],
    ],
  ],
  [
    "a Map",
    new Map<string, string | string[]>([
      ["a", ["1", "2"]],
      ["b", "3"],
    ]),
    [
      ["a", "1"],
      ["a", "2"],
      ["b", "3"],
    ],
  ],
  [
    "pairs",
    [
      ["a", "1"],
      ["b", "3"],
      ["a", "2"],
    ] as [string, string][],
    [
      ["a", "1"],
      ["a", "2"],
      ["b", "3"],
    ],
  ],
  [
    "another",
    new MultiDict({ a: ["1", "2"] }),
    [
      ["a", "1"],
      ["a", "2"],
    ],
  ],
  ["nothing", null, []],
])("made of %s", (_, mapping, pairs) => {
  expect(Array.from(new MultiDict<string>(mapping).items({ multi: true }))).toEqual(pairs);
});

test("a copy is independent, a deep one down to its values", () => {
  const dict = new MultiDict<{ n: number }>([["a", { n: 1 }]]);
  const copy = dict.copy();
  const deep = dict.deepcopy();
  copy.add("a", { n: 2 });
  deep["a"]!.n = 3;
  expect([dict.getlist("a"), deep["a"]]).toEqual([[{ n: 1 }], { n: 3 }]);
});

test("keys that name members of objects are ordinary; a method's name wins when indexing", () => {
  const names = [
    "__proto__",
    "constructor",
    "toString",
    "get",
    "hasOwnProperty",
    "then",
    "toJSON",
    "size",
    "length",
  ];
  const dict = new ImmutableMultiDict(names.map((name) => [name, `${name}!`] as const));
  for (const name of names) expect([dict.get(name), name in dict]).toEqual([`${name}!`, true]);
  for (const name of ["__proto__", "constructor", "size", "length"]) expect(dict[name]).toBe(`${name}!`);
  expect([typeof dict.toString, typeof dict.get]).toEqual(["function", "function"]);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("x");
});

test("a schema types the values, or names every field that does not fit", () => {
  const schema = z.object({
    name: z.string().min(1),
    age: z.coerce.number().int(),
    tags: z.array(z.string()).optional(),
  });
  const good = new ImmutableMultiDict([
    ["name", "Ada"],
    ["age", "36"],
    ["tags", "a"],
    ["tags", "b"],
  ]);
  expect(good.parse(schema)).toEqual({ name: "Ada", age: 36, tags: ["a", "b"] });
  const age: number = good.parse(schema).age;
  expect(age).toBe(36);
  try {
    new ImmutableMultiDict([
      ["name", ""],
      ["age", "x"],
    ]).parse(schema);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).code).toBe(400);
    expect((error as ValidationError).errors.map(({ path }) => path)).toEqual([["name"], ["age"]]);
    expect((error as ValidationError).errors.every(({ message }) => message.length > 0)).toBe(true);
  }
});

test("a schema that validates asynchronously is refused in words", () => {
  const schema = z.object({ a: z.string().refine(async () => true) });
  expect(() => new MultiDict([["a", "1"]]).parse(schema)).toThrow(/asynchronously/);
});

test("several dicts give their pairs one dict after the other", () => {
  const args = new MultiDict([
    ["a", "1"],
    ["b", "2"],
  ]);
  const form = new MultiDict([
    ["a", "3"],
    ["c", "4"],
  ]);
  const values = new CombinedMultiDict([args, form]);
  expect([...values.items({ multi: true })].flat()).toEqual(["a", "1", "b", "2", "a", "3", "c", "4"]);
  expect([...values.items()].flat()).toEqual(["a", "1", "b", "2", "c", "4"]);
});

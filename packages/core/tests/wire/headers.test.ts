import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { HeaderList } from "../../src/data/header_list.ts";
import { Headers } from "../../src/data/headers.ts";
import { CombinedMultiDict } from "../../src/wire/combined_multi_dict.ts";
import { MultiDict } from "../../src/wire/multi_dict.ts";

test("a header is indexed by its name, its place is in the list of pairs", () => {
  const headers = new Headers([["X-A", "1"]]);
  expect([Reflect.get(headers, "0"), [...headers][0], headers.pop(0)]).toEqual([
    undefined,
    ["X-A", "1"],
    ["X-A", "1"],
  ]);
});

test("a list is node's own array, looked into without case", () => {
  const flat = ["Host", "a", "X-A", "1", "x-a", "2"];
  const list = new HeaderList(flat);
  expect(list.flat).toBe(flat);
  expect([list.get("HOST"), list.get("x-A"), list.get("none"), list.has("host"), list.length]).toEqual([
    "a",
    "1",
    undefined,
    true,
    3,
  ]);
  expect(list.getlist("X-a")).toEqual(["1", "2"]);
  expect(Array.from(list)).toEqual([
    ["Host", "a"],
    ["X-A", "1"],
    ["x-a", "2"],
  ]);
});

test("set keeps the first place, add appends, remove takes all", () => {
  const list = new HeaderList(["A", "1", "B", "2", "a", "3"]);
  list.set("a", "x");
  expect(list.flat).toEqual(["a", "x", "B", "2"]);
  list.add("A", "y");
  expect(list.flat).toEqual(["a", "x", "B", "2", "A", "y"]);
  list.remove("A");
  expect(list.flat).toEqual(["B", "2"]);
  const copy = list.copy();
  copy.clear();
  expect([copy.length, list.length]).toEqual([0, 1]);
});

test.each(["a\r\nb", "a\nb", "a\rb", "a\u0000b", "\u007f", "a\u000bb"])(
  "the value %j is refused",
  (value) => {
    const headers = new Headers();
    const setters: (() => unknown)[] = [
      () => headers.set("X", value),
      () => headers.add("X", value),
      () => headers.setlist("X", [value]),
      () => headers.setdefault("X", value),
      () => headers.extend({ X: value }),
      () => headers.update([["X", value]]),
      () => Reflect.set(headers, "X", value),
      () => new Headers({ X: value }),
      () => headers.add("X", "attachment", { filename: value }),
    ];
    for (const set of setters) expect(set).toThrow("Header values must not contain newline characters");
    expect(headers.length).toBe(0);
  },
);

test.each(["", "a b", "é", "a:b", "a\r\nb", "a\u0000"])("the name %j is refused", (name) => {
  expect(() => new Headers().set(name, "v")).toThrow("is no header name");
});

test("text beyond Latin-1 goes into locations only, which are quoted when sent", () => {
  const headers = new Headers();
  expect(() => headers.set("X", "日本")).toThrow("beyond Latin-1");
  headers.set("Location", "/日本");
  headers.set("X", "é");
  expect(headers["location"]).toBe("/日本");
});

test("indexing, in, keys and spreading", () => {
  const headers = new Headers([["X-Y", "1"]]);
  headers["x-y"] = "2";
  headers["B"] = "3";
  expect([headers["X-Y"], headers["none"], "X-y" in headers, "none" in headers]).toEqual([
    "2",
    undefined,
    true,
    false,
  ]);
  expect([Object.keys(headers), { ...headers }]).toEqual([["x-y", "B"], { "x-y": "2", B: "3" }]);
  delete headers["X-Y"];
  expect(Array.from(headers)).toEqual([["B", "3"]]);
});

test("a method's name wins over a header of that name; the state is out of reach", () => {
  const headers = new Headers([
    ["get", "1"],
    ["__proto__", "2"],
    ["constructor", "3"],
    ["length", "4"],
  ]);
  expect(typeof headers.get).toBe("function");
  expect([
    headers.get("get"),
    headers.get("__proto__"),
    Reflect.get(headers, "__proto__"),
    headers["constructor"],
  ]).toEqual(["1", "2", "2", "3"]);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test("Werkzeug's methods", () => {
  const headers = new Headers({ A: ["1", "2"], B: "x" });
  expect([
    headers.getlist("a"),
    headers.get_all("A"),
    headers.getlist("A", Number),
    headers.get("A", 0, Number),
  ]).toEqual([["1", "2"], ["1", "2"], [1, 2], 1]);
  expect([headers.get("zz", "-"), headers.get("B", 7, Number)]).toEqual(["-", 7]);
  headers.add("Content-Disposition", "attachment", { filename: "a b.txt" });
  expect(headers.get("content-disposition")).toBe('attachment; filename="a b.txt"');
  expect([
    headers.setdefault("B", "y"),
    headers.setdefault("C", "y"),
    headers.setlistdefault("D", ["1", "2"]),
  ]).toEqual(["x", "y", ["1", "2"]]);
  headers.update({ A: "3", D: ["4"] });
  expect([headers.getlist("A"), headers.getlist("D")]).toEqual([["3"], ["4"]]);
  headers.update(
    new Headers([
      ["D", "5"],
      ["d", "6"],
    ]),
  );
  expect(headers.getlist("D")).toEqual(["5", "6"]);
  expect([headers.pop("B"), headers.pop("B", null), headers.popitem()]).toEqual(["x", null, ["d", "6"]]);
  expect(() => headers.pop("B")).toThrow("is not in it");
  expect(Array.from(headers.keys({ lower: true }))).toEqual(["a", "content-disposition", "c", "d"]);
  expect(Array.from(headers.values())).toHaveLength(4);
  expect(String(new Headers({ A: "1" }))).toBe("A: 1\r\n\r\n");
  expect(headers.copy().to_wsgi_list()).toEqual(headers.to_wsgi_list());
  headers.clear();
  expect(headers.length).toBe(0);
});

test("a view over a list changes the list", () => {
  const list = new HeaderList();
  const headers = new Headers(list);
  headers["A"] = "1";
  expect(list.flat).toEqual(["A", "1"]);
});

test("a dict whose keys have several values gives each of them", () => {
  const form = new MultiDict([
    ["X-A", "1"],
    ["B", "2"],
    ["X-A", "3"],
  ]);
  for (const dict of [form, new CombinedMultiDict([form])]) {
    const headers = new Headers(dict);
    expect(headers.getlist("x-a")).toEqual(["1", "3"]);
    headers.extend(dict);
    expect(headers.getlist("b")).toEqual(["2", "2"]);
    headers.update(dict);
    expect([headers.getlist("x-a"), headers.getlist("b")]).toEqual([["1", "3"], ["2"]]);
  }
  expect(new Headers({ A: new Set(["1", "2"]) }).getlist("a")).toEqual(["1", "2"]);
});

test("headers by name come after the others; lower case and fallbacks in turn or by name", () => {
  const headers = new Headers({ A: "1" });
  headers.extend([["B", "2"]], { B: ["3"], C: 4 });
  headers.update({}, { A: ["5", "6"] });
  expect(headers.to_wsgi_list().join(" ")).toBe("A,5 B,2 B,3 C,4 A,6");
  expect([...headers.keys(true)]).toEqual([...headers.keys({ lower: true })]);
  expect([...headers.items(true)]).toEqual([...headers.items({ lower: true })]);
  expect([headers.get("x", { default: "y" }), headers.pop("x", { default: 1 })]).toEqual(["y", 1]);
  expect(headers.setlistdefault("D", { default: ["7"] })).toEqual(["7"]);
  expect(headers.setlistdefault("E", "ab")).toEqual(["a", "b"]);
});

test("print as in Python, but for the text of what is no text", () => {
  const headers = new Headers([["A", "it's"]]);
  expect(inspect(headers)).toBe(`Headers([('A', "it's")])`);
  expect([Headers.name, new Headers({ A: true, B: null }).to_wsgi_list()]).toEqual([
    "Headers",
    [
      ["A", "true"],
      ["B", "null"],
    ],
  ]);
});

describe("places", () => {
  test("setlist puts its first value where the header was, and the others at the end", () => {
    const headers = new Headers([
      ["x-a", "1"],
      ["B", "2"],
      ["X-A", "3"],
    ]);
    headers.setlist("X-a", ["4", "5"]);
    expect([...headers]).toEqual([
      ["X-a", "4"],
      ["B", "2"],
      ["X-a", "5"],
    ]);
  });

  test("pop takes a header by its place, from the end where it is negative", () => {
    const headers = new Headers({ A: "1", B: "2", C: "3" });
    expect([headers.pop(1), headers.pop(-2), headers.pop(), headers.length]).toEqual([
      ["B", "2"],
      ["A", "1"],
      ["C", "3"],
      0,
    ]);
    expect(() => headers.pop(0)).toThrow(expect.objectContaining({ name: "IndexError" }));
    expect(() => headers.popitem()).toThrow(expect.objectContaining({ name: "IndexError" }));
  });
});

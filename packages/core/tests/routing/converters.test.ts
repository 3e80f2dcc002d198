import {
  AnyConverter,
  BaseConverter,
  FloatConverter,
  IntegerConverter,
  PathConverter,
  parse_converter_args,
  Rule,
  UnicodeConverter,
  Map as UrlMap,
  UUIDConverter,
  ValidationError,
} from "@miniflask/core/routing";
import { describe, expect, test } from "vitest";

const UUID = "a8098c1a-f86e-11da-bd1a-00112444be1e";

/** The value of `<converter:x>` for a path, or undefined when the rule does not match it. */
function value_of(converter: string, path: string, converters = {}): unknown {
  const adapter = new UrlMap([new Rule(`/<${converter}:x>`, { endpoint: "x" })], { converters }).bind("h");
  return adapter.test(`/${path}`) ? adapter.match(`/${path}`)[1].x : undefined;
}

describe("what a converter makes of a piece of a path", () => {
  test.each([
    ["string", "a b", "a b"],
    ["string", "a/b", undefined],
    ["string", "", undefined],
    ["string(2)", "ab", "ab"],
    ["string(minlength=2)", "a", undefined],
    ["string(maxlength=2)", "abc", undefined],
    ["string(length=2)", "ab", "ab"],
    ["string(length=2)", "abc", undefined],
    ["string(length=1)", "😀", "😀"],
    ["int", "42", 42],
    ["int", "007", 7],
    ["int", "-1", undefined],
    ["int", "1.0", undefined],
    ["int", "٣", undefined],
    ["int", "9007199254740991", 9007199254740991],
    ["int", "9007199254740992", undefined],
    ["int", "0".repeat(400) + "5", 5],
    ["int(fixed_digits=4)", "0042", 42],
    ["int(fixed_digits=4)", "42", undefined],
    ["int(min=5, max=7)", "5", 5],
    ["int(min=5, max=7)", "8", undefined],
    ["int(signed=True)", "-5", -5],
    ["int(signed=True)", "-0", 0],
    ["float", "1.5", 1.5],
    ["float", "1", undefined],
    ["float", "1.", undefined],
    ["float(signed=True)", "-1.5", -1.5],
    ["float(max=1)", "1.5", undefined],
    ["path", "a/b//c", "a/b//c"],
    ["path", "a\nb", undefined],
    ["any(a, b, 'c d')", "c d", "c d"],
    ["any(a, b)", "ab", undefined],
    ["any(a.b)", "axb", undefined],
    ["uuid", UUID, UUID],
    ["uuid", UUID.toUpperCase(), UUID],
    ["uuid", UUID.slice(1), undefined],
  ])("<%s> and %j", (converter, path, expected) => {
    expect(value_of(converter, path)).toBe(expected);
  });

  test("a list of rules is not tried further once a converter refuses what its pattern took", () => {
    const rules = [new Rule("/<int(max=5):x>", { endpoint: "small" }), new Rule("/<x>", { endpoint: "any" })];
    const adapter = new UrlMap(rules).bind("h");
    expect(adapter.match("/5")[0]).toBe("small");
    expect(adapter.match("/a")[0]).toBe("any");
    expect(() => adapter.match("/6")).toThrow("Not Found");
  });
});

describe("what a converter writes into a URL", () => {
  test.each([
    [new UnicodeConverter(null), "a/b ä?", "a/b%20%C3%A4%3F"],
    [new UnicodeConverter(null), 42, "42"],
    [new UnicodeConverter(null), 1e21, "1000000000000000000000"],
    [new UnicodeConverter(null), 1e-7, "1e-07"],
    [new UnicodeConverter(null), true, "True"],
    [new IntegerConverter(null), "42", "42"],
    [new IntegerConverter(null), 4.9, "4"],
    [new IntegerConverter(null), 12345678901234567890n, "12345678901234567890"],
    [new IntegerConverter(null, { fixed_digits: 4 }), -5, "-005"],
    [new IntegerConverter(null, 3), 5, "005"],
    [new FloatConverter(null), 4, "4.0"],
    [new FloatConverter(null), "2.50", "2.5"],
    [new FloatConverter(null), 1e16, "1e+16"],
    [new FloatConverter(null), 0.00001, "1e-05"],
    [new PathConverter(null), "a/b", "a/b"],
    [new AnyConverter(null, "a", "b"), "b", "b"],
    [new UUIDConverter(null), UUID, UUID],
  ])("%o: %s is %s", (converter, value, expected) => {
    expect(converter.to_url(value)).toBe(expected);
  });

  test.each([
    [new IntegerConverter(null), "4.5"],
    [new IntegerConverter(null), Number.NaN],
    [new FloatConverter(null), "x"],
    [new AnyConverter(null, "b", "a"), "c"],
  ])("%o refuses %s", (converter, value) => {
    expect(() => converter.to_url(value)).toThrow(expect.objectContaining({ name: "ValueError" }));
  });

  test("any names what it takes", () => {
    expect(() => new AnyConverter(null, "b", "a").to_url("c")).toThrow("'c' is not one of 'a', 'b'");
  });
});

describe("the arguments of a converter", () => {
  test.each([
    ["", [], {}],
    ["2", [2], {}],
    ["2, max=5", [2], { max: 5 }],
    ["min=0, max=500", [], { min: 0, max: 500 }],
    ["a, B.c, foo_1", ["a", "B.c", "foo_1"], {}],
    [`"foo", 'a,b', u"ü"`, ["foo", "a,b", "ü"], {}],
    ["True, False, None", [true, false, null], {}],
    ["1.5, 12345678901234567890", [1.5, 12345678901234567890n], {}],
    ["ключ=знач", [], { ключ: "знач" }],
  ])("%s", (text, args, kwargs) => {
    const [given_args, given_kwargs] = parse_converter_args(text);
    expect(given_args).toEqual(args);
    expect({ ...given_kwargs }).toEqual(kwargs);
  });

  test.each(["min=-5", "a b", "a,,b", '"a" "b"'])("%s cannot be read", (text) => {
    expect(() => parse_converter_args(text)).toThrow("Cannot parse converter argument");
  });

  test.each(["string(size=2)", "int(1, 2, 3, True, 5)", "any(1)"])("<%s> is refused", (converter) => {
    expect(() => value_of(converter, "a")).toThrow(TypeError);
  });
});

describe("a converter of one's own", () => {
  test("has its base's weight; what it does not say of slashes its expression says", () => {
    class Own extends BaseConverter {}
    expect([Own.weight, new Own(null).part_isolating]).toEqual([100, undefined]);
    expect([IntegerConverter.weight, new PathConverter(null).part_isolating]).toEqual([50, undefined]);
  });

  class ListConverter extends BaseConverter {
    readonly separator: string;

    constructor(map: unknown, { separator = "+" } = {}) {
      super(map);
      this.separator = separator;
    }
    override to_python(value: string): string[] {
      return value.split(this.separator);
    }
    override to_url(values: string[]): string {
      return values.map((value) => super.to_url(value)).join(this.separator);
    }
  }
  class EvenConverter extends BaseConverter {
    static override readonly regex = "\\d+";
    override to_python(value: string): number {
      if (Number(value) % 2 !== 0) throw new ValidationError();
      return Number(value);
    }
    override to_url(value: number): string {
      if (value % 2 !== 0) throw new ValidationError();
      return String(value);
    }
  }
  class PairConverter extends BaseConverter {
    override regex = "([a-z]+)/(?:x|yy)(?=$|-)";
  }

  test("gets the rule's arguments as one object", () => {
    const url_map = new UrlMap();
    url_map.converters["list"] = ListConverter;
    url_map.add(new Rule("/tags/<list:tags>", { endpoint: "tags" }));
    url_map.add(new Rule("/ids/<list(separator='_'):ids>", { endpoint: "ids" }));
    const adapter = url_map.bind("h");
    expect(adapter.match("/tags/a+b")).toEqual(["tags", { tags: ["a", "b"] }]);
    expect(adapter.match("/ids/1_2")).toEqual(["ids", { ids: ["1", "2"] }]);
    expect(adapter.build("ids", { ids: ["a b", "c"] })).toBe("/ids/a%20b_c");
  });

  test("refuses by ValidationError both ways", () => {
    const converters = { even: EvenConverter };
    expect(value_of("even", "4", converters)).toBe(4);
    expect(value_of("even", "5", converters)).toBeUndefined();
    const rules = [new Rule("/even/<even:x>", { endpoint: "x" }), new Rule("/any/<x>", { endpoint: "x" })];
    const adapter = new UrlMap(rules, { converters }).bind("h");
    expect([adapter.build("x", { x: 4 }), adapter.build("x", { x: 5 })]).toEqual(["/even/4", "/any/5"]);
  });

  test("takes slashes when its expression names one, and may be any expression", () => {
    const converters = { pair: PairConverter };
    expect(value_of("pair", "ab/yy", converters)).toBe("ab/yy");
    expect(value_of("pair", "ab/z", converters)).toBeUndefined();
    const adapter = new UrlMap([new Rule("/<pair:a>-<int:b>/", { endpoint: "x" })], { converters }).bind("h");
    expect(adapter.match("/k/x-5/")).toEqual(["x", { a: "k/x", b: 5 }]);
    expect(() => adapter.match("/k/x-5")).toThrow(expect.objectContaining({ new_url: "http://h/k/x-5/" }));
  });

  test("may match a path of its own while it converts", () => {
    class Nested extends BaseConverter {
      override to_python(value: string): string {
        return value === "in" ? value : String(adapter.match("/in/x")[1].b);
      }
    }
    const rules = [new Rule("/<nested:a>/<b>", { endpoint: "x" })];
    const adapter = new UrlMap(rules, { converters: { nested: Nested } }).bind("h");
    expect(adapter.match("/out/y")).toEqual(["x", { a: "x", b: "y" }]);
  });

  test("may say that it takes slashes, or that it does not", () => {
    class Greedy extends BaseConverter {
      static override readonly regex = "[^-]+";
      static override readonly part_isolating = false;
    }
    class Isolated extends PathConverter {
      override part_isolating = true;
    }
    expect(value_of("greedy", "a/b", { greedy: Greedy })).toBe("a/b");
    expect(value_of("isolated", "a/b", { isolated: Isolated })).toBeUndefined();
  });
});

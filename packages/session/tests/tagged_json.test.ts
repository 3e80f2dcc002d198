import {
  dumps,
  Float,
  has_escaped_key,
  JSONTag,
  json_default,
  loads,
  SafeText,
  SecureCookieSession,
  SerialisationError,
  TaggedJSONSerializer,
  Tuple,
  UUID,
} from "@miniflask/session";
import { describe, expect, test } from "vitest";

const serializer = new TaggedJSONSerializer();

describe("values that JSON lacks come back as they were", () => {
  const VALUES: [unknown, string][] = [
    [new Tuple(), '{" t":[]}'],
    [new Tuple(3), '{" t":[3]}'],
    [new Tuple(1, new Tuple("a"), [2]), '{" t":[1,{" t":["a"]},[2]]}'],
    [Buffer.from([255, 0]), '{" b":"/wA="}'],
    [new SafeText("<b>"), '{" m":"<b>"}'],
    [new UUID("12345678-1234-5678-1234-567812345678"), '{" u":"12345678123456781234567812345678"}'],
    [new Date(Date.UTC(2024, 0, 2, 3, 4, 5)), '{" d":"Tue, 02 Jan 2024 03:04:05 GMT"}'],
    [{ " t": "not a tuple" }, '{" di":{" t__":"not a tuple"}}'],
    [{ " di": { " d": 1 } }, '{" di":{" di__":{" di":{" d__":1}}}}'],
    [{ " t": 1, b: 2 }, '{" t":1,"b":2}'],
    [{ " unknown": [1] }, '{" unknown":[1]}'],
    [{ list: [{ deep: new Tuple(1n) }] }, '{"list":[{"deep":{" t":[1]}}]}'],
    [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    [
      [new Float(1), 1, 1.5, 2n ** 70n, Number.POSITIVE_INFINITY],
      "[1.0,1,1.5,1180591620717411303424,Infinity]",
    ],
  ];
  test.each(VALUES)("%o", (value, text) => {
    expect(serializer.dumps(value)).toBe(text);
    const read = serializer.loads(text);
    expect(serializer.dumps(read)).toBe(text);
    if (!text.includes("[1]") && !text.includes('{" t":[1]}')) expect(read).toEqual(value);
  });

  test("tags with spaces or escapes in the text are found, too", () => {
    expect(serializer.loads('{ " t" : [ { "\\u0020d" : "Tue, 02 Jan 2024 03:04:05 GMT" } ] }')).toEqual(
      new Tuple(new Date(Date.UTC(2024, 0, 2, 3, 4, 5))),
    );
    expect(serializer.loads('{"\\u0020t":[1]}')).toBeInstanceOf(Tuple);
  });

  test.each([
    "Sat, 07 Mar 2043 23:08:12 GTB",
    "Sat, 07-Mar-43 23:08:12 GMT",
    "07 March 2043 18:08:12 EST",
    "Mar 7 23:08:12 2043",
  ])("%o is read as Flask reads a date", (text) =>
    expect(serializer.loads(`{" d":"${text}"}`)).toEqual(new Date("2043-03-07T23:08:12Z")),
  );

  test("a date that is none is null, as in Flask", () => {
    expect(serializer.loads('{" d":"yesterday"}')).toBeNull();
  });

  test.each([
    '{" d":5}',
    '{" t":5}',
    '{" b":5}',
    '{" b":"a"}',
    '{" u":"x"}',
    '{" m":null}',
    '{" di":1}',
    '{" di":{}}',
  ])("%s is refused", (text) => {
    expect(() => serializer.loads(text)).toThrow(TypeError);
  });

  test("another engine's safe text is made where one is given", () => {
    const own = new TaggedJSONSerializer({ markup: (text) => ({ mine: text, __html__: () => text }) });
    expect(own.loads('[{" m":"<i>"}]')).toMatchObject([{ mine: "<i>" }]);
    expect(own.dumps({ __proto__: null, a: { mine: 1 } })).toBe('{"a":{"mine":1}}');
  });
});

describe("tags of one's own", () => {
  class Money {
    readonly cents: number;
    constructor(cents: number) {
      this.cents = cents;
    }
  }
  class TagMoney extends JSONTag {
    override readonly key: string = " money";
    check(value: unknown): boolean {
      return value instanceof Money;
    }
    to_json(value: Money): number {
      return value.cents;
    }
    to_python(value: unknown): Money {
      return new Money(Number(value));
    }
  }
  class TagShout extends JSONTag {
    override readonly key = "!";
    check(value: unknown): boolean {
      return typeof value === "string" && value.endsWith("!");
    }
    to_json(value: string): string {
      return value.slice(0, -1);
    }
    to_python(value: unknown): string {
      return `${value}!`;
    }
  }
  class TagOtherMoney extends TagMoney {
    override readonly key = " d";
  }

  test("come back, also for text and with keys without a space", () => {
    const own = new TaggedJSONSerializer();
    own.register(TagMoney);
    own.register(TagShout, { index: 0 });
    expect(own.dumps({ a: [new Money(5), "hey!", "ho"] })).toBe('{"a":[{" money":5},{"!":"hey"},"ho"]}');
    expect(own.loads(own.dumps([new Money(5), "hey!"]))).toEqual([new Money(5), "hey!"]);
    expect(own.dumps({ "!": 1 })).toBe('{" di":{"!__":1}}');
  });

  test("a key is taken once, unless forced, and the order can be chosen", () => {
    const own = new TaggedJSONSerializer();
    expect(() => own.register(TagOtherMoney)).toThrow(/registered already/);
    own.register(TagOtherMoney, { force: true, index: -1 });
    expect(own.order.at(-2)).toBeInstanceOf(TagOtherMoney);
    expect(own.tags.get(" d")).toBeInstanceOf(TagOtherMoney);
  });
});

describe("JSON text", () => {
  // V8 13 and 14 take what was read before for a hint of the next key, and compare it with the escape's own letters.
  test.each([
    ['{"a":1,"\\\\":2}', '{"a":1,"\\u00e9":2}', ["a", "é"]],
    ['{"a":1,"\\\\u":2}', '{"a":1,"\\u00e9\\u00e9":2}', ["a", "éé"]],
    ['{"a":1,"b\\\\":2}', '{"a":1,"b\\u0063" :2}', ["a", "bc"]],
    ['[{"a":1,"\\\\":2}]', '[{"a":1,"\\u00e9"\n: {}}]', ["a", "é"]],
    ['{" t":1,"\\\\":2}', '{" t":1,"\\u00e9":[]}', [" t", "é"]],
  ])("read after %j, %j has its own keys", (before, text, keys) => {
    const kept = JSON.parse(before);
    const value = loads(text);
    expect(Object.keys(Array.isArray(value) ? value[0] : (value as object))).toEqual(keys);
    expect(kept).toEqual(JSON.parse(before));
  });

  test.each([
    ["", false],
    ['{"a":"\\\\"}', false],
    ['{"a":"\\":","b":["\\n","x"]}', false],
    ['{"a":1,"b":{"c\\n": 1}}', true],
    ['["\\"", {"\\"":1}]', true],
    ['{"\\"', false],
    ['\\":', false],
    ['{"a":"x"} \\', false],
  ])("%j has a key with an escape: %s", (text, expected) => {
    expect(has_escaped_key(text)).toBe(expected);
  });

  test("Maps are dicts in their own order, with Python's keys", () => {
    const map = new Map<unknown, unknown>([
      ["2", 1],
      ["10", 2],
      [3, "x"],
      [null, 4],
      [true, 5],
      [1.5, 6],
      [7n, 8],
    ]);
    expect(dumps(map)).toBe('{"2": 1, "10": 2, "3": "x", "null": 4, "true": 5, "1.5": 6, "7": 8}');
    expect(() => dumps(map, { sort_keys: true })).toThrow(/cannot be sorted/);
    expect(
      dumps(
        new Map([
          [10, 1],
          [9, 2],
        ]),
        { sort_keys: true },
      ),
    ).toBe('{"9": 2, "10": 1}');
    expect(() => dumps(new Map([[[], 1]]))).toThrow(/keys must be/);
  });

  test("default makes values of others, and its TypeError names the place", () => {
    const value = {
      when: new Date(0),
      who: new UUID("0".repeat(32)),
      what: new SafeText("<b>"),
      user: new (class User {
        name = "a";
      })(),
    };
    expect(dumps(value, { default: json_default })).toBe(
      '{"when": "Thu, 01 Jan 1970 00:00:00 GMT", "who": "00000000-0000-0000-0000-000000000000", "what": "<b>", "user": {"name": "a"}}',
    );
    expect(() => dumps({ "a b": [new Set()] }, { default: json_default })).toThrow(/\$\["a b"\]\[0\]/);
    expect(() => dumps([new Error("x")], { default: json_default })).toThrow(SerialisationError);
    expect(() => dumps([Number.NaN], { allow_nan: false })).toThrow(/not JSON compliant \(at \$\[0\]\)/);
    expect(dumps(new SecureCookieSession({ a: 1 }))).toBe('{"a": 1}');
  });

  test("deep nesting is an error, not a crash, on both sides", () => {
    const deep = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(() => loads(deep(1_000_000))).toThrow(/Nested deeper than 1000/);
    expect(dumps(loads(deep(1000)))).toBe(deep(1000));
    expect(loads(`"${"[".repeat(5000)}"`)).toBe("[".repeat(5000));
    let nested: unknown[] = [];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    expect(() => dumps(nested)).toThrow(SerialisationError);
    expect(() => serializer.dumps(nested)).toThrow(SerialisationError);
  });

  test("long integers are refused on both sides, as Python does", () => {
    expect(() => loads("1".repeat(5000))).toThrow(/4300/);
    expect(() => dumps(10n ** 5000n)).toThrow(/4300/);
  });

  test("bytes are read as UTF-8", () => {
    expect(loads(Buffer.from('\ufeff{"é":1}'))).toEqual({ é: 1 });
    expect(() => loads(Buffer.from([34, 255, 34]))).toThrow(/UTF-8/);
  });

  test.each(["1.0", "-0.0", "1e+16", "1e+22", "1.7976931348623157e+308"])(
    "%s is a Float, as every whole float",
    (text) => {
      const [value] = loads(`[${text}]`) as [unknown];
      expect(value).toBeInstanceOf(Float);
      expect(dumps([value])).toBe(`[${text}]`);
    },
  );

  test("a Float computes as a number and prints as in Python", () => {
    const [price] = loads("[1.0]") as [Float];
    expect([Number(price) + 1, String(price), JSON.stringify(price)]).toEqual([2, "1.0", "1"]);
  });
});

test.each([
  "{12345678-1234-5678-1234-567812345678}",
  "urn:uuid:12345678-1234-5678-1234-567812345678",
  "12345678123456781234567812345678",
])("%s is read as a UUID", (text) => {
  expect(String(new UUID(text))).toBe("12345678-1234-5678-1234-567812345678");
});

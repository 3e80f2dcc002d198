import { expect, test } from "vitest";
import { cpu_milliseconds } from "../../../../tests/support/cpu_time.ts";
import { DefaultJSONProvider, type DumpsOptions, JSONProvider } from "../../src/wire/json.ts";
import { Response } from "../../src/wire/response.ts";

const provider = (debug = false) => new DefaultJSONProvider({ debug, response_class: Response });

// Flask 3.1.3 writes the same text.
test.each([
  [{ b: 1, a: [true, null, 1.5] }, '{"a": [true, null, 1.5], "b": 1}'],
  ["é\u2028</script>", '"\\u00e9\\u2028</script>"'],
  [new Date("2020-01-04T18:52:16.999Z"), '"Sat, 04 Jan 2020 18:52:16 GMT"'],
  [
    new (class Bold {
      __html__() {
        return "<b>";
      }
    })(),
    '"<b>"',
  ],
  [2n ** 70n, "1180591620717411303424"],
  [new Map([["x", 1]]), '{"x": 1}'],
  [
    new (class Money {
      toJSON() {
        return { k: 1 };
      }
    })(),
    '{"k": 1}',
  ],
  [[], "[]"],
  [{ absent: undefined, list: [undefined] }, '{"absent": null, "list": [null]}'],
])("dumps %#", (value, text) => {
  expect(provider().dumps(value)).toBe(text);
});

test.each([[new Set([1])], [() => 1], [Symbol("x")], [new (class Thing {})()]])(
  "what has no JSON form is refused: %#",
  (value) => {
    expect(() => provider().dumps(value)).toThrow(/not JSON serializable/);
  },
);

test("a value that holds itself, or nests too deeply, is refused and not followed", () => {
  const loop: unknown[] = [];
  loop.push(loop);
  expect(() => provider().dumps(loop)).toThrow();
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(() => provider().dumps(deep)).toThrow();
});

test("a response is compact, or indented in debug mode", () => {
  const value = { b: [1], a: "é" };
  const text = (response: Response) => response.get_data({ as_text: true });
  expect(text(provider().response(value))).toBe('{"a":"\\u00e9","b":[1]}\n');
  expect(text(provider(true).response(value))).toBe('{\n  "a": "\\u00e9",\n  "b": [\n    1\n  ]\n}\n');
  expect(provider().response(value).content_type).toBe("application/json");
  expect([text(provider().response()), text(provider().response(1, 2))]).toEqual(["null\n", "[1,2]\n"]);
  const changed = provider();
  Object.assign(changed, {
    compact: false,
    ensure_ascii: false,
    sort_keys: false,
    mimetype: "application/vnd.x+json",
  });
  expect([text(changed.response(value)), changed.response(1).mimetype]).toEqual([
    '{\n  "b": [\n    1\n  ],\n  "a": "é"\n}\n',
    "application/vnd.x+json",
  ]);
});

test.each([
  ['{"a": [1, 2.5, null, true]}', { a: [1, 2.5, null, true] }],
  ["1.0", 1],
  ['{"x": 1.0, "y": [2.0, 12345678901234567890]}', { x: 1, y: [2, 12345678901234567890n] }],
  ["NaN", Number.NaN],
  ['"\\ud83d\\ude00"', "😀"],
  ["12345678901234567890", 12345678901234567890n],
])("loads %s", (text, value) => {
  expect(provider().loads(text)).toEqual(value);
  expect(provider().loads(Buffer.from(text))).toEqual(value);
});

test.each([14, 15, 16, 17, 31, 32, 33])(
  "an integer of more than 2^53 is exact wherever it stands: behind %i characters",
  (before) => {
    const text = `${" ".repeat(before)}[9007199254740993, "9007199254740993", 123456789012345]`;
    expect(provider().loads(text)).toEqual([9007199254740993n, "9007199254740993", 123456789012345]);
  },
);

test("brackets in strings do not hide how deeply a text nests", () => {
  const hidden = `${'["]]]]",'.repeat(5000)}1${"]".repeat(5000)}`;
  expect(() => provider().loads(hidden)).toThrow(/[Nn]ested/);
  const wide = JSON.stringify(Array.from({ length: 2000 }, () => ({ a: ["[[[", '\\"{{{'] })));
  expect(provider().loads(wide)).toEqual(JSON.parse(wide));
});

test("a broken text is told in Python's words", () => {
  expect(() => provider().loads('{"a": }')).toThrow("Expecting value: line 1 column 7 (char 6)");
  expect(() => provider().loads("[".repeat(200_000))).toThrow(/[Nn]ested/);
});

test.each([
  '{"__proto__": {"is_admin": true}}',
  '{"\\u005f_proto__": {"is_admin": true}}',
  '{"__proto__": {"is_admin": true}, "n": 12345678901234567890}',
  '{"a": {"__proto__": {"is_admin": true}}, "constructor": {"prototype": {"is_admin": true}}}',
])("no key of %s becomes a prototype", (text) => {
  const value = provider().loads(text) as Record<string, object>;
  const copies = [Object.assign({}, value), Object.assign({}, value["a"]), {}];
  for (const copy of copies) expect((copy as { is_admin?: boolean }).is_admin).toBeUndefined();
});

test("keys that collide in a hash table cost no more than others", () => {
  const time = (keys: string[]) => {
    const text = `{${keys.map((key) => `"${key}": 1`).join(",")}}`;
    return cpu_milliseconds(() => provider().loads(text), 0);
  };
  const integers = Array.from({ length: 50_000 }, (_, index) => String(index * 65_536));
  const words = Array.from({ length: 50_000 }, (_, index) => `k${index}`);
  time(words);
  expect(time(integers)).toBeLessThan(Math.max(10 * time(words), 1000));
});

test("dump and load go through an open file; another library takes two methods", () => {
  let written = "";
  provider().dump([1], { write: (text: string) => (written += text) });
  expect([written, provider().load({ read: () => "[1]" })]).toEqual(["[1]", [1]]);
  class Loud extends JSONProvider {
    override dumps(value: unknown, _options?: DumpsOptions): string {
      return JSON.stringify(value).toUpperCase();
    }
    override loads(text: string): unknown {
      return JSON.parse(text);
    }
  }
  expect(new Loud({ debug: false, response_class: Response }).response("a").get_data({ as_text: true })).toBe(
    '"A"',
  );
});

test("a body's keys are its own, whatever body was read before", () => {
  const kept = provider().loads('{"a":1,"\\\\":2}');
  expect(provider().loads('{"a":1,"\\u00e9":2}')).toEqual({ a: 1, é: 2 });
  expect(kept).toEqual({ a: 1, "\\": 2 });
});

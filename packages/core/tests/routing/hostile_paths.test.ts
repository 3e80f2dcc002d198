import { BaseConverter, Rule, Map as UrlMap } from "@miniflask/core/routing";
import { describe, expect, test } from "vitest";
import { cpu_milliseconds, HOSTILE_MS } from "../../../../tests/support/cpu_time.ts";

// Rows of the list of defect classes that concern a router; the numbers are that list's.
const SIZE = 16_000;

const adapter_of = (...rules: string[]) =>
  new UrlMap(rules.map((rule) => new Rule(rule, { endpoint: rule }))).bind("a.test");

describe("row 24: no rule needs more than linear time", () => {
  test.each<[string, string]>([
    ["/<foo>-<bar>-", `/${"-".repeat(SIZE)}a`],
    ["/<foo>-<bar>-<baz>-<qux>-", `/${"-".repeat(SIZE)}a`],
    ["/<foo><bar><baz>x", `/${"a".repeat(SIZE)}`],
    ["/<path:a>/x/<path:b>/x/<path:c>/y", `/${"a/x/".repeat(SIZE / 4)}`],
    ["/<path:a>/<path:b>/<path:c>/<path:d>!", `/${"a/".repeat(SIZE / 2)}`],
    ["/<path:a>-<path:b>-<path:c>-<path:d>/", `/${"-".repeat(SIZE)}`],
    ["/<int:a><int:b><int:c>x", `/${"1".repeat(SIZE)}`],
    ["/<float:a><float:b>-", `/${"1.".repeat(SIZE / 2)}`],
    ["/<string(minlength=3, maxlength=9000):a>-<string(length=7000):b>-<c>!", `/${"-".repeat(SIZE)}`],
    ["/<any(a, aa, aaa):x><any(a, aa, aaa):y><path:z>!", `/${"a".repeat(SIZE)}`],
    ["/<uuid:a><uuid:b>", `/${"a".repeat(SIZE)}`],
    ["/<int(signed=True):x>", `/${"9".repeat(SIZE)}`],
    ["/<x>", `/${"/".repeat(SIZE)}`],
    ["/a/b/c", `/${"a/".repeat(SIZE / 2)}`],
    ["/<a>/<b>/<c>/<path:d>/e", `/${"a/".repeat(SIZE / 2)}x`],
    ["/<path:x>/", `/${"a".repeat(SIZE)}//`],
  ])("%s", (rule, path) => {
    const adapter = adapter_of(rule);
    expect(cpu_milliseconds(() => adapter.test(path))).toBeLessThan(HOSTILE_MS);
  });

  test("nor do several expressions of an app's own in one part", () => {
    class Word extends BaseConverter {
      static override readonly regex = "[a-z]+";
    }
    const rule = new Rule("/<word:a><word:b><word:c><word:d>!", { endpoint: "words" });
    const adapter = new UrlMap([rule], { converters: { word: Word } }).bind("a.test");
    expect(cpu_milliseconds(() => adapter.test(`/${"a".repeat(SIZE)}`))).toBeLessThan(HOSTILE_MS);
  });

  test("nor do many rules together", () => {
    const words = ["<a>", "<int:a>", "<path:a>", "x<a>", "<a>x", "<a>-<b>"];
    const rules = words.flatMap((first, index) =>
      words.map((second) => `/${first}/${second.replaceAll("a>", `c>`).replaceAll("b>", `d${index}>`)}/end`),
    );
    const adapter = adapter_of(...rules);
    expect(
      cpu_milliseconds(() => adapter.test(`/${"x-".repeat(SIZE / 4)}/${"x-".repeat(SIZE / 4)}/x`)),
    ).toBeLessThan(HOSTILE_MS);
  });
});

describe("rows 18 to 23: what is odd stays what it is", () => {
  const adapter = adapter_of("/static/<path:filename>", "/item/<x>", "/api/é/x");

  test.each<[string, object | undefined]>([
    ["/item/a/b", undefined],
    ["/item/a\\b", { x: "a\\b" }],
    ["/item/a\0b", { x: "a\0b" }],
    ["/item/%zz", { x: "%zz" }],
    ["/item/\uFFFD", { x: "\uFFFD" }],
    ["/item/..", { x: ".." }],
    ["/static/../x", { filename: "../x" }],
    ["/static//admin", undefined],
    ["/API/é/x", undefined],
  ])("%j", (path, values) => {
    if (values === undefined)
      expect(() => adapter.match(path)).toThrow(expect.objectContaining({ code: expect.any(Number) }));
    else expect(adapter.match(path)[1]).toEqual(values);
  });

  test("a second slash is no way around a prefix: it is redirected to the plain path", () => {
    expect(() => adapter.match("/static//admin")).toThrow(
      expect.objectContaining({ new_url: "http://a.test/static/admin" }),
    );
  });
});

describe("row 27: a redirect stays on the host", () => {
  const adapter = adapter_of("/<path:p>/", "/b/<x>/");

  test.each([
    ["//evil.test/a", "http://a.test/evil.test/a/"],
    ["///evil.test", "http://a.test/evil.test/"],
    ["/\\evil.test/a", "http://a.test/%5Cevil.test/a/"],
    ["//evil.test/..", "http://a.test/evil.test/../"],
    ["/\t/evil.test", "http://a.test/%09/evil.test/"],
    ["/b//evil.test", "http://a.test/b//evil.test/"],
    ["/@evil.test", "http://a.test/@evil.test/"],
    ["/a\r\nX: y", undefined],
  ])("%j", (path, new_url) => {
    if (new_url === undefined) expect(() => adapter.match(path)).toThrow("Not Found");
    else expect(() => adapter.match(path)).toThrow(expect.objectContaining({ new_url }));
  });
});

describe("row 38: names of values are only names", () => {
  test("also __proto__ and constructor", () => {
    const adapter = adapter_of("/<__proto__>/<constructor>/<int:toString>");
    const [, values] = adapter.match("/a/b/5");
    expect(Object.entries(values)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
      ["toString", 5],
    ]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("a");
  });
});

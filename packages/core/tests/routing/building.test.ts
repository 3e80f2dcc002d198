import { CombinedMultiDict, MultiDict } from "@miniflask/core/datastructures";
import { BuildError, RoutingException, Rule, Map as UrlMap } from "@miniflask/core/routing";
import { Float } from "@miniflask/session";
import { describe, expect, test } from "vitest";

const url_map = new UrlMap([
  new Rule("/", { endpoint: "index" }),
  new Rule("/user/<int:id>", { endpoint: "user", methods: ["GET"] }),
  new Rule("/user/<int:id>/edit", { endpoint: "user", methods: ["POST"] }),
  new Rule("/p/<path:p>", { endpoint: "path" }),
  new Rule("/ws", { endpoint: "ws", websocket: true }),
]);
const adapter = url_map.bind("h.org", { script_name: "/app" });

describe("a URL", () => {
  test.each<[string, Record<string, unknown>, object, string]>([
    ["index", {}, {}, "/app/"],
    ["user", { id: 5 }, {}, "/app/user/5"],
    ["user", { id: 5 }, { method: "POST" }, "/app/user/5/edit"],
    [
      "user",
      { id: "5", tab: "a b", tags: ["x", null, "y"], none: null, all: true },
      {},
      "/app/user/5?tab=a+b&tags=x&tags=y&all=True",
    ],
    ["user", { id: 5, x: 1 }, { append_unknown: false }, "/app/user/5"],
    ["user", { id: 5 }, { force_external: true }, "http://h.org/app/user/5"],
    ["user", { id: 5 }, { force_external: true, url_scheme: "https" }, "https://h.org/app/user/5"],
    ["path", { p: "a/b ä?#%" }, {}, "/app/p/a/b%20%C3%A4%3F%23%25"],
    ["path", { p: "//evil.org" }, {}, "/app/p///evil.org"],
    ["index", { v: new Float(1), w: 1.5, x: 10n, y: 1e-7 }, {}, "/app/?v=1.0&w=1.5&x=10&y=1e-07"],
    ["index", { "a&b": "c=d", ü: "+" }, {}, "/app/?a%26b=c%3Dd&%C3%BC=%2B"],
    ["ws", {}, {}, "ws://h.org/app/ws"],
    ["ws", {}, { url_scheme: "https" }, "wss://h.org/app/ws"],
  ])("of %s for %o, %o", (endpoint, values, options, url) => {
    expect(adapter.build(endpoint, values, options)).toBe(url);
  });

  test("takes values from Maps and MultiDicts, and arguments in Werkzeug's order", () => {
    expect(adapter.build("user", new Map([["id", 5]]))).toBe("/app/user/5");
    const values = new MultiDict<string | number>([
      ["id", 5],
      ["q", "a"],
      ["q", "b"],
    ]);
    expect(adapter.build("user", values, "GET", true, true, "https")).toBe(
      "https://h.org/app/user/5?q=a&q=b",
    );
    expect(adapter.build("user", null, { values: { id: 1 } })).toBe("/app/user/1");
  });

  test("may have its query sorted", () => {
    const sorted = new UrlMap([new Rule("/", { endpoint: "x" })], { sort_parameters: true }).bind("h");
    expect(sorted.build("x", { b: [2, 10], a: 1 })).toBe("/?a=1&b=2&b=10");
    const by_value = new UrlMap([new Rule("/", { endpoint: "x" })], {
      sort_parameters: true,
      sort_key: ([, value]) => -Number(value),
    });
    expect(by_value.bind("h").build("x", { a: 1, b: 3, c: 2 })).toBe("/?b=3&c=2&a=1");
  });

  test("takes the values of several dicts", () => {
    const values = new CombinedMultiDict([new MultiDict({ id: "3" }), new MultiDict({ tab: ["a", "b"] })]);
    expect(adapter.build("user", values)).toBe("/app/user/3?tab=a&tab=b");
  });

  test("takes no value from a prototype", () => {
    const strange = new UrlMap([new Rule("/<constructor>", { endpoint: "x" })]).bind("h");
    expect(() => strange.build("x", {})).toThrow(BuildError);
    expect(strange.build("x", { constructor: "a" })).toBe("/a");
    expect(adapter.build("index", JSON.parse('{"__proto__": 1}'))).toBe("/app/?__proto__=1");
  });
});

describe("what cannot be built", () => {
  test.each<[string, Record<string, unknown>, object, string]>([
    ["user", {}, {}, "Could not build url for endpoint 'user'. Did you forget to specify values ['id']?"],
    [
      "usr",
      { id: 1 },
      {},
      "Could not build url for endpoint 'usr' with values ['id']. Did you mean 'user' instead?",
    ],
    [
      "user",
      { id: 1 },
      { method: "PUT" },
      "Could not build url for endpoint 'user' ('PUT') with values ['id']. Did you mean to use methods ['GET', 'HEAD']?",
    ],
  ])("%s %o %o", (endpoint, values, options, message) => {
    expect(() => adapter.build(endpoint, values, options)).toThrow(message);
  });

  test("is told in fields", () => {
    const error = new BuildError("usr", { id: 1 }, "GET", adapter);
    expect(error).toBeInstanceOf(RoutingException);
    expect([error.endpoint, error.values, error.method, error.suggested?.endpoint]).toEqual([
      "usr",
      { id: 1 },
      "GET",
      "user",
    ]);
    expect(String(error)).toBe(error.message);
    expect(new BuildError("x", {}, null).message).toBe("Could not build url for endpoint 'x'.");
  });
});

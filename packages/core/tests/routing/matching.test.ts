import {
  type MapOptions,
  RequestRedirect,
  RoutingException,
  Rule,
  type RuleOptions,
  Map as UrlMap,
  WebsocketMismatch,
} from "@miniflask/core/routing";
import { describe, expect, test } from "vitest";
import { HeaderList } from "../../src/data/header_list.ts";

type Rules = Record<string, RuleOptions & { rule?: string }>;

/** Rules by endpoint: `{ "/a": {}, b: { rule: "/b" } }`. */
function map_of(rules: Rules, options: MapOptions = {}): UrlMap {
  const made = Object.entries(rules).map(
    ([endpoint, { rule = endpoint, ...rest }]) => new Rule(rule, { endpoint, ...rest }),
  );
  return new UrlMap(made, options);
}
const redirect_to = (new_url: string) => expect.objectContaining({ new_url, code: 308 });

describe("which of several rules matches", () => {
  const patterns = [
    "/<path:p>",
    "/<x>",
    "/<int:x>",
    "/<float:x>",
    "/a-<x>",
    "/a-<int:x>",
    "/a-b-<x>",
    "/<x>-b",
    "/a",
    "/a/<path:p>/z",
    "/a/<path:p>",
    "/<x>/z",
  ];
  const adapter = map_of(Object.fromEntries(patterns.map((rule) => [rule, {}]))).bind("h");

  test.each([
    ["/a", "/a"],
    ["/5", "/<int:x>"],
    ["/5.5", "/<float:x>"],
    ["/b", "/<x>"],
    ["/a-5", "/a-<int:x>"],
    ["/a-x", "/a-<x>"],
    ["/a-b-c", "/a-b-<x>"],
    ["/c-b", "/<x>-b"],
    ["/a/z", "/a/<path:p>"],
    ["/a/b/z", "/a/<path:p>/z"],
    ["/a/b/c", "/a/<path:p>"],
    ["/b/z", "/<x>/z"],
    ["/b/c", "/<path:p>"],
  ])("%s is %s", (path, rule) => {
    expect(adapter.match(path)[0]).toBe(rule);
  });
});

test("what a way that led nowhere found is forgotten", () => {
  const rules = { "/a/<x>/c": {}, "/<y>/<z>/d": {}, "/a/<int:n>/<path:p>/e": {}, "/<path:p>/f": {} };
  const sub = { "/<x>/g": { subdomain: "<s>-x" }, "/<y>/<z>": { subdomain: "<t>" } };
  expect(map_of(rules).bind("h").match("/a/b/d")).toEqual(["/<y>/<z>/d", { y: "a", z: "b" }]);
  expect(map_of(rules).bind("h").match("/a/1/d/f")).toEqual(["/<path:p>/f", { p: "a/1/d" }]);
  expect(map_of(sub).bind("h", { subdomain: "u-x" }).match("/k/l")).toEqual([
    "/<y>/<z>",
    { t: "u-x", y: "k", z: "l" },
  ]);
  expect(() => map_of(rules).bind("h").match("//a//b//d")).toThrow(redirect_to("http://h/a/b/d"));
});

describe("slashes", () => {
  const adapter = map_of({
    "/branch/": {},
    "/leaf": {},
    "/lax/": { strict_slashes: false },
    "/p/<path:p>/": {},
    "/x//y": { merge_slashes: false },
  }).bind("h", { script_name: "/app", url_scheme: "https", query_args: "q=1" });

  test.each([
    ["/branch", "https://h/app/branch/?q=1"],
    ["//branch", "https://h/app/branch/?q=1"],
    ["/p/a/b", "https://h/app/p/a/b/?q=1"],
    ["/p/ä b", "https://h/app/p/%C3%A4%20b/?q=1"],
    ["/branch//", "https://h/app/branch/?q=1"],
  ])("%s redirects to %s", (path, url) => {
    expect(() => adapter.match(path)).toThrow(redirect_to(url));
  });

  test.each(["/leaf/", "/x/y", "/branch/x"])("%s is not found", (path) => {
    expect(() => adapter.match(path)).toThrow("Not Found");
  });

  test.each(["//leaf", "/lax", "/lax/", "/x//y"])("%s is found", (path) => {
    expect(adapter.test(path)).toBe(true);
  });

  test("what redirects is an HTTP exception and a routing exception", () => {
    const redirected = new RequestRedirect("http://h/x?a=1&b=2");
    expect(redirected).toBeInstanceOf(RoutingException);
    expect(new WebsocketMismatch()).not.toBeInstanceOf(RoutingException);
    const response = redirected.get_response();
    expect([response.status_code, response.header_list.get("Location")]).toEqual([308, "http://h/x?a=1&b=2"]);
  });
});

describe("methods", () => {
  const adapter = map_of({
    read: { rule: "/x", methods: ["GET"] },
    write: { rule: "/x", methods: ["POST", "PUT"] },
    "/all": {},
  }).bind("h", { default_method: "POST" });

  test("choose the rule", () => {
    expect(adapter.match("/x")[0]).toBe("write");
    expect(adapter.match("/x", "head")[0]).toBe("read");
    expect(adapter.match({ path_info: "/x", method: "put" })[0]).toBe("write");
  });

  test("that no rule has are answered by those that one has", () => {
    expect(() => adapter.match("/x", { method: "DELETE" })).toThrow(
      expect.objectContaining({ code: 405, valid_methods: ["GET", "HEAD", "POST", "PUT"] }),
    );
    expect(adapter.allowed_methods("/x")).toEqual(["GET", "HEAD", "POST", "PUT"]);
    expect(adapter.allowed_methods("/all")).toEqual([]);
    expect(adapter.allowed_methods("/none")).toEqual([]);
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "named %s are like any other",
    (method) => {
      expect(() => adapter.match("/x", { method })).toThrow(expect.objectContaining({ code: 405 }));
      expect(adapter.match("/all", { method })[0]).toBe("/all");
    },
  );
});

describe("defaults and aliases", () => {
  const adapter = map_of({}).bind("h");
  const url_map = new UrlMap([
    new Rule("/all/", { endpoint: "list", defaults: { page: 1 } }),
    new Rule("/all/page/<int:page>", { endpoint: "list" }),
    new Rule("/all.html", { endpoint: "list", defaults: { page: 1 }, alias: true }),
    new Rule("/old/<int:id>", { endpoint: "old", redirect_to: "new/<id>" }),
    new Rule("/older/<slug>", {
      endpoint: "older",
      redirect_to: (urls, { slug }) => `${urls.build("list", { page: 2 })}#${slug}`,
    }),
  ]);

  test("redirect to the shorter spelling", () => {
    const bound = url_map.bind("h", "/app");
    expect(bound.match("/all/")).toEqual(["list", { page: 1 }]);
    expect(() => bound.match("/all/page/1")).toThrow(redirect_to("http://h/app/all/"));
    expect(() => bound.match("/all.html", { query_args: { a: "b c" } })).toThrow(
      redirect_to("http://h/app/all/?a=b+c"),
    );
    expect(adapter.test("/all/")).toBe(false);
  });

  test("or to where the rule says", () => {
    expect(() => url_map.bind("h", "/app").match("/old/5")).toThrow(redirect_to("http://h/app/new/5"));
    expect(() => url_map.bind("h").match("/older/x")).toThrow(redirect_to("http://h/all/page/2#x"));
  });
});

describe("hosts", () => {
  test("by subdomain", () => {
    const url_map = map_of({
      main: { rule: "/" },
      user: { rule: "/", subdomain: "<name>" },
      api: { rule: "/", subdomain: "api" },
    });
    expect(url_map.bind("h").match("/")).toEqual(["main", {}]);
    expect(url_map.bind("h", { subdomain: "api" }).match("/")).toEqual(["api", {}]);
    expect(url_map.bind("h", null, "kim").match("/")).toEqual(["user", { name: "kim" }]);
    expect(url_map.bind("h").build("user", { name: "kim" })).toBe("http://kim.h/");
  });

  test("by the whole host", () => {
    const url_map = map_of(
      { www: { rule: "/", host: "www.<domain>" }, any: { rule: "/", host: "<host>" } },
      { host_matching: true },
    );
    expect(url_map.bind("WWW.example.org").match("/")).toEqual(["www", { domain: "example.org" }]);
    expect(url_map.bind("bücher.de:5000").match("/")).toEqual(["any", { host: "xn--bcher-kva.de:5000" }]);
    expect(() => url_map.bind("h", { subdomain: "x" })).toThrow(
      "host matching enabled and a subdomain was provided",
    );
  });

  test("must be hosts", () => {
    expect(() => map_of({}).bind("a..b")).toThrow(expect.objectContaining({ code: 400 }));
    expect(() => map_of({}).bind(`${"x".repeat(64)}.org`)).toThrow(expect.objectContaining({ code: 400 }));
  });
});

describe("requests", () => {
  const url_map = map_of({
    "/x": {},
    ws: { rule: "/ws", websocket: true },
    sub: { rule: "/", subdomain: "<sub>" },
  });
  const request = (given: object, headers: string[] = []) => ({
    method: "GET",
    scheme: "http",
    host: "h",
    root_path: "",
    path: "/x",
    query_string: "",
    header_list: new HeaderList(headers),
    ...given,
  });

  test("bring path, method, query and mount", () => {
    const adapter = url_map.bind_to_environ(
      request({ root_path: "/app", query_string: "a=1", scheme: "https" }),
    );
    expect(adapter.match()).toEqual(["/x", {}]);
    expect([adapter.build("/x"), adapter.make_redirect_url("y")]).toEqual(["/app/x", "https://h/app/y?a=1"]);
  });

  test.each([
    ["api.h.org", "h.org", "api"],
    ["a.b.h.org", "h.org:80", "a.b"],
    ["api.h.org:81", "h.org:81", "api"],
    ["h.org", "H.org", ""],
    ["evil-h.org", "h.org", "<invalid>"],
    ["other.org", "h.org", "<invalid>"],
  ])("to %s below %s are in the subdomain %j", (host, server_name, subdomain) => {
    const adapter = url_map.bind_to_environ(request({ host, path: "/" }), server_name);
    expect(adapter.subdomain).toBe(subdomain);
    expect(adapter.test()).toBe(subdomain !== "");
  });

  // covers: RT-37
  test("to an upgrade are those of a WebSocket", () => {
    const upgrade = ["Connection", "keep-alive, Upgrade", "Upgrade", "WebSocket"];
    const adapter = url_map.bind_to_request(request({ path: "/ws", scheme: "https" }, upgrade));
    expect([adapter.url_scheme, adapter.match()]).toEqual(["wss", ["ws", {}]]);
    expect(() => adapter.match("/x")).toThrow(WebsocketMismatch);
    expect(() => url_map.bind("h").match("/ws")).toThrow(WebsocketMismatch);
    expect(url_map.bind("h").match("/ws", { websocket: true })[0]).toBe("ws");
  });
});

describe("an adapter", () => {
  const adapter = map_of({ "/x": {}, "/b/": {} }).bind("h", { path_info: "/x" });

  test("gives the rule when asked", () => {
    const [rule, values] = adapter.match(null, { return_rule: true });
    expect([rule.rule, rule.endpoint, values]).toEqual(["/x", "/x", {}]);
    expect(adapter.match("/x", "GET", true)[0]).toBe(rule);
  });

  test("calls a view", () => {
    expect(adapter.dispatch((endpoint, values) => [endpoint, values])).toEqual(["/x", {}]);
    expect(adapter.dispatch(String, "/b")).toBeInstanceOf(RequestRedirect);
    expect(() => adapter.dispatch(String, "/none")).toThrow("Not Found");
    for (const none of [
      adapter.dispatch(String, "/none", "GET", { catch_http_exceptions: true }),
      adapter.dispatch(String, "/none", { method: "GET", catch_http_exceptions: true }),
      adapter.dispatch(String, { path_info: "/none", catch_http_exceptions: true }),
    ]) {
      expect(none).toMatchObject({ code: 404 });
    }
    const one_method = map_of({ "/m": { methods: ["POST"] } }).bind("h");
    expect(one_method.allowed_methods({ path_info: "/m" })).toEqual(["POST"]);
  });

  test("has rules that build with or without unknown values, said in turn or by name", () => {
    const [rule] = adapter.match("/x", { return_rule: true });
    const urls = [{}, true, { append_unknown: false }, false].map(
      (given) => rule.build({ q: 1 }, given)?.[1],
    );
    expect(urls).toEqual(["/x?q=1", "/x?q=1", "/x", "/x"]);
  });

  test("answers whether there is anything", () => {
    expect(["/x", "/b", "/none"].map((path) => adapter.test(path))).toEqual([true, true, false]);
  });

  test("hands out values that are the caller's own", () => {
    adapter.match("/x")[1].more = 1;
    expect(adapter.match("/x")[1]).toEqual({});
  });
});

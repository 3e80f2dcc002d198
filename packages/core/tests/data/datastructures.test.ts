import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  Accept,
  Authorization,
  CallbackDict,
  CharsetAccept,
  ContentRange,
  ContentSecurityPolicy,
  ETags,
  HeaderSet,
  Headers,
  IfRange,
  LanguageAccept,
  MIMEAccept,
  MultiDict,
  Range,
  RequestCacheControl,
  ResponseCacheControl,
  WWWAuthenticate,
} from "../../src/datastructures.ts";
import {
  parse_accept_header,
  parse_cache_control_header,
  parse_cookie,
  parse_csp_header,
  parse_set_header,
} from "../../src/http.ts";

/** What `on_update` was called with, as header text. */
function recorder(): { seen: string[]; on_update: (changed: { to_header(): string }) => void } {
  const seen: string[] = [];
  return { seen, on_update: (changed) => void seen.push(changed.to_header()) };
}

test("what parses a header takes its callback and its class in turn or by name", () => {
  const { seen, on_update } = recorder();
  parse_set_header("a", { on_update }).add("b");
  parse_csp_header("img-src *", { on_update }).img_src = "'self'";
  const cache = parse_cache_control_header("public", { on_update, cls: ResponseCacheControl });
  cache.max_age = 5;
  parse_cache_control_header("public", on_update, ResponseCacheControl).max_age = 6;
  expect(parse_cache_control_header("public", { cls: RequestCacheControl })).toBeInstanceOf(
    RequestCacheControl,
  );
  class Policy extends ContentSecurityPolicy {}
  for (const policy of [
    parse_csp_header("img-src *", { cls: Policy }),
    parse_csp_header("img-src *", null, Policy),
  ]) {
    expect([policy instanceof Policy, policy.img_src]).toEqual([true, "*"]);
  }
  expect(seen).toEqual(["a, b", "img-src 'self'", "public, max-age=5", "public, max-age=6"]);
});

test.each([
  ["bearer, a token", new Authorization("bearer", null, "t"), new Authorization("bearer", { token: "t" })],
  ["digest", new Authorization("digest", { nc: "1" }), new Authorization("digest", { data: { nc: "1" } })],
  ["a challenge's token", new WWWAuthenticate("x", null, "t"), new WWWAuthenticate("x", { token: "t" })],
  ["a challenge", new WWWAuthenticate("x", { a: "b" }), new WWWAuthenticate("x", { values: { a: "b" } })],
  ["strong tags", new ETags(["a"]), new ETags({ strong_etags: ["a"] })],
  ["weak tags", new ETags(["a"], ["b"]), new ETags(["a"], { weak_etags: ["b"] })],
  ["any tag", new ETags(null, null, true), new ETags({ star_tag: true })],
  ["If-Range by tag", new IfRange("a"), new IfRange({ etag: "a" })],
  ["If-Range by date", new IfRange(null, new Date(0)), new IfRange({ date: new Date(0) })],
  ["a range", new ContentRange("bytes", 0, 5, 9), new ContentRange("bytes", 0, 5, { length: 9 })],
  ["all of it", new ContentRange("x", 0, 5), new ContentRange({ units: "x", start: 0, stop: 5 })],
])("%s is made of arguments in turn or by name", (_, in_turn, by_name) => {
  expect(by_name.to_header()).toBe(in_turn.to_header());
});

test("null stands for what is not given, as Python's None", () => {
  expect(parse_accept_header("a", null).best).toBe("a");
  expect(parse_accept_header("a", { cls: null }).best).toBe("a");
  expect(parse_csp_header("img-src *", null, null).img_src).toBe("*");
  expect(parse_cache_control_header("public", null, null)).toBeInstanceOf(RequestCacheControl);
  expect(parse_cookie("a=1", null)["a"]).toBe("1");
  expect(parse_cookie("a=1", { cls: null })["a"]).toBe("1");
  const headers = new Headers({ A: "1", B: "2" });
  expect([headers.get("A", 0, null), headers.getlist("A", null), headers.pop(null)]).toEqual([
    "1",
    ["1"],
    ["B", "2"],
  ]);
  const dict = new MultiDict({ a: "1" });
  expect([dict.get("a", 0, null), dict.get("b", 0, null), dict.getlist("a", null)]).toEqual(["1", 0, ["1"]]);
});

test("a lone parameter is told from an argument by its place", () => {
  expect(new Authorization("x", { token: "t" }).token).toBe("t");
  expect(new Authorization("x", { data: { token: "t" } }).parameters.token).toBe("t");
  expect(Authorization.from_header("X token=t")!.get("token")).toBe("t");
  expect(new WWWAuthenticate("x", { values: "v" }).get("values")).toBe("v");
  expect(new Authorization("x", { a: "b" }).get("c", { default: "d" })).toBe("d");
  expect(new WWWAuthenticate("x").get("c", { default: "d" })).toBe("d");
  // A bare scheme keeps the blank that Werkzeug writes; a challenge has none.
  expect([String(new Authorization("x")), String(new WWWAuthenticate("x"))]).toEqual(["X ", "X"]);
});

describe("HeaderSet", () => {
  test("ignores case and keeps the first spelling", () => {
    const set = new HeaderSet(["foo", "Bar", "Blah baz", "Hehe"]);
    set.add("FOO");
    expect([...set]).toEqual(["foo", "Bar", "Blah baz", "Hehe"]);
    expect([set.has("BAR"), set.has("x"), set.find("hehe"), set.find("x"), set.length]).toEqual([
      true,
      false,
      3,
      -1,
      4,
    ]);
    expect(String(set)).toBe('foo, Bar, "Blah baz", Hehe');
    expect([set.at(1), set.at(-1), set.at(9)]).toEqual(["Bar", "Hehe", undefined]);
    expect(set.as_set()).toEqual(new Set(["foo", "bar", "blah baz", "hehe"]));
    expect(set.as_set({ preserve_casing: true })).toEqual(new Set(["foo", "Bar", "Blah baz", "Hehe"]));
    expect(inspect(set)).toBe("HeaderSet(['foo', 'Bar', 'Blah baz', 'Hehe'])");
  });

  test("tells of each change, and only of changes", () => {
    const { seen, on_update } = recorder();
    const set = parse_set_header("a, B", on_update);
    set.add("b");
    set.discard("x");
    set.add("c");
    set.remove("b");
    set.update(["d", "A"]);
    set.set_at(0, "z");
    set.delete_at(-1);
    set.clear();
    expect(seen).toEqual(["a, B, c", "a, c", "a, c, d", "z, c, d", "z, c", ""]);
  });

  test("says what it does not have", () => {
    const set = new HeaderSet(["a"]);
    expect(() => set.remove("x")).toThrow(expect.objectContaining({ name: "KeyError", key: "x" }));
    expect(() => set.index("x")).toThrow('"x" is not in this set');
    expect(() => set.delete_at(4)).toThrow("there is no item 4");
    expect([...parse_set_header(null)]).toEqual([]);
  });
});

describe("Accept", () => {
  test("puts the most specific first, then the most wanted, and keeps the order of equals", () => {
    const accept = new Accept([
      ["*", 1],
      ["c", 0.5],
      ["a", 0.7],
      ["b", 0.7],
    ]);
    expect([...accept.values()]).toEqual(["a", "b", "c", "*"]);
    expect(accept.best).toBe("a");
    expect(accept.to_header()).toBe("a;q=0.7,b;q=0.7,c;q=0.5,*");
    expect([accept.length, accept[0], accept[9]]).toEqual([4, ["a", 0.7], undefined]);
  });

  test("is asked by value, by index and with `in`", () => {
    const accept = parse_accept_header("gzip, br;q=0.5, Identity;q=0");
    expect("gzip" in accept).toBe(true);
    expect("deflate" in accept).toBe(false);
    expect([accept.quality("BR"), accept.quality("x"), accept.contains("identity")]).toEqual([0.5, 0, true]);
    expect(Reflect.get(accept, "br")).toBe(0.5);
    expect([accept.find("br"), accept.find(["br", 0.5]), accept.find("x")]).toEqual([1, 1, -1]);
    expect(() => accept.index("x")).toThrow(expect.objectContaining({ name: "ValueError" }));
    expect(inspect(accept)).toBe("Accept([('gzip', 1), ('br', 0.5), ('Identity', 0)])");
  });

  test("knows whether the header was sent, and cannot be changed", async () => {
    const accept = parse_accept_header("a");
    expect([parse_accept_header(null).provided, parse_accept_header("").provided, accept.provided]).toEqual([
      false,
      false,
      true,
    ]);
    expect(new Accept(accept).best).toBe("a");
    expect(() => Object.assign(accept, { 0: ["b", 1] })).toThrow("'Accept' objects are immutable");
    expect(() => Reflect.deleteProperty(accept, "0")).toThrow("immutable");
    expect(await accept).toBe(accept);
    expect(parse_accept_header(null).best).toBeNull();
  });

  test.each([
    ["foo", ["foo", "bar"], "foo"],
    ["foo, bar", ["bar", "foo"], "bar"],
    ["foo;q=0.5, bar;q=0.7", ["foo", "bar"], "bar"],
    ["foo, *;q=0.1", ["x", "foo"], "foo"],
    ["*", ["x", "y"], "x"],
    ["foo;q=0", ["foo"], null],
    ["", ["foo"], null],
  ])("of %j and %j picks %j", (header, matches, best) => {
    expect(parse_accept_header(header).best_match(matches)).toBe(best);
    expect(parse_accept_header(header).best_match(matches, "other")).toBe(best ?? "other");
    expect(parse_accept_header(header).best_match(matches, { default: 5 })).toBe(best ?? 5);
  });
});

describe("MIMEAccept", () => {
  const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";

  test.each([
    [browser, ["application/json", "text/html"], "text/html"],
    [browser, ["application/json"], "application/json"],
    ["application/json, text/*;q=0.9", ["text/plain", "application/json"], "application/json"],
    ["text/*, text/html;level=1", ["text/html;level=1", "text/html"], "text/html;level=1"],
    ["text/html; level=1", ["text/html"], null],
    ["application/json", ["*/*"], "*/*"],
    ["asterisk/*, */plain", ["text/plain"], null],
  ])("of %j and %j picks %j", (header, matches, best) => {
    expect(parse_accept_header(header, MIMEAccept).best_match(matches)).toBe(best);
  });

  test("knows the kinds that apps ask for", () => {
    const accept = parse_accept_header("application/xml, application/json", MIMEAccept);
    expect([accept.accept_html, accept.accept_xhtml, accept.accept_json]).toEqual([true, true, true]);
    expect([accept["application/json"], "text/css" in accept]).toEqual([1, false]);
    expect(accept).toBeInstanceOf(MIMEAccept);
  });

  test("tells the app of a type that is none", () => {
    const accept = new MIMEAccept([["text/html", 1]]);
    expect([Reflect.get(accept, "html"), "html" in accept]).toEqual([undefined, false]);
    expect(() => accept.best_match(["html"])).toThrow('invalid mimetype "html"');
    expect(() => accept.quality("*/html")).toThrow("invalid mimetype");
    expect(accept.find("html")).toBe(-1);
    // Nothing that the client accepts has to be compared with it.
    expect(new MIMEAccept([["html", 1]]).best_match(["html"], "other")).toBe("other");
  });
});

describe("LanguageAccept and CharsetAccept", () => {
  test.each([
    ["en-us", ["en"], "en"],
    ["en-us", ["en_US"], "en_US"],
    ["en", ["de", "en-GB"], "en-GB"],
    ["de-AT, de;q=0.9", ["en", "de"], "de"],
    ["es, *;q=0.5", ["fr"], "fr"],
    ["zh-hans-cn", ["zh"], "zh"],
    ["fr", ["en"], null],
  ])("of the languages %j and %j picks %j", (header, matches, best) => {
    expect(parse_accept_header(header, { cls: LanguageAccept }).best_match(matches)).toBe(best);
  });

  test.each([
    ["latin1", "ISO-8859-1", true],
    ["utf8", "UTF-8", true],
    ["us-ascii", "ascii", true],
    ["utf-8", "utf-16", false],
    ["x-own", "X-Own", true],
  ])("the charsets %j and %j are the same: %j", (item, asked, same) => {
    expect(new CharsetAccept([[item, 1]]).contains(asked)).toBe(same);
  });
});

describe("ETags", () => {
  test("compares strongly, weakly and as written", () => {
    const tags = new ETags(["a"], ["b"]);
    expect([
      tags.contains("a"),
      tags.contains("b"),
      tags.contains_weak("b"),
      tags.is_weak("a"),
      tags.is_strong("a"),
    ]).toEqual([true, false, true, false, true]);
    expect([
      tags.contains_raw('"a"'),
      tags.contains_raw('"b"'),
      tags.contains_raw('W/"b"'),
      tags.contains_raw(""),
    ]).toEqual([true, false, true, false]);
    expect(new ETags(null, null, true).contains_raw("")).toBe(true);
    expect([tags.as_set(), tags.as_set(true), [...tags], tags.length]).toEqual([
      new Set(["a"]),
      new Set(["a", "b"]),
      ["a"],
      1,
    ]);
    expect([String(tags), inspect(tags)]).toEqual(['"a", W/"b"', '<ETags \'"a", W/"b"\'>']);
  });

  test("a star is every tag", () => {
    const any = new ETags(["a"], null, true);
    expect([
      any.contains("x"),
      any.is_strong("a"),
      any.to_header(),
      any.is_given,
      new ETags().is_given,
    ]).toEqual([true, false, "*", true, false]);
  });
});

describe("Range, ContentRange and IfRange", () => {
  test.each([
    [[[0, 5]], 10, [0, 5], "bytes 0-4/10"],
    [[[5, null]], 10, [5, 10], "bytes 5-9/10"],
    [[[-3, null]], 10, [7, 10], "bytes 7-9/10"],
    [[[0, 500]], 10, [0, 10], "bytes 0-9/10"],
    [[[10, null]], 10, null, null],
    [[[-20, null]], 10, null, null],
    [
      [
        [0, 1],
        [3, 4],
      ],
      10,
      null,
      null,
    ],
    [[[0, 1]], null, null, null],
  ] as const)("%j of %j bytes is %j", (ranges, length, part, header) => {
    const range = new Range("bytes", ranges);
    expect(range.range_for_length(length)).toEqual(part);
    expect(range.to_content_range_header(length)).toBe(header);
    expect(range.make_content_range(length)?.to_header() ?? null).toBe(header);
  });

  test("a range that ends before it begins is refused", () => {
    expect(() => new Range("bytes", [[5, 3]])).toThrow("5 to 3 is not a valid range");
    expect(
      String(
        new Range("bytes", [
          [0, 5],
          [-5, null],
          [7, null],
        ]),
      ),
    ).toBe("bytes=0-4,-5,7-");
  });

  test("a content range tells of each change", () => {
    const { seen, on_update } = recorder();
    const range = new ContentRange("bytes", 0, 5, 10, on_update);
    range.stop = 7;
    range.length = null;
    range.set(1, 2, 3);
    range.units = "items";
    range.start = 0;
    range.unset();
    expect(seen).toEqual([
      "bytes 0-4/10",
      "bytes 0-6/10",
      "bytes 0-6/*",
      "bytes 1-1/3",
      "items 1-1/3",
      "items 0-1/3",
      "",
    ]);
    expect([range.units, range.start]).toEqual([null, null]);
    expect(() => range.set(5, 2)).toThrow("Bad range provided");
    expect(inspect(new ContentRange("bytes", null, null, 7))).toBe("<ContentRange 'bytes */7'>");
  });

  test("If-Range is a tag or a date", () => {
    expect([
      new IfRange("x").to_header(),
      String(new IfRange(null, new Date(0))),
      new IfRange().to_header(),
    ]).toEqual(['"x"', "Thu, 01 Jan 1970 00:00:00 GMT", ""]);
  });
});

describe("CacheControl", () => {
  test("of a response turns attributes into the header", () => {
    const { seen, on_update } = recorder();
    const cache = parse_cache_control_header(null, on_update, ResponseCacheControl);
    cache.must_revalidate = true;
    cache.max_age = 60.9;
    cache.private = "Set-Cookie";
    cache.private = true;
    cache.no_cache = true;
    cache.must_revalidate = false;
    cache.max_age = null;
    cache.no_cache = false;
    expect(seen.at(-1)).toBe("private");
    expect(seen).toContain("must-revalidate, max-age=60, private=Set-Cookie");
    expect(seen).toHaveLength(8);
    expect([cache.private, cache.no_cache, cache.public, cache.s_maxage, cache.max_age]).toEqual([
      true,
      null,
      false,
      null,
      null,
    ]);
  });

  test("loses a directive that is set to null, not one that is deleted", () => {
    const cache = new ResponseCacheControl({ "max-age": "5" });
    Reflect.deleteProperty(cache, "max_age");
    expect(cache.to_header()).toBe("max-age=5");
    cache.max_age = null;
    expect(cache.to_header()).toBe("");
  });

  test("has every directive under both spellings", () => {
    const cache = new ResponseCacheControl();
    cache.stale_while_revalidate = 5;
    Reflect.set(cache, "s-maxage", "7");
    expect([Reflect.get(cache, "stale-while-revalidate"), cache.s_maxage, cache.get("s-maxage")]).toEqual([
      5,
      7,
      "7",
    ]);
    expect(inspect(cache)).toBe("<ResponseCacheControl s-maxage='7' stale-while-revalidate='5'>");
    for (const max_age of ["soon", "", "0x10", "1.5"]) {
      const text = `a number of seconds is needed, not ${max_age}`;
      expect(() => Object.assign(cache, { max_age })).toThrow(text);
    }
    Object.assign(cache, { max_age: " 7 " });
    expect(cache.max_age).toBe(7);
  });

  test("of a request is read only", () => {
    const cache = parse_cache_control_header("max-age=5, no-cache, max-stale, min-fresh=x, only-if-cached");
    expect([
      cache.max_age,
      cache.no_cache,
      cache.max_stale,
      cache.min_fresh,
      cache.only_if_cached,
      cache.no_store,
    ]).toEqual([5, true, true, null, true, false]);
    expect(() => {
      cache.max_age = 3;
    }).toThrow("'RequestCacheControl' objects are immutable");
    expect(() => {
      cache.no_store = false;
    }).toThrow("immutable");
    for (const method of ["set", "pop", "popitem", "setdefault", "update", "clear", "delete"])
      expect(() => Reflect.get(cache, method).call(cache, "a", "b")).toThrow("immutable");
    expect([new RequestCacheControl(null).provided, cache.provided]).toEqual([false, true]);
  });
});

describe("ContentSecurityPolicy", () => {
  test("turns attributes into the header", () => {
    const { seen, on_update } = recorder();
    const policy = parse_csp_header("font-src 'self'; media-src *", on_update);
    expect([policy.font_src, policy.media_src, policy.img_src]).toEqual(["'self'", "*", null]);
    policy.default_src = "* 'self' quart.com";
    policy.media_src = null;
    expect(seen).toEqual([
      "font-src 'self'; media-src *; default-src * 'self' quart.com",
      "font-src 'self'; default-src * 'self' quart.com",
    ]);
    expect(inspect(new ContentSecurityPolicy({ "img-src": "*" }))).toBe(
      "<ContentSecurityPolicy img-src='*'>",
    );
  });
});

describe("Authorization", () => {
  test("of Basic gives user and password", () => {
    const auth = Authorization.from_header(`Basic ${Buffer.from("\u0441\u044e:a:b").toString("base64")}`)!;
    expect([auth.type, auth.username, auth.password, auth.token]).toEqual([
      "basic",
      "\u0441\u044e",
      "a:b",
      null,
    ]);
    expect(Authorization.from_header(auth.to_header())!.equals(auth)).toBe(true);
    expect(inspect(auth)).toBe("<Authorization basic>");
  });

  test("of Digest gives its parameters as attributes, by index and by get()", () => {
    const auth = Authorization.from_header('Digest username="Mufasa", realm="a b", nc=00000001, qop="auth"')!;
    expect([
      auth.type,
      auth.username,
      auth["realm"],
      auth.get("nc"),
      auth.get("x"),
      auth.get("x", "y"),
      auth.x,
    ]).toEqual(["digest", "Mufasa", "a b", "00000001", undefined, "y", null]);
    expect(["nc" in auth, "x" in auth]).toEqual([true, false]);
    expect(auth.to_header()).toBe('Digest username=Mufasa, realm="a b", nc=00000001, qop=auth');
  });

  test.each([
    ["Bearer abc==", "bearer", "abc==", "Bearer abc=="],
    ["bearer a.b-c", "bearer", "a.b-c", "Bearer a.b-c"],
    ["x-own", "x-own", "", "X-Own "],
  ])("of %j is a token", (header, type, token, written) => {
    const auth = Authorization.from_header(header)!;
    expect([auth.type, auth.token, auth.to_header()]).toEqual([type, token, written]);
  });

  test.each([null, "", "Basic !", "Basic é", "Basic YQ", "Basic /w==", "Basic YTpi=a"])(
    "of %j is none",
    (header) => {
      expect(Authorization.from_header(header)).toBeNull();
    },
  );

  test("no parameter stands for something of its own", () => {
    const auth = Authorization.from_header("Digest type=basic, token=x, get=y, __proto__=z, constructor=c")!;
    expect([auth.type, auth.token, typeof auth.get, auth.get("type"), auth.get("__proto__")]).toEqual([
      "digest",
      null,
      "function",
      "basic",
      "z",
    ]);
    expect(Object.getPrototypeOf(auth.parameters)).toBeNull();
    expect(() => Object.assign(auth, { username: "x" })).toThrow("cannot be changed");
  });
});

describe("WWWAuthenticate", () => {
  test("tells of each change of its parameters", () => {
    const { seen, on_update } = recorder();
    const auth = new WWWAuthenticate("basic", { realm: "test" });
    auth.on_update = on_update;
    auth.realm = "a b";
    auth.parameters.charset = "UTF-8";
    auth.realm = null;
    delete auth.charset;
    auth.type = "digest";
    auth.token = "t";
    auth.parameters = { nonce: "n" };
    expect(seen).toEqual([
      'Basic realm="a b"',
      'Basic realm="a b", charset=UTF-8',
      "Basic charset=UTF-8",
      "Basic",
      "Digest",
      "Digest t",
      "Digest t",
    ]);
    expect([auth.nonce, auth.get("nonce"), "nonce" in auth, "x" in auth]).toEqual(["n", "n", true, false]);
  });

  test("writes Digest as RFC 7616 wants it, and reads it again", () => {
    const header = 'Digest realm="REALM", nonce="NONCE", qop="auth, auth-int", algorithm=MD5';
    const auth = WWWAuthenticate.from_header(header)!;
    expect(auth.to_header()).toBe(header);
    expect(auth.equals(WWWAuthenticate.from_header(header)!)).toBe(true);
    expect([inspect(auth), WWWAuthenticate.from_header("")]).toEqual([`<WWWAuthenticate ${header}>`, null]);
  });
});

describe("CallbackDict", () => {
  test("tells of each change, and only of changes", () => {
    let changes = 0;
    const dict = new CallbackDict<number>({ a: 1 }, () => void changes++);
    const count = (action: () => unknown) => {
      const before = changes;
      const result = action();
      return [result, changes - before];
    };
    expect(count(() => dict.set("b", 2))).toEqual([undefined, 1]);
    expect(count(() => dict.setdefault("b", 3))).toEqual([2, 0]);
    expect(count(() => dict.setdefault("c", 3))).toEqual([3, 1]);
    expect(count(() => dict.pop("c"))).toEqual([3, 1]);
    expect(count(() => dict.pop("x", null))).toEqual([null, 0]);
    expect(count(() => dict.popitem())).toEqual([["b", 2], 1]);
    expect(count(() => dict.update([["d", 4]]))).toEqual([undefined, 1]);
    expect(count(() => dict.update({}, { d: 4 }))).toEqual([undefined, 1]);
    expect(count(() => dict.delete("x"))).toEqual([false, 0]);
    expect([
      [...dict],
      [...dict.values()],
      dict.size,
      dict.get("x"),
      dict.get("x", 0),
      dict.has("d"),
    ]).toEqual([["a", "d"], [1, 4], 2, undefined, 0, true]);
    expect(count(() => dict.clear())).toEqual([undefined, 1]);
    expect(() => dict.pop("x")).toThrow(expect.objectContaining({ name: "KeyError" }));
    expect(() => dict.popitem()).toThrow(expect.objectContaining({ name: "KeyError" }));
  });
});

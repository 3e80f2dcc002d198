import { describe, expect, test } from "vitest";
import { check_config_value, default_config_values } from "../../src/data/config_values.ts";
import { decode_idna, encode_idna } from "../../src/data/idna.ts";
import { parse_pairs, urlencode } from "../../src/data/query_text.ts";
import { status_line } from "../../src/data/status.ts";
import { timedelta } from "../../src/data/timedelta.ts";
import { quote, safe_set, unquote, unquote_plus, unquote_valid } from "../../src/data/url_text.ts";
import {
  dump_age,
  dump_header,
  HTTP_STATUS_CODES,
  http_date,
  parse_age,
  parse_date,
  parse_dict_header,
  parse_options_header,
  remove_entity_headers,
  remove_hop_by_hop_headers,
} from "../../src/http.ts";
import { host_is_trusted } from "../../src/urls.ts";
import { get_content_type } from "../../src/utils.ts";

describe("status", () => {
  test("has Werkzeug's words and 3.1's form", () => {
    expect([status_line(200), status_line(404), status_line(418), status_line(799)]).toEqual([
      "200 OK",
      "404 NOT FOUND",
      "418 I'M A TEAPOT",
      "799 UNKNOWN",
    ]);
    expect([HTTP_STATUS_CODES[413], HTTP_STATUS_CODES[1]]).toEqual(["Request Entity Too Large", undefined]);
  });
});

describe("timedelta", () => {
  test.each([
    [{ days: 31 }, 2_678_400, "31 days, 0:00:00"],
    [{ days: 1, hours: 1, minutes: 2, seconds: 3 }, 90_123, "1 day, 1:02:03"],
    [{ weeks: 1 }, 604_800, "7 days, 0:00:00"],
    [{ seconds: -1 }, -1, "-1 day, 23:59:59"],
    [{ milliseconds: 1500 }, 1.5, "0:00:01.500000"],
    [{}, 0, "0:00:00"],
  ])("%j is %d seconds", (parts, seconds, text) => {
    const span = timedelta(parts);
    expect([span.total_seconds(), Number(span), String(span)]).toEqual([seconds, seconds, text]);
  });

  test.each([
    [{ days: 1, hours: 2 }, [1, 7200, 0], "1 day, 2:00:00"],
    [{ seconds: -1 }, [-1, 86_399, 0], "-1 day, 23:59:59"],
    [{ days: -1, milliseconds: 1 }, [-1, 0, 1000], "-1 day, 0:00:00.001000"],
    [{ weeks: 1, minutes: 1.5 }, [7, 90, 0], "7 days, 0:01:30"],
    [{ seconds: 59.9999999 }, [0, 60, 0], "0:01:00"],
  ])("%j has Python's days, seconds and microseconds (AP-04)", (parts, expected, text) => {
    const span = timedelta(parts);
    expect([span.days, span.seconds, span.microseconds]).toEqual(expected);
    expect(String(span)).toBe(text);
  });

  test("says what it cannot take", () => {
    expect(() => timedelta(Object.fromEntries([["day", 1]]))).toThrow("timedelta() knows weeks, days");
    expect(() => timedelta({ days: Number.NaN })).toThrow("takes a finite number, not NaN");
  });
});

describe("dates", () => {
  test.each([
    ["Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"],
    ["Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000Z"],
    ["Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37.000Z"],
    ["6 November 1994 08:49 +0130", "1994-11-06T07:19:00.000Z"],
    ["06 Nov 1994 08:49:37 EST", "1994-11-06T13:49:37.000Z"],
    ["06 Nov 1994 08:49:37", "1994-11-06T08:49:37.000Z"],
    ["29 Feb 2024 00:00:00 GMT", "2024-02-29T00:00:00.000Z"],
  ])("%j is read", (text, iso) => {
    expect(parse_date(text)?.toISOString()).toBe(iso);
  });

  test.each([
    null,
    undefined,
    "",
    " ",
    "x",
    "29 Feb 2023 00:00:00 GMT",
    "06 Nov 1994 24:00:00 GMT",
    "06 Nov 1994 08:49:37 +2400",
    "06 Nov 1994",
    "0",
  ])("%j is no date", (text) => {
    expect(parse_date(text)).toBeNull();
  });

  test("are written from a Date, from seconds, from a local time, and for now", () => {
    const local = new Date(2008, 0, 1, 13, 30, 5);
    expect(http_date([2008, 1, 1, 13, 30, 5])).toBe(http_date(local));
    expect([http_date(0), http_date(-0.5), http_date(1.999)]).toEqual([
      "Thu, 01 Jan 1970 00:00:00 GMT",
      "Wed, 31 Dec 1969 23:59:59 GMT",
      "Thu, 01 Jan 1970 00:00:01 GMT",
    ]);
    const before = Math.floor(Date.now() / 1000) * 1000; // as the header has no milliseconds
    const now = parse_date(http_date())!.getTime();
    expect([before <= now, now <= Date.now()]).toEqual([true, true]);
    for (const none of [Number.NaN, 253_402_300_800, -62_135_596_801]) {
      expect(() => http_date(none)).toThrow("which is no date");
    }
    expect([http_date(253_402_300_799), http_date(-62_135_596_800)]).toEqual([
      "Fri, 31 Dec 9999 23:59:59 GMT",
      "Mon, 01 Jan 0001 00:00:00 GMT",
    ]);
  });

  test("ages are whole seconds from 0 up", () => {
    expect([parse_age("1_0"), parse_age("٣")]).toEqual([null, null]);
    expect([parse_age("60")?.total_seconds(), parse_age("-1"), parse_age("x"), parse_age("")]).toEqual([
      60,
      null,
      null,
      null,
    ]);
    expect([dump_age(60.9), dump_age(timedelta({ minutes: 1 })), dump_age(null)]).toEqual(["60", "60", null]);
    expect(() => dump_age(-1)).toThrow("an age counts seconds from 0 up");
  });
});

describe("URL text", () => {
  test.each([
    ["a%20b", "a b", "a b"],
    ["%C3%A9%e9", "é\ufffd", "é%E9"],
    ["100%", "100%", "100%"],
    ["%zz%4", "%zz%4", "%zz%4"],
    ["é%C3%A9", "éé", "éé"],
    ["%F0%9F%90%8D", "🐍", "🐍"],
    ["%ED%A0%80", "\ufffd\ufffd\ufffd", "%ED%A0%80"],
    ["%C0%AF", "\ufffd\ufffd", "%C0%AF"],
    ["%F4%90%80%80", "\ufffd\ufffd\ufffd\ufffd", "%F4%90%80%80"],
    ["%E2%98", "\ufffd", "%E2%98"],
    ["%EF%BB%BFa", "\ufeffa", "\ufeffa"],
    ["%EF%BF%BD%ff", "\ufffd\ufffd", "\ufffd%FF"],
  ])("%j is decoded without ever throwing", (text, replaced, kept) => {
    expect([unquote(text), unquote_valid(text), unquote_plus(`${text}+`)]).toEqual([
      replaced,
      kept,
      `${kept} `,
    ]);
  });

  test("is quoted but for what is safe", () => {
    expect([
      quote("a b/é~", safe_set("/")),
      quote(new Uint8Array([0xff, 0x41]), safe_set("")),
      quote("%41", safe_set("%")),
    ]).toEqual(["a%20b/%C3%A9~", "%FFA", "%41"]);
  });

  test.each([
    ["a=1&b=2&a=3", ["a", "1", "b", "2", "a", "3"]],
    ["a&b=&=c&&", ["a", "", "b", "", "", "c"]],
    ["a+b=c%2Bd", ["a b", "c+d"]],
    ["a=b=c", ["a", "b=c"]],
    ["x=%ff&y=%C3%A9", ["x", "%FF", "y", "é"]],
    ["", []],
  ])("the query %j has its pairs", (query, pairs) => {
    expect(parse_pairs(query)).toEqual(pairs);
  });

  test("a query is read no further than it is to be", () => {
    expect(parse_pairs("a=1&b=2&c=3", 2)).toEqual(["a", "1", "b", "2"]);
  });

  test("pairs are written as Werkzeug writes them", () => {
    expect(
      urlencode([
        ["a b", "c&d"],
        ["é", "/x?y@z"],
        ["n", null],
        ["t", 1],
      ]),
    ).toBe("a+b=c%26d&%C3%A9=/x?y@z&t=1");
  });
});

describe("IDNA", () => {
  test.each([
    ["☃.net", "xn--n3h.net"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["straße.de", "strasse.de"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["例え。jp", "xn--r8jz45g.jp"],
    ["a\u00adb.com", "ab.com"],
    ["Ⅷ.com", "viii.com"],
    ["עברית.il", "xn--5dbqzzl.il"],
    ["example.com.", "example.com."],
    ["127.1", "127.1"],
    ["", ""],
  ])("%j is %j", (domain, ascii) => {
    expect(encode_idna(domain)).toBe(ascii);
  });

  test.each(["a..b", ".com", `${"a".repeat(64)}.com`, "\u2028a", "אa", "xn--\u00e9", "é".repeat(2000)])(
    "%j is no domain",
    (domain) => {
      expect(() => encode_idna(domain)).toThrow(expect.objectContaining({ name: "ValueError" }));
    },
  );

  test("decodes what encodes back, and leaves the rest", () => {
    expect(
      ["xn--n3h.net", "xn--.a", "xn--a.b", "xn--N3H.net", "plain.org", "xn--99999999999.a"].map(decode_idna),
    ).toEqual(["☃.net", "xn--.a", "xn--a.b", "☃.net", "plain.org", "xn--99999999999.a"]);
  });
});

describe("hosts", () => {
  test.each([
    ["example.com", ["example.com"], true],
    ["EXAMPLE.com:8080", ["example.COM"], true],
    ["a.example.com", [".example.com"], true],
    ["example.com", [".example.com:80"], true],
    ["xn--n3h.net", ["☃.net"], true],
    ["badexample.com", [".example.com"], false],
    ["example.com", ["a..b"], false],
    ["example.com", [], true],
    ["example.com", "example.com", true],
    ["example.com:99999", [], false],
    ["example.com:fake@legit.com", [], false],
    ["legit.com/evil", [], false],
    ["a b", [], false],
    ["", [], false],
    [null, [], false],
  ])("%j in %j is trusted: %j", (host, trusted, answer) => {
    expect(host_is_trusted(host, trusted)).toBe(answer);
    expect(host_is_trusted(host, { trusted_list: trusted })).toBe(answer);
  });
});

test("the charset of a textual type is named, in turn or by name", () => {
  expect(get_content_type("text/css", "utf-8")).toBe("text/css; charset=utf-8");
  expect(get_content_type("image/svg+xml", { charset: "latin1" })).toBe("image/svg+xml; charset=latin1");
  expect(get_content_type("image/png", "utf-8")).toBe("image/png");
});

describe("dictionaries of header values", () => {
  test("have no prototype for a client to reach", () => {
    const dict = parse_dict_header("__proto__=a, constructor=b");
    const [, options] = parse_options_header("x; __proto__=a; constructor*0=b; constructor*1=c");
    expect([Object.getPrototypeOf(dict), Object.getPrototypeOf(options)]).toEqual([null, null]);
    expect([Object.entries(dict), Object.entries(options)]).toEqual([
      [
        ["__proto__", "a"],
        ["constructor", "b"],
      ],
      [
        ["__proto__", "a"],
        ["constructor", "bc"],
      ],
    ]);
  });

  test("names that are whole numbers come first, as in JavaScript's objects", () => {
    expect(Object.keys(parse_dict_header("x, 0"))).toEqual(["0", "x"]);
  });

  test("are written from objects, Maps and lists", () => {
    const pairs = { a: "b c", d: null, "e*": "x y" };
    expect([
      dump_header(pairs),
      dump_header(new Map(Object.entries(pairs))),
      dump_header(new Set(["a", "b c"])),
      dump_header([null, true, false, 0.00001]),
    ]).toEqual(['a="b c", d, e*=x y', 'a="b c", d, e*=x y', 'a, "b c"', "None, True, False, 1e-05"]);
  });
});

describe("groups of headers", () => {
  test("are removed in place", () => {
    const make = (): [string, string][] => [
      ["Date", "d"],
      ["Content-Type", "t"],
      ["Expires", "e"],
      ["Connection", "c"],
    ];
    const [one, two, three, four] = [make(), make(), make(), make()];
    remove_entity_headers(one);
    remove_entity_headers(two, ["content-type"]);
    remove_entity_headers(four, { allowed: ["content-type"] });
    expect(four).toEqual(two);
    remove_hop_by_hop_headers(three);
    expect([one, two, three].map((headers) => headers.map(([name]) => name))).toEqual([
      ["Date", "Expires", "Connection"],
      ["Date", "Content-Type", "Connection"],
      ["Date", "Content-Type", "Expires"],
    ]);
  });
});

describe("config values", () => {
  test("start as Flask's, but for the limit on bodies", () => {
    const values = default_config_values();
    expect(Object.keys(values)).toHaveLength(29);
    expect([
      values.MAX_CONTENT_LENGTH,
      values.SESSION_COOKIE_NAME,
      Number(values.PERMANENT_SESSION_LIFETIME),
    ]).toEqual([16_777_216, "session", 2_678_400]);
    for (const [key, value] of Object.entries(values))
      expect(() => check_config_value(key, value)).not.toThrow();
    expect(default_config_values()).not.toBe(values);
  });

  test.each([
    ["DEBUG", "1", "config DEBUG takes true or false, not '1'"],
    ["MAX_FORM_PARTS", -1, "config MAX_FORM_PARTS takes a whole number from 0 up, or null, not -1"],
    [
      "PERMANENT_SESSION_LIFETIME",
      null,
      "config PERMANENT_SESSION_LIFETIME takes seconds or a timedelta, not null",
    ],
    ["TRUSTED_HOSTS", "a.com", "config TRUSTED_HOSTS takes a list of strings, or null, not 'a.com'"],
    [
      "SESSION_COOKIE_SAMESITE",
      "strictly",
      'config SESSION_COOKIE_SAMESITE takes "Strict", "Lax", "None" or null, not \'strictly\'',
    ],
    ["SECRET_KEY", 12345, "config SECRET_KEY takes a string, bytes or null, not a value of type number"],
    [
      "SECRET_KEY_FALLBACKS",
      [1],
      "config SECRET_KEY_FALLBACKS takes a list of strings or bytes, or null, not a list",
    ],
  ])("%s refuses %j", (key, value, message) => {
    expect(() => check_config_value(key, value)).toThrow(message);
    expect(() => check_config_value(key, value)).toThrow(
      expect.objectContaining({ name: "ConfigValueError", key, value }),
    );
  });

  test("of the app's own hold anything", () => {
    expect(() => check_config_value("MY_KEY", Symbol("x"))).not.toThrow();
    expect(() => check_config_value("toString", 1)).not.toThrow();
  });
});

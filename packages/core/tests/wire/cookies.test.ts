import { expect, test } from "vitest";
import { cpu_milliseconds, HOSTILE_MS } from "../../../../tests/support/cpu_time.ts";
import { dump_cookie } from "../../src/data/cookie_text.ts";
import { timedelta } from "../../src/data/timedelta.ts";
import { parse_cookie } from "../../src/wire/cookies.ts";
import { ImmutableMultiDict } from "../../src/wire/immutable_multi_dict.ts";
import { Response } from "../../src/wire/response.ts";
import { make_request } from "./make_request.ts";

test("bytes that are no UTF-8, and text that is beyond bytes, stay as they are", () => {
  expect(parse_cookie("a=\u00e9; b=1").get("a")).toBe("\u00e9");
  expect(parse_cookie("a=\u2603\u00e9; b=1").get("a")).toBe("\u2603\u00e9");
  expect(parse_cookie("a=\u00c3\u00a9; b=1").get("a")).toBe("\u00e9");
});

// What Werkzeug 3.1.9 reads of the same headers.
test.each([
  [
    "a=1; a=2",
    [
      ["a", "1"],
      ["a", "2"],
    ],
  ],
  ["=__Host-x=y; b=1", [["b", "1"]]],
  ["==__Host-x=y", []],
  ["%5f%5fHost-x=1", [["%5f%5fHost-x", "1"]]],
  [
    "\u00a0a=evil; a=good",
    [
      ["\u00a0a", "evil"],
      ["a", "good"],
    ],
  ],
  ["c", [["c", ""]]],
  [
    " a = 1 ;\tb=2",
    [
      ["a", "1"],
      ["b", "2"],
    ],
  ],
  [
    'a="x\\073y"; b="\\303\\251"',
    [
      ["a", "x;y"],
      ["b", "é"],
    ],
  ],
  ['a="x; b=1', [["b", "1"]]],
  ["a b=1; c=2", [["c", "2"]]],
  ["a=1 2; c=2", [["c", "2"]]],
  [
    "__proto__=1; constructor=2",
    [
      ["__proto__", "1"],
      ["constructor", "2"],
    ],
  ],
  ["fÃ¼=fÃ¤", [["fü", "fä"]]],
  ["", []],
  [null, []],
])("the header %j", (header, pairs) => {
  expect(Array.from(parse_cookie(header).items({ multi: true }))).toEqual(pairs);
});

test("request.cookies: the first value, undefined for a missing one, several headers as one", () => {
  const { cookies } = make_request({
    method: "GET",
    target: "/",
    headers: [
      ["Cookie", "a=1; a=2; %5f%5fHost-x=1"],
      ["cookie", "b=3"],
    ],
  });
  expect([cookies["a"], cookies.get("a"), cookies["none"], cookies["b"], cookies["__Host-x"]]).toEqual([
    "1",
    "1",
    undefined,
    "3",
    undefined,
  ]);
  expect(cookies.getlist("a")).toEqual(["1", "2"]);
});

test.each([
  ["backslashes", `a="${"\\".repeat(16_000)}"`],
  ["4000 pairs", "a=1;".repeat(4000)],
  ["semicolons", ";".repeat(16_000)],
  ["spaces", `a=${" ".repeat(16_000)}x`],
  ["open quotes", 'a="'.repeat(5000)],
  ["open quotes with semicolons", 'a=";'.repeat(4000)],
  ["escaped quotes", `${'a="\\";'.repeat(3000)}`],
])("16 KB of %s are read in a moment", (_, header) => {
  expect(cpu_milliseconds(() => parse_cookie(header))).toBeLessThan(HOSTILE_MS);
});

test("attributes stand in Werkzeug's order", () => {
  const options = {
    max_age: timedelta({ minutes: 1 }),
    expires: 0,
    path: "/a b",
    domain: ".example.org:80",
    secure: true,
    httponly: true,
    samesite: "lax",
    partitioned: true,
  };
  expect(dump_cookie("k", "v", options)).toBe(
    "k=v; Domain=example.org; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60; Secure; HttpOnly; Path=/a%20b; SameSite=Lax; Partitioned",
  );
});

test("max_age alone is sent as Expires too; partitioned is secure; path null is left out", () => {
  expect(dump_cookie("k", "v", { max_age: 60 })).toMatch(/^k=v; Expires=\w{3}, .* GMT; Max-Age=60; Path=\/$/);
  expect(dump_cookie("k", "v", { partitioned: true, path: null })).toBe("k=v; Secure; Partitioned");
  expect(dump_cookie("k")).toBe("k=; Path=/");
  expect(dump_cookie("k", "v", { max_age: 1.9, sync_expires: false })).toBe("k=v; Max-Age=1; Path=/");
  expect(dump_cookie("k", "v", { expires: new Date(0), max_age: null, domain: null, samesite: null })).toBe(
    "k=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
  );
});

// Werkzeug lets some of these through; nothing of a cookie may become another cookie or header.
test.each([
  ["key a;b", () => dump_cookie("a;b", "v")],
  ["key a=b", () => dump_cookie("a=b", "v")],
  ["key with a line break", () => dump_cookie("a\r\nb", "v")],
  ["no key", () => dump_cookie("", "v")],
  ["key é;", () => dump_cookie("é;", "v")],
  ["domain e;Secure", () => dump_cookie("k", "v", { domain: "e;Secure" })],
  ["domain with a line break", () => dump_cookie("k", "v", { domain: "e\r\n" })],
  ["domain with an empty label", () => dump_cookie("k", "v", { domain: "a..b" })],
  ["samesite Lax;Domain=e", () => dump_cookie("k", "v", { samesite: "Lax;Domain=e" })],
  ["samesite empty", () => dump_cookie("k", "v", { samesite: "" })],
  ["expires beyond ASCII", () => dump_cookie("k", "v", { expires: "é" })],
  ["domain [::1]", () => dump_cookie("k", "v", { domain: "[::1]:80" })],
  ["expires with a semicolon", () => dump_cookie("k", "v", { expires: "x; Domain=e" })],
  ["expires with a line break", () => dump_cookie("k", "v", { expires: "x\r\nX: 1" })],
  ["max_age NaN", () => dump_cookie("k", "v", { max_age: Number.NaN })],
])("refused: %s", (_, dump) => {
  expect(dump).toThrow(expect.objectContaining({ name: "ValueError" }));
});

test.each([[5], [null], [new Uint8Array(1)], [{}]])("a value that is no string is refused: %j", (value) => {
  expect(() => dump_cookie("k", value as unknown as string)).toThrow(TypeError); // the type refuses it as well
});

test("a name beyond ASCII goes out as the bytes of its UTF-8, and is read so", () => {
  const text = dump_cookie("fö", "fö", { path: null });
  expect(text).toBe('f\u00c3\u00b6="f\\303\\266"');
  expect([...parse_cookie(text).items()]).toEqual([["fö", "fö"]]);
});

test("cookies are read from a WSGI environment and into another class as well", () => {
  expect([...parse_cookie({ HTTP_COOKIE: "a=1; a=2" }).items(true)].join(" ")).toBe("a,1 a,2");
  expect(parse_cookie(new Map([["HTTP_COOKIE", "a=1"]]))["a"]).toBe("1");
  expect(parse_cookie({}).length).toBe(0);
  expect(parse_cookie("a=1", ImmutableMultiDict)).toBeInstanceOf(ImmutableMultiDict);
  expect(parse_cookie("a=1", { cls: ImmutableMultiDict })["a"]).toBe("1");
});

test("what a value or path may not hold is quoted", () => {
  expect(dump_cookie("k", "x\r\nSet-Cookie: e=1;é\u001f", { path: null })).toBe(
    'k="x\\015\\012Set-Cookie: e=1\\073\\303\\251\\037"',
  );
  expect(dump_cookie("k", "v", { path: "/;Domain=e" })).toBe("k=v; Path=/%3BDomain=e");
  expect(dump_cookie("k", "v", { path: "/\r\nX:1" })).toBe("k=v; Path=/%0D%0AX:1");
});

test("what is dumped is read back", () => {
  for (const value of ["", "plain", "a b", "a;b,c", 'q"\\', "é日本", "\u0000\u007f", "%41", '"']) {
    const text = dump_cookie("k", value, { path: null });
    expect(parse_cookie(text).get("k")).toBe(value);
  }
});

test("a cookie that browsers drop is warned of by name and size, and sent all the same", async () => {
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
  const response = new Response();
  response.set_cookie("a", "x".repeat(5000), { path: null });
  expect(response.header_list.get("Set-Cookie")).toHaveLength(5002);
  expect((await warned).message).toBe(
    "The 'a' cookie is too large: the value was 5000 bytes but the header required 2 extra bytes. The final size was " +
      "5002 bytes but the limit is 4093 bytes. Browsers may silently ignore cookies larger than this.",
  );
});

test("max_cookie_size 0 gives no warning", async () => {
  const warnings: unknown[] = [];
  const take = (warning: unknown) => warnings.push(warning);
  process.on("warning", take);
  const response = new Response();
  response.max_cookie_size = 0;
  response.set_cookie("a", "x".repeat(5000));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", take);
  expect(warnings).toEqual([]);
});

test("max_age may stand in place of the options", () => {
  const response = new Response();
  for (const max_age of [60, timedelta({ minutes: 1 })]) response.set_cookie("k", "v", max_age);
  for (const cookie of response.headers.getlist("Set-Cookie")) expect(cookie).toContain("Max-Age=60; Path=/");
});

test("set_cookie and delete_cookie add a header each, with the same attributes", () => {
  const response = new Response();
  const where = {
    path: "/x",
    domain: "a.b",
    secure: true,
    httponly: true,
    samesite: "Strict",
    partitioned: true,
  };
  response.set_cookie("k", "v", where);
  response.delete_cookie("k", where);
  expect(response.headers.getlist("Set-Cookie")).toEqual([
    "k=v; Domain=a.b; Secure; HttpOnly; Path=/x; SameSite=Strict; Partitioned",
    "k=; Domain=a.b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Secure; HttpOnly; Path=/x; SameSite=Strict; Partitioned",
  ]);
});

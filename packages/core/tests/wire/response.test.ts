import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { cpu_milliseconds, HOSTILE_MS } from "../../../../tests/support/cpu_time.ts";
import { HeaderList } from "../../src/data/header_list.ts";
import { WWWAuthenticate } from "../../src/data/www_authenticate.ts";
import type { ConditionalOptions } from "../../src/wire/conditional_request.ts";
import { RequestedRangeNotSatisfiable } from "../../src/wire/errors.ts";
import { redirect } from "../../src/wire/redirect.ts";
import { Response } from "../../src/wire/response.ts";
import { make_request } from "./make_request.ts";

const get = (headers: [string, string][] = [], method = "GET") =>
  make_request({ method, target: "/", headers });

/** The sent headers as an object. */
function sent(response: Response, method = "GET"): Record<string, string> {
  return Object.fromEntries(new HeaderList(response.wire_headers(method)));
}

async function collect(response: Response, method = "GET"): Promise<string> {
  const body = response.wire_body(method);
  if (body === null) return "";
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.from(body).toString();
  let text = "";
  for (let step = await body.next(); !step.done; step = await body.next())
    text += Buffer.from(step.value).toString();
  return text;
}

test.each([
  ["text", "hé", "hé", "3"],
  ["bytes", Buffer.from("hé"), "hé", "3"],
  ["a list", ["a", Buffer.from("b"), "é"], "abé", "4"],
  ["a list of text", ["a", "b"], "ab", "2"],
  ["nothing", null, "", "0"],
  ["an iterator", ["a", "b"].values(), "ab", undefined],
  [
    "an async generator",
    (async function* () {
      yield "a";
      yield Buffer.from("b");
    })(),
    "ab",
    undefined,
  ],
  ["a Readable", Readable.from(["a", "b"]), "ab", undefined],
])("a body of %s", async (_, body, text, length) => {
  const response = new Response(body);
  expect(sent(response)["Content-Length"]).toBe(length);
  expect([response.is_sequence, response.is_streamed]).toEqual([length !== undefined, length === undefined]);
  expect(await collect(response)).toBe(text);
  await response.close();
});

test("arguments in Python's order or by name", () => {
  const expected = { status: "201 CREATED", type: "text/plain; charset=utf-8", x: "1" };
  const made = [
    new Response("b", 201, { "X-A": "1" }, { mimetype: "text/plain" }),
    new Response("b", { status: 201, headers: [["X-A", "1"]], mimetype: "text/plain" }),
    new Response("b", 201, { mimetype: "text/plain", headers: { "X-A": "1" } }),
    new Response("b", null, new HeaderList(["X-A", "1"]), {
      status: 201,
      content_type: "text/plain; charset=utf-8",
    }),
  ];
  for (const response of made) {
    expect({ status: response.status, type: response.content_type, x: response.headers["x-a"] }).toEqual(
      expected,
    );
  }
});

test.each([
  [404, 404, "404 NOT FOUND", "NOT FOUND"],
  [299, 299, "299 UNKNOWN", "UNKNOWN"],
  ["404 Not Here", 404, "404 Not Here", "Not Here"],
  ["404", 404, "404 NOT FOUND", "NOT FOUND"],
  ["weird", 0, "0 weird", "weird"],
])("status %j", (given, code, status, reason) => {
  const response = new Response("", given);
  expect([response.status_code, response.status, response.reason]).toEqual([code, status, reason]);
});

test.each(["", "  ", "OK\r\nX: y", "200 OK\u0000", "200 日"])("status %j is refused", (status) => {
  expect(() => new Response("", status)).toThrow(expect.objectContaining({ name: "ValueError" }));
});

test("a subclass has another default type", () => {
  class Plain extends Response {
    static override readonly default_mimetype = "application/json";
  }
  expect(new Plain("{}").content_type).toBe("application/json");
  expect(new Response("x", { content_type: "x/y" }).mimetype).toBe("x/y");
  expect([
    new Response("x", { mimetype: "application/vnd.x+json" }).is_json,
    new Response("x").is_json,
  ]).toEqual([true, false]);
});

test("data is read and replaced, and Content-Length with it", () => {
  const response = new Response("old");
  response.data = "néw";
  expect([response.get_data({ as_text: true }), response.data.length, response.content_length]).toEqual([
    "néw",
    4,
    4,
  ]);
  response.set_data(Buffer.from([1, 2]));
  expect(response.get_data()).toEqual(Buffer.from([1, 2]));
  response.headers["Content-Length"] = "3";
  expect(sent(response)["Content-Length"]).toBe("2");
});

test("a stream is collected by get_data when it is synchronous, else by make_sequence", async () => {
  const lazy = new Response(["a", "b"].values());
  expect(lazy.calculate_content_length()).toBe(null);
  expect([lazy.get_data({ as_text: true }), lazy.is_sequence, lazy.calculate_content_length()]).toEqual([
    "ab",
    true,
    2,
  ]);
  const later = new Response(
    (async function* () {
      yield "x";
    })(),
  );
  expect(() => later.data).toThrow("make_sequence");
  await later.make_sequence();
  expect(later.get_data({ as_text: true })).toBe("x");
  await later.freeze();
  expect([later.content_length, later.get_etag()]).toEqual([
    1,
    ["11f6ad8ec52a2984abaafd7c3b516503785c2072", false],
  ]);
});

test.each([
  [200, "GET", "hello", "5"],
  [200, "HEAD", "", "5"],
  [204, "GET", "", undefined],
  [100, "GET", "", undefined],
  [304, "GET", "", undefined],
  [404, "HEAD", "", "5"],
])("%i to %s sends the body %j", async (status, method, body, length) => {
  const response = new Response("hello", status, { "Content-Encoding": "x", ETag: '"t"' });
  expect(await collect(response, method)).toBe(body);
  const headers = sent(response, method);
  expect(headers["Content-Length"]).toBe(length);
  expect([headers["ETag"], "Content-Type" in headers, "Content-Encoding" in headers]).toEqual([
    '"t"',
    status !== 304,
    status !== 304,
  ]);
});

test.each([
  ["/a b", "/a%20b"],
  ["/日本?x=é", "/%E6%97%A5%E6%9C%AC?x=%C3%A9"],
  ["//evil.com", "//evil.com"],
  ["javascript:alert(1)", "javascript:alert(1)"],
])("the location %j goes out as %j, the header as set stays", (location, quoted) => {
  const response = redirect(location);
  expect([sent(response)["Location"], response.location]).toEqual([quoted, location]);
});

test("a redirect takes its code and class in turn or by name", () => {
  class Own extends Response {}
  expect([redirect("/a", { code: 308 }).status_code, redirect("/a", {}).status_code]).toEqual([308, 302]);
  expect([redirect("/a", 303, Own), redirect("/a", { Response: Own })]).toEqual([
    expect.any(Own),
    expect.any(Own),
  ]);
});

test("the page of a redirect is escaped, a line break in its target refused", () => {
  const response = redirect('"><script>alert(1)</script>', 303);
  expect(response.status_code).toBe(303);
  expect(response.get_data({ as_text: true })).toBe(
    "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected " +
      'automatically to the target URL: <a href="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&#34;&gt;&lt;script&gt;' +
      "alert(1)&lt;/script&gt;</a>. If not, click the link.\n",
  );
  expect(() => redirect("/a\r\nX: 1")).toThrow("Header values must not contain newline characters");
});

test("closing ends the stream and runs the callbacks, once", async () => {
  const log: string[] = [];
  async function* body(): AsyncGenerator<string> {
    try {
      yield "a";
      yield "b";
    } finally {
      log.push("finally");
    }
  }
  const response = new Response(body());
  response.call_on_close(() => log.push("one"));
  response.call_on_close(async () => log.push("two"));
  const reader = response.wire_body("GET") as AsyncIterator<string>;
  await reader.next();
  await response.close();
  await response.close();
  expect(log).toEqual(["finally", "one", "two"]);
});

test("a stream that nobody read is closed all the same", async () => {
  let destroyed = false;
  const readable = new Readable({
    read() {},
    destroy(error, done) {
      destroyed = true;
      done(error);
    },
  });
  const response = new Response(readable);
  expect(response.wire_body("HEAD")).toBeNull();
  await response.close();
  expect(destroyed).toBe(true);
});

test("a stream that is replaced is ended, one that is cut to a range is not", async () => {
  const readable = Readable.from([Buffer.from("0123456789")]);
  const response = new Response(readable, { headers: { "Content-Length": "10" } });
  response.make_conditional(get([["Range", "bytes=0-2"]]), { accept_ranges: true, complete_length: 10 });
  expect(readable.destroyed).toBe(false);
  const other = Readable.from(["x"]);
  const replaced = new Response(other);
  replaced.data = "new";
  expect([other.destroyed, await collect(replaced)]).toEqual([true, "new"]);
  expect(await collect(response)).toBe("012");
});

test.each([[5], [{ a: 1 }], [true], [new Map()]])("a body of %j is refused in words", (body) => {
  expect(() => new Response(body as unknown as string)).toThrow("text, bytes, a list of these or a stream");
});

test("a web stream that nobody read is cancelled", async () => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    cancel: () => {
      cancelled = true;
    },
  });
  await new Response(stream).close();
  expect(cancelled).toBe(true);
});

test("a callback that fails does not keep the stream open", async () => {
  let closed = false;
  const iterator: Iterator<string> = {
    next: () => ({ done: true, value: undefined }),
    return: () => {
      closed = true;
      return { done: true, value: undefined };
    },
  };
  const response = new Response(iterator);
  response.call_on_close(() => {
    throw new Error("callback");
  });
  await expect(response.close()).rejects.toThrow("callback");
  expect(closed).toBe(true);
});

test("a file that is missing is an error for the reader, not for the process", async () => {
  const { createReadStream } = await import("node:fs");
  const response = new Response(createReadStream("/nonexistent/file"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await expect(collect(response)).rejects.toThrow("ENOENT");
});

test("sets of names write their header and leave none when they are empty", () => {
  const response = new Response();
  response.vary.add("Cookie");
  response.vary.add("cookie");
  response.vary.add("Accept");
  expect(response.headers["Vary"]).toBe("Cookie, Accept");
  response.vary.remove("cookie");
  response.vary.remove("Accept");
  expect("Vary" in response.headers).toBe(false);
  response.allow = ["GET", "PUT"];
  response.content_language = "en, de";
  expect([response.allow.has("put"), Array.from(response.content_language)]).toEqual([true, ["en", "de"]]);
  response.allow = null;
  expect(response.headers["Allow"]).toBeUndefined();
});

test("headers as values", () => {
  const response = new Response();
  const date = new Date("2020-01-04T18:52:16Z");
  Object.assign(response, {
    last_modified: date,
    expires: 0,
    date,
    age: 60,
    content_md5: "x",
    content_location: "/l",
  });
  expect([response.last_modified, response.expires, response.date, response.age?.total_seconds()]).toEqual([
    date,
    new Date(0),
    date,
    60,
  ]);
  response.retry_after = 60;
  expect(response.headers["Retry-After"]).toBe("60");
  const before = Date.now() + 60_000;
  const at = response.retry_after!.getTime();
  expect([before <= at, at <= Date.now() + 60_000]).toEqual([true, true]);
  response.retry_after = date;
  expect(response.retry_after).toEqual(date);
  response.cache_control.max_age = 60;
  response.cache_control.no_cache = true;
  response.cache_control.no_cache = null;
  response.cache_control.public = true;
  expect(response.headers["Cache-Control"]).toBe("max-age=60, public");
  response.content_security_policy.default_src = "'self'";
  expect(response.headers["Content-Security-Policy"]).toBe("default-src 'self'");
  response.content_security_policy = null;
  expect(response.headers["Content-Security-Policy"]).toBeUndefined();
  response.www_authenticate = [new WWWAuthenticate("basic", { realm: "a b" }), new WWWAuthenticate("bearer")];
  expect(response.headers.getlist("WWW-Authenticate")).toEqual(['Basic realm="a b"', "Bearer"]);
  response.content_range.set(0, 5, 10, "bytes");
  expect([response.headers["Content-Range"], response.content_range.length]).toEqual(["bytes 0-4/10", 10]);
  response.content_range.unset();
  expect(response.headers["Content-Range"]).toBeUndefined();
  response.access_control_allow_credentials = true;
  response.access_control_allow_methods = ["GET"];
  expect([
    response.access_control_allow_credentials,
    response.headers["Access-Control-Allow-Methods"],
  ]).toEqual([true, "GET"]);
  expect([response.cross_origin_opener_policy, response.accept_ranges, response.location]).toEqual([
    "unsafe-none",
    null,
    null,
  ]);
  response.mimetype_params = { charset: "ascii" };
  expect([response.content_type, response.mimetype_params]).toEqual([
    "text/html; charset=ascii",
    { charset: "ascii" },
  ]);
  response.mimetype_params["level"] = "1";
  delete response.mimetype_params["charset"];
  expect(response.content_type).toBe("text/html; level=1");
});

test("an ETag is set, weak or not, and made of the body", () => {
  const response = new Response("x");
  response.set_etag("t", { weak: true });
  expect([response.headers["ETag"], response.get_etag()]).toEqual(['W/"t"', ["t", true]]);
  response.add_etag();
  expect(response.get_etag()).toEqual(["t", true]);
  response.add_etag(true, true);
  expect(response.get_etag()[1]).toBe(true);
  response.add_etag({ overwrite: true });
  expect(response.get_etag()).toEqual(["11f6ad8ec52a2984abaafd7c3b516503785c2072", false]);
});

const BODY = "0123456789";

function conditional(
  headers: [string, string][],
  options: ConditionalOptions = {},
  method = "GET",
): Response {
  const response = new Response(BODY);
  response.set_etag("t");
  response.last_modified = 1_700_000_000;
  return response.make_conditional(get(headers, method), options);
}

test.each([
  [[], 200],
  [[["If-None-Match", '"t"']], 304],
  [[["If-None-Match", 'W/"t"']], 304],
  [[["If-None-Match", "*"]], 304],
  [[["If-None-Match", '"u"']], 200],
  [[["If-Match", '"u"']], 412],
  [[["If-Match", '"t"']], 200],
  [[["If-Modified-Since", "Tue, 14 Nov 2023 22:13:20 GMT"]], 304],
  [[["If-Modified-Since", "Tue, 14 Nov 2023 22:13:19 GMT"]], 200],
] as [[string, string][], number][])("conditional to %j is %i; a POST never is", (headers, status) => {
  const response = conditional(headers);
  expect([response.status_code, response.headers["Date"] === undefined]).toEqual([status, false]);
  expect(conditional(headers, {}, "POST").status_code).toBe(200);
  expect(conditional(headers, {}, "HEAD").status_code).toBe(status);
});

const RANGES: ConditionalOptions = { accept_ranges: true, complete_length: BODY.length };

test.each([
  ["bytes=0-0", "0", "bytes 0-0/10"],
  ["bytes=5-", "56789", "bytes 5-9/10"],
  ["bytes=-3", "789", "bytes 7-9/10"],
  ["bytes=8-99", "89", "bytes 8-9/10"],
])("the range %j", async (range, body, content_range) => {
  const response = conditional([["Range", range]], RANGES);
  expect([response.status_code, response.headers["Content-Range"], response.accept_ranges]).toEqual([
    206,
    content_range,
    "bytes",
  ]);
  expect([await collect(response), sent(response)["Content-Length"]]).toEqual([body, String(body.length)]);
});

test.each(["bytes=-0", "bytes=5-1", "bytes=0-,1-", "bytes=10-", "nonsense", `bytes=${"0-,".repeat(4000)}`])(
  "the range %.20j is refused with the length",
  (range) => {
    let error: unknown;
    try {
      conditional([["Range", range]], RANGES);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(RequestedRangeNotSatisfiable);
    expect((error as RequestedRangeNotSatisfiable).get_headers()).toContainEqual([
      "Content-Range",
      "bytes */10",
    ]);
    const answer = () => expect(() => conditional([["Range", range]], RANGES)).toThrow();
    expect(cpu_milliseconds(answer)).toBeLessThan(HOSTILE_MS);
  },
);

test.each([
  ['"t"', 206],
  ['"u"', 200],
  ["Tue, 14 Nov 2023 22:13:20 GMT", 206],
  ["Tue, 14 Nov 2023 22:13:19 GMT", 200],
])("If-Range %j with a range is %i", (if_range, status) => {
  expect(
    conditional(
      [
        ["Range", "bytes=0-0"],
        ["If-Range", if_range],
      ],
      RANGES,
    ).status_code,
  ).toBe(status);
});

test("a range of a stream drops what is before it and stops behind it", async () => {
  let closed = false;
  async function* body(): AsyncGenerator<string> {
    try {
      yield "012";
      yield "345";
      yield "678";
      throw new Error("read too far");
    } finally {
      closed = true;
    }
  }
  const response = new Response(body(), { headers: { "Content-Length": "9" } });
  response.make_conditional(get([["Range", "bytes=2-6"]]), { accept_ranges: true, complete_length: 9 });
  expect([await collect(response), closed, sent(response)["Content-Length"]]).toEqual(["23456", true, "5"]);
});

test("a challenge that is replaced keeps its place among the headers; an empty content range is none", () => {
  const response = new Response("");
  response.www_authenticate = new WWWAuthenticate("basic", { realm: "a" });
  response.headers["X-After"] = "1";
  response.content_range = "bytes 0-1/2";
  response.www_authenticate = [new WWWAuthenticate("bearer", null, "t"), new WWWAuthenticate("basic")];
  response.content_range = "";
  const own = [...response.headers].filter(
    ([name]) => !name.startsWith("Content-T") && name !== "Content-Length",
  );
  expect(own.map(([name, value]) => `${name}: ${value}`)).toEqual([
    "WWW-Authenticate: Bearer t",
    "X-After: 1",
    "WWW-Authenticate: Basic",
  ]);
});

test("a response's JSON is read like a request's: V8 takes an escaped key for one it has seen in its place", () => {
  const json = (text: string) => new Response(text, { mimetype: "application/json" }).json;
  expect(json('{"a":1,"\\\\":2}')).toEqual({ a: 1, "\\": 2 });
  expect(json('{"a":1,"\\u00e9":2}')).toEqual({ a: 1, é: 2 });
  expect(() => json("{")).toThrow("Expecting property name");
  expect(new Response("{", { mimetype: "application/json" }).get_json({ silent: true })).toBeNull();
});

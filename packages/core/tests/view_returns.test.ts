import { Readable } from "node:stream";
import { jsonify, make_response, Response } from "@miniflask/core";
import { NotFound } from "@miniflask/core/exceptions";
import { describe, expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

async function answer(value: () => unknown) {
  const app = make_app({ TESTING: true });
  app.add_url_rule("/", "index", value);
  return app.test_client().get("/");
}

describe("what a view may return", () => {
  test.for<[string, () => unknown, { status?: number; type?: string; text: string }]>([
    ["text", () => "hello", { text: "hello" }],
    ["an empty text", () => "", { text: "" }],
    ["bytes", () => new Uint8Array([104, 105]), { text: "hi" }],
    [
      "an object",
      () => ({ b: 1, a: [true, null] }),
      { type: "application/json", text: '{"a":[true,null],"b":1}\n' },
    ],
    [
      "an object without a prototype",
      () => Object.assign(Object.create(null), { a: 1 }),
      { type: "application/json", text: '{"a":1}\n' },
    ],
    [
      "an object with a key that promises have, as a client may send it",
      () => JSON.parse('{"next":1,"then":"x"}'),
      { type: "application/json", text: '{"next":1,"then":"x"}\n' },
    ],
    ["a response", () => new Response("made", { status: 201 }), { status: 201, text: "made" }],
    ["an async response", async () => make_response("made", 202), { status: 202, text: "made" }],
    ["a JSON list", () => jsonify([1, 2]), { type: "application/json", text: "[1,2]\n" }],
    ["body and status", () => ["made", 201], { status: 201, text: "made" }],
    ["body and status text", () => ["odd", "418 TEAPOT"], { status: 418, text: "odd" }],
    ["body and headers", () => ["x", { "Content-Type": "text/plain" }], { type: "text/plain", text: "x" }],
    [
      "all three",
      () => [{ a: 1 }, 201, [["X-A", "b"]]],
      { status: 201, type: "application/json", text: '{"a":1}\n' },
    ],
    [
      "a generator",
      () =>
        (function* () {
          yield "a";
          yield "b";
        })(),
      { text: "ab" },
    ],
    [
      "an async generator",
      () =>
        (async function* () {
          yield "a";
          yield new Uint8Array([98]);
        })(),
      { text: "ab" },
    ],
    ["a Readable", () => Readable.from(["a", "b"]), { text: "ab" }],
    [
      "a web Response",
      () => new globalThis.Response("web", { status: 203, headers: { "Content-Type": "text/plain" } }),
      { status: 203, type: "text/plain", text: "web" },
    ],
    [
      "a web Response of JSON",
      () => globalThis.Response.json({ a: 1 }),
      { type: "application/json", text: '{"a":1}' },
    ],
    [
      "an HTTP error",
      () => new NotFound("nothing"),
      { status: 404, text: expect.stringContaining("<p>nothing</p>") as unknown as string },
    ],
  ])("%s", async ([, value, { status = 200, type = "text/html; charset=utf-8", text }]) => {
    const response = await answer(value);
    expect([response.status_code, response.headers.get("Content-Type")]).toEqual([status, type]);
    expect(response.text).toEqual(text);
  });
});

describe("what a view may not return is named with the way out", () => {
  test.for<[string, () => unknown, RegExp]>([
    [
      "nothing",
      () => undefined,
      /view function for 'index' did not return a valid response.*without a return/,
    ],
    ["null", () => null, /returned null or ended without a return/],
    ["a number", () => 3, /it was the number 3/],
    ["a boolean", () => true, /the boolean true/],
    ["a list", () => [1, 2, 3, 4], /jsonify\(list\)/],
    ["a list of two", () => [1, 2], /it was the number 1\. jsonify\(value\)/],
    [
      "two rows",
      () => [
        { id: 1, name: "a" },
        { id: 2, name: "b" },
      ],
      /an array of 2.*jsonify\(list\)/,
    ],
    ["a list of two texts", () => ["a", "b"], /returned the status the string b.*jsonify\(list\)/],
    ["an empty list", () => [], /jsonify\(list\)/],
    ["a nested list", () => [["a"], 200], /jsonify\(list\)/],
    ["a Map", () => new Map(), /an instance of Map/],
    ["a Date", () => new Date(), /an instance of Date/],
    ["an error", () => new RangeError("x"), /throw an error instead of returning it/],
    ["a function", () => () => "x", /a function/],
    ["a status that is none", () => ["x", true], /returned the status the boolean true/],
  ])("%s", async ([, value, message]) => {
    await expect(answer(value)).rejects.toThrow(message);
  });

  test("a before_request function's accident is named, too", async () => {
    const app = make_app({ TESTING: true });
    let count = 0;
    app.before_request((() => ++count) as never);
    await expect(app.test_client().get("/")).rejects.toThrow(
      /before_request function \(anonymous\) returned the number 1/,
    );
  });
});

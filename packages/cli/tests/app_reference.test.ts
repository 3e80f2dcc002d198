import { describe, expect, test } from "vitest";
import { parse_app_name, parse_app_reference } from "../src/app_reference.ts";
import { CommandError } from "../src/command_error.ts";

test.each([
  ["app.ts", { module: "app.ts", name: undefined }],
  ["./app.ts:site", { module: "./app.ts", name: "site" }],
  ["C:\\site\\app.ts", { module: "C:\\site\\app.ts", name: undefined }],
  ["C:/site/app.ts:make", { module: "C:/site/app.ts", name: "make" }],
  ["app:create_app('a:b')", { module: "app", name: "create_app('a:b')" }],
])("%s", (text, expected) => {
  expect(parse_app_reference(text)).toEqual(expected);
});

describe("parse_app_name", () => {
  test.each([
    ["app", "app", undefined],
    [" app ", "app", undefined],
    ["create_app()", "create_app", []],
    ["create_app('dev')", "create_app", ["dev"]],
    [
      'create_app("it\\"s", 1, -2.5, True, false, None, null)',
      "create_app",
      ['it"s', 1, -2.5, true, false, null, null],
    ],
    ["f([1, 'a', []], (2, 3,), {'a': {b: 1}})", "f", [[1, "a", []], [2, 3], { a: { b: 1 } }]],
    ["f('x', debug=True, name='a=b')", "f", ["x", { debug: true, name: "a=b" }]],
    ["f(debug=False)", "f", [{ debug: false }]],
    ["f( )", "f", []],
  ])("%s", (text, name, args) => {
    expect(parse_app_name(text)).toEqual({ name, args });
  });

  test.each([
    ["", "Failed to parse '' as an attribute name or function call."],
    ["1", "Failed to parse '1' as an attribute name or function call."],
    ["a b", "Failed to parse 'a b' as an attribute name or function call."],
    ["f()x", "Failed to parse 'f()x' as an attribute name or function call."],
    ["a.b()", "Function reference must be a simple name: 'a.b()'."],
    ["f(process.exit())", "Failed to parse arguments as literal values: 'f(process.exit())'."],
    ["f('a", "Failed to parse arguments as literal values: 'f('a'."],
    ["f(1 2)", "Failed to parse arguments as literal values: 'f(1 2)'."],
    ["f([1", "Failed to parse arguments as literal values: 'f([1'."],
  ])("%s is refused", (text, message) => {
    expect(() => parse_app_name(text)).toThrow(new CommandError(message));
  });
});

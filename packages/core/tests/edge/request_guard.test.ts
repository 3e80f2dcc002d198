import { describe, expect, test } from "vitest";
import {
  EXPECTS_CONTINUE,
  HAS_BODY,
  inspect_headers,
  MAX_HEADER_COUNT,
  origin_form,
} from "../../src/edge/request_guard.ts";

describe("inspect_headers", () => {
  test.each<[expected: number, headers: string[]]>([
    [0, ["Host", "a.test"]],
    [0, ["host", "a.test:8080", "X-A", "1", "X-A", "2"]],
    [0, ["Host", "[::1]:5000"]],
    [0, ["Host", "my_service:5000"]],
    [0, []],
    [HAS_BODY, ["Host", "a.test", "content-length", "1"]],
    [0, ["Host", "a.test", "content-length", "0"]],
    [HAS_BODY, ["Host", "a.test", "Transfer-Encoding", "ChunKed"]],
    [HAS_BODY | EXPECTS_CONTINUE, ["Host", "a.test", "Content-Length", "3", "EXPECT", "100-continue"]],
    [400, ["Host", "a.test", "Host", "a.test"]],
    [400, ["Host", "good.test", "hOST", "evil.test"]],
    [400, ["Content-Type", "text/plain", "Content-Type", "application/json"]],
    [400, ["Authorization", "Basic YQ==", "authorization", "Basic Yg=="]],
    [400, ["Host", ""]],
    [400, ["Host", "a b"]],
    [400, ["Host", "evil.com:fake@legit.com"]],
    [400, ["Host", "legit.com/evil"]],
    [400, ["Host", "a.test:99999999"]],
    [400, ["Host", "a.test:0"]],
    [400, ["Host", "[::1"]],
    [431, Array.from({ length: MAX_HEADER_COUNT * 2 + 2 }, () => "x")],
  ])("%i for %j", (expected, headers) => {
    expect(inspect_headers(headers)).toBe(expected);
  });

  test("a refused host is refused again after a good one", () => {
    for (const [host, expected] of [
      ["a.test", 0],
      ["a test", 400],
      ["a.test", 0],
      ["a test", 400],
    ] as const)
      expect(inspect_headers(["Host", host])).toBe(expected);
  });
});

describe("origin_form", () => {
  const HEADERS = ["X-A", "1", "Host", "a.test:80"];

  test.each<[target: string, expected: string | undefined]>([
    ["/a?b=1", "/a?b=1"],
    ["*", "*"],
    ["//evil.test/a", "//evil.test/a"],
    ["http://a.test:80/admin?x=1", "/admin?x=1"],
    ["HTTP://A.TEST:80/admin", "/admin"],
    ["http://a.test:80", "/"],
    ["http://a.test:80?x=1", "/?x=1"],
    ["http://evil.test/admin", undefined],
    ["http://a.test/admin", undefined],
    ["http:///admin", undefined],
    ["x://a/:/admin", undefined],
    ["ftp://a.test:80/", undefined],
    ["a.test:80", undefined],
    ["", undefined],
  ])("%s is %s", (target, expected) => {
    expect(origin_form(target, HEADERS)).toBe(expected);
  });

  test("the absolute form without any Host is refused", () => {
    expect(origin_form("http://a.test/", [])).toBeUndefined();
  });
});

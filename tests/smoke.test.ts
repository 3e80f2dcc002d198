import { placeholder } from "@miniflask/core";
import { expect, test } from "vitest";

test("x", () => {
  const seen: string[] = [];
  const dec = (fn: unknown, c: { name: string | symbol; static: boolean }) => {
    seen.push(String(c.name) + c.static);
    return fn as never;
  };
  class A {
    @dec static hello() {
      return 1;
    }
  }
  expect(A.hello()).toBe(1);
  expect(seen).toEqual(["hellotrue"]);
  expect(placeholder).toBe("core");
  expect(process.version).toMatch(/^v24/);
});

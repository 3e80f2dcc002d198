import type { PathValues, View } from "@miniflask/core/routing";
import { describe, expectTypeOf, test } from "vitest";

declare module "@miniflask/core/routing" {
  interface ConverterValues {
    list: string[];
  }
}

describe("the values of a rule are typed by its text", () => {
  test("converter by converter", () => {
    expectTypeOf<keyof PathValues<"/">>().toEqualTypeOf<never>();
    expectTypeOf<PathValues<"/x/<int:id>">>().toEqualTypeOf<{ id: number }>();
    expectTypeOf<PathValues<"/x/<name>">>().toEqualTypeOf<{ name: string }>();
    expectTypeOf<PathValues<"/<string(length=2):lang>/<path:p>">>().toEqualTypeOf<{
      lang: string;
      p: string;
    }>();
    expectTypeOf<PathValues<"/<float(signed=True):ratio>">>().toEqualTypeOf<{ ratio: number }>();
    expectTypeOf<PathValues<"/<uuid:id>-<int:n>.html">>().toEqualTypeOf<{ id: string; n: number }>();
    expectTypeOf<PathValues<"/<list:tags>">>().toEqualTypeOf<{ tags: string[] }>();
    expectTypeOf<PathValues<"/<unknown:x>">["x"]>().toBeAny();
    expectTypeOf<PathValues<string>["x"]>().toBeAny();
  });

  test("any is a union of its texts", () => {
    expectTypeOf<PathValues<"/<any(a,b):x>">>().toEqualTypeOf<{ x: "a" | "b" }>();
    expectTypeOf<PathValues<"/<any(about, help):page>">>().toEqualTypeOf<{ page: "about" | "help" }>();
    expectTypeOf<PathValues<"/<any('a,b', \"c d\", e ):x>">>().toEqualTypeOf<{ x: "a,b" | "c d" | "e" }>();
    expectTypeOf<PathValues<"/<any('a:b'):x>/<int:y>">>().toEqualTypeOf<{ x: "a:b"; y: number }>();
  });

  test("a view takes them, and returns what an answer can be made of", () => {
    expectTypeOf<(values: { id: number }) => string>().toExtend<View<"/<int:id>">>();
    expectTypeOf<() => Promise<[string, number]>>().toExtend<View<"/<int:id>">>();
    expectTypeOf<(values: { id: string }) => string>().not.toExtend<View<"/<int:id>">>();
    expectTypeOf<(values: { other: number }) => string>().not.toExtend<View<"/<int:id>">>();
    expectTypeOf<() => number>().not.toExtend<View<"/">>();
    expectTypeOf<() => string[]>().not.toExtend<View<"/">>();
  });
});

import { int, request } from "@miniflask/core";
import { expect, expectTypeOf, test } from "vitest";
import { make_app } from "./support/make_app.ts";

test.for([
  ["/?page=3", 3],
  ["/?page=x", 1],
  ["/", 1],
] as const)(
  "%s: fallback and conversion may be given by name, as Python's keywords",
  async ([url, expected]) => {
    const seen = await make_app()
      .test_request_context(url)
      .run(() => {
        const by_name = request.args.get("page", { default: 1, type: int });
        expectTypeOf(by_name).toEqualTypeOf<number>();
        return [
          by_name,
          request.args.get("page", 1, int),
          request.values.get("page", { default: 1, type: int }),
        ];
      });
    expect(seen).toEqual([expected, expected, expected]);
  },
);

test("headers take them too, and another object is a fallback", async () => {
  const context = make_app().test_request_context("/", { headers: { "X-Count": "4" } });
  const seen = await context.run(() => [
    request.headers.get("X-Count", { type: int }),
    request.headers.get("X-None", { default: 0, type: int }),
    request.args.get("none", { kind: "fallback" }),
  ]);
  expect(seen).toEqual([4, 0, { kind: "fallback" }]);
});

test("the conversion alone may be given by name, also where lists are asked for", async () => {
  const context = make_app().test_request_context("/?id=1&id=x&id=3", { headers: { "X-Count": "4" } });
  const seen = await context.run(() => [
    request.args.get("id", 0, { type: int }),
    request.args.getlist("id", { type: int }),
    request.values.getlist("id", { type: int }),
    request.headers.get("X-Count", 0, { type: int }),
    request.headers.getlist("X-Count", { type: int }),
  ]);
  expect(seen).toEqual([1, [1, 3], [1, 3], 4, [4]]);
});

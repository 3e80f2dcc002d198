import { request, session, url_for } from "@miniflask/core";
import { expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

// What Flask answers to the same programs: a MultiDict is a dict of first values wherever a dict is taken.
test.for([
  ["is answered as JSON", () => request.args, '{"a":"1","b":"3"}\n'],
  ["beside a status too", () => [request.values, 200] as const, '{"a":"1","b":"3"}\n'],
  ["goes into a URL", () => url_for("index", request.args), "/?a=1&b=3"],
  [
    "goes into the session",
    () => {
      session.update(request.args);
      return [...session.items()].join(" ");
    },
    "a,1 b,3",
  ],
  [
    "is printed",
    () => `${request.args} ${request.cookies}`,
    `${printed("a", "1", "a", "2", "b", "3")} ${printed()}`,
  ],
] as const)("the query %s", async ([, view, text]) => {
  const app = make_app({ TESTING: true });
  app.get("/", { endpoint: "index" }, view);
  const r = await app.test_client().get("/?a=1&a=2&b=3");
  expect([r.status_code, r.text]).toEqual([200, text]);
});

function printed(...flat: string[]): string {
  const pairs = flat.flatMap((key, at) => (at % 2 === 0 ? [`('${key}', '${flat[at + 1]}')`] : []));
  return `ImmutableMultiDict([${pairs.join(", ")}])`;
}

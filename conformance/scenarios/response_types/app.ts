import { Flask, make_response, Response } from "miniflask";
import { NotFound } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const views: Record<string, () => unknown> = {
  text: () => "tëxt",
  bytes: () => Buffer.from([0, 255]),
  dict: () => ({ b: 1, a: [true, null] }),
  "empty-dict": () => ({}),
  generator: function* () {
    yield "a";
    yield "b";
  },
  iterator: () => ["c", "d"].values(),
  response: () => new Response("r", 202, { "X-R": "1" }, { mimetype: "text/plain" }),
  status: () => ["created", 201],
  headers: () => ["with headers", { "X-A": "b", "Content-Type": "text/plain" }],
  both: () => ["both", 418, { "X-A": "b" }],
  "header-pairs": () => [
    "pairs",
    200,
    [
      ["X-A", "1"],
      ["X-A", "2"],
    ],
  ],
  "dict-status": () => [{ error: "no" }, 400],
  "response-status": () => [new Response("inner", 202), 203],
  "response-headers": () => [
    new Response("inner", { headers: { "X-A": "old", "X-B": "kept" } }),
    { "X-A": "new" },
  ],
  exception: () => new NotFound("returned, not raised"),
  none: () => undefined,
  number: () => 3,
  true: () => true,
  "status-none": () => ["text", null],
  four: () => ["a", 200, {}, "x"],
  one: () => ["a"],
};
for (const [name, view] of Object.entries(views)) app.add_url_rule(`/${name}`, name, view);

export function making() {
  return app.test_request_context().run(() => {
    const calls = [
      [],
      ["text"],
      ["text", 201],
      ["text", { "X-A": "b" }],
      ["text", 202, { "X-A": "b" }],
      [{ a: 1 }],
    ];
    for (const args of calls) {
      const response = make_response(...args);
      const header = response.headers.get("X-A") ?? "None";
      log.push(`${response.status} ${response.get_data({ as_text: true }).trim()} ${header}`);
    }
    const same = new Response("same");
    log.push(make_response(same) === same ? "True" : "False");
  });
}

import { Flask, make_response, Response } from "miniflask";
export const app = new Flask(import.meta.url);
function* gen() {
  yield "a";
  yield "ü";
  yield Buffer.from("c");
}
const VIEWS: Record<string, () => unknown> = {
  str: () => "ü",
  bytes: () => new Uint8Array([0, 255]),
  dict: () => ({ b: 1, a: [1.5, null] }),
  gen: () => gen(),
  t_status: () => ["x", 201],
  t_str_status: () => ["x", "299 Custom Reason"],
  t_headers: () => ["x", { "X-A": "1", "Content-Type": "text/x-y" }],
  t_hlist: () => [
    "x",
    [
      ["X-A", "1"],
      ["X-A", "2"],
    ],
  ],
  t_hdictlist: () => ["x", { "X-A": ["1", "2"] }],
  t_three: () => ["x", 404, { "X-A": "3" }],
  t_json: () => [{ a: 1 }, 422],
  t_gen: () => [gen(), 200, { "Content-Type": "text/plain" }],
  resp: () => new Response("r", { status: 203, mimetype: "text/plain" }),
  resp_tuple: () => [
    new Response("r", { status: 203, headers: { "X-A": "old", "X-B": "kept" } }),
    202,
    { "X-A": "new" },
  ],
  resp_nostatus: () => [make_response("x", 418), { "X-C": "1" }],
  empty: () => "",
  none_status: () => ["body", 299],
  s204: () => ["ignored", 204],
  s304: () => ["ignored", 304],
  ct_app: () => new Response("{}", { content_type: "application/json" }),
  mt_xml: () => new Response("<x/>", { mimetype: "application/xml" }),
  mt_svg: () => new Response("<x/>", { mimetype: "image/svg+xml" }),
  mt_json: () => new Response("{}", { mimetype: "application/json" }),
  mt_js: () => new Response("x", { mimetype: "application/javascript" }),
  iter_list: () => new Response(["a", "b", Buffer.from("c")]),
  none: () => null,
  int: () => 42,
  bool: () => true,
  four: () => ["a", 200, {}, "x"],
  one: () => ["a"],
};
app.route("/<name>", { methods: ["GET", "POST"] }, function view({ name }) {
  return VIEWS[name]!() as string;
});

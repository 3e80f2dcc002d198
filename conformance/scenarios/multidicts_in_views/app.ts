import { Flask, float, int, jsonify, request } from "miniflask";
import { Headers, MultiDict } from "miniflask/datastructures";

export const app = new Flask(import.meta.url);
export const log: string[] = [];

app.route("/args")(function args() {
  const a = request.args;
  return jsonify({
    get: a.get("a"),
    default: a.get("zz", "d"),
    typed: a.get("n", null, int),
    bad: a.get("a", 7, int),
    none: a.get("zz") ?? null,
    getlist: a.getlist("a"),
    ints: a.getlist("n", int),
    empty: a.getlist("zz"),
    has: ["a" in a, "zz" in a],
    length: a.length,
    keys: [...a.keys()].sort(),
    items: [...a.items()].sort(),
    multi: [...a.items({ multi: true })].sort(),
    values: [...a.values()].sort(),
    lists: [...a.lists()].sort(),
    listvalues: [...a.listvalues()].sort(),
    flat: a.to_dict(),
    nested: a.to_dict({ flat: false }),
    iterated: [...a].sort(),
    first: a["a"],
    full: request.full_path,
    query: request.query_string.toString(),
  });
});

app.route("/missing")(function missing() {
  return request.args["zz"]!;
});

app.route("/typed")(function typed() {
  function even(value: string) {
    const number = int(value);
    if (number % 2) throw new Error("odd");
    return number;
  }
  return jsonify([
    request.args.get("n", null, even),
    request.args.get("n", "no", even),
    request.args.getlist("n", even),
    request.args.get("f", null, float),
    request.args.get("b", null, (v) => v === "1"),
  ]);
});

app.route("/immutable/<how>")(function immutable({ how }) {
  const args = request.args as unknown as MultiDict;
  const form = request.form as unknown as MultiDict;
  try {
    if (how === "set") args["a"] = "x";
    else if (how === "pop") args.pop("a");
    else if (how === "add") args.add("a", "b");
    else form.setlist("a", []);
    return "changed";
  } catch (e) {
    return (e as Error).message;
  }
});

app.route("/copy", { methods: ["GET", "POST"] })(function copy() {
  const a = "all" in request.args ? request.values.copy() : request.args.copy();
  a["new"] = "1";
  a.add("new", "2");
  a.setlist("list", ["x", "y"]);
  a.setdefault("a", "never");
  a.setlistdefault("late", ["z"]);
  const popped = [a.pop("list"), a.poplist("new"), a.pop("gone", "fallback")];
  a.update({ up: ["1", "2"], a: "more" });
  return jsonify({
    popped,
    now: a.to_dict({ flat: false }),
    original: request.args.to_dict({ flat: false }),
  });
});

app.route("/form", { methods: ["POST", "PUT"] })(function form() {
  const f = request.form;
  return jsonify({
    flat: f.to_dict(),
    lists: f.to_dict({ flat: false }),
    values: request.values.to_dict({ flat: false }),
    n: f.get("n", 0, int),
    files: [...request.files].sort(),
    names: request.files.getlist("file").map((x) => x.filename),
    has: ["n" in f, "file" in request.files],
  });
});

export function by_hand() {
  const d = new MultiDict([
    ["a", "b"],
    ["a", "c"],
    ["x", "1"],
  ]);
  const out: unknown[] = [
    d["a"],
    d.getlist("a"),
    d.length,
    [...d],
    d.to_dict(),
    [...d.items({ multi: true })],
  ];
  const e = new MultiDict({ a: ["1", "2"], b: "3" });
  out.push(e.to_dict({ flat: false }), new MultiDict().length);
  d.update(e);
  out.push(d.to_dict({ flat: false }));
  delete d["a"];
  out.push([...d].sort());
  d.clear();
  out.push(d.length);
  const h = new Headers([
    ["X-A", "1"],
    ["x-a", "2"],
    ["X-B", "3"],
  ]);
  out.push(h.get("x-a"), h.getlist("X-A"), "x-b" in h, h.length, h.to_wsgi_list());
  h["X-A"] = "only";
  h.add("Content-Disposition", "attachment", { filename: "a b.txt" });
  h.setdefault("X-B", "never");
  h.remove("X-B");
  h.extend({ "X-C": ["4", "5"] });
  out.push([...h], h.pop("X-C"), h.get("X-Z", "none"), h.get("X-N", null, int), true);
  return out;
}

app.route("/headers")(function headers() {
  const h = request.headers;
  return jsonify({
    get: h.get("x-number", null, int),
    missing: h.get("X-Nope") ?? null,
    has: "X-NUMBER" in h,
    host: h["Host"],
    ua: h.get("User-Agent"),
    cookie: request.cookies.get("a"),
    cookies: request.cookies.to_dict(),
  });
});

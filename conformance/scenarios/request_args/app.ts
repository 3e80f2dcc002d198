import { Flask, int, request } from "miniflask";
import { CombinedMultiDict, ImmutableMultiDict, MultiDict } from "miniflask/datastructures";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

app.get("/get", function get() {
  const { args } = request;
  const quoted = (text: string | undefined) => (text === undefined ? "None" : `'${text}'`);
  return [
    args.get("page"),
    args.get("page", 1, int),
    args.get("page", undefined, int),
    args.getlist("page", int).join(","),
    quoted(args.get("flag")),
    quoted(args.get("empty")),
    args.get("text"),
    args.get("bad"),
    "flag" in args,
    args.length,
  ]
    .map(word)
    .join("|");
});

app.get("/key", function key() {
  return request.args["name"]!;
});

app.get("/all", function everything() {
  return {
    first: request.args.to_dict(),
    lists: request.args.to_dict({ flat: false }),
    pairs: [...request.args.items({ multi: true })],
  };
});

const python = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => python_item(item)).join(", ")}]`;
  return String(word(value));
};
const python_item = (value: unknown): string => (typeof value === "string" ? `'${value}'` : python(value));

function show(label: string, value: unknown) {
  log.push(`${label}: ${python(value)}`);
}

export function methods() {
  const d = new MultiDict([
    ["a", "1"],
    ["b", "2"],
    ["a", "3"],
  ]);
  d.add("c", "4");
  show("getlist", d.getlist("a"));
  d.setlist("b", ["5", "6"]);
  show("b", d["b"]);
  d["a"] = "7";
  show("a", d.getlist("a"));
  show("setdefault", d.setdefault("new", "8"));
  show("setlistdefault", d.setlistdefault("list", ["9"]));
  show("poplist", d.poplist("b"));
  show("pop", d.pop("c"));
  show("pop missing", d.pop("c", "none"));
  show("keys", [...d]);
  show("values", [...d.values()]);
  show("listvalues", [...d.listvalues()]);
  show(
    "lists",
    [...d.lists()].map(([key]) => key),
  );
  d.update({ a: "10", z: ["11", "12"] });
  show("updated", [...d.getlist("a"), ...d.getlist("z")]);
  show("copy", d.copy().getlist("z"));
  show("in", "z" in d);
  show("popitem", d.popitem()?.length);
  const fixed = new ImmutableMultiDict([["a", "1"]]) as unknown as MultiDict;
  for (const [name, change] of [
    ["add", () => fixed.add("a", "x")],
    ["setlist", () => fixed.setlist("a", ["x"])],
  ] as const) {
    try {
      change();
    } catch (error) {
      show(name, (error as Error).message.split(";")[0]);
    }
  }
  const combined = new CombinedMultiDict([new MultiDict({ a: "1" }), new MultiDict({ a: "2", b: "3" })]);
  show("combined", [combined["a"], combined["b"], combined.getlist("a"), combined.length, "x" in combined]);
}

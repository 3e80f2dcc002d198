import { Flask, jsonify, Markup, type SecureCookieSessionInterface, session } from "miniflask";
import { JSONTag, TagDict, TaggedJSONSerializer, Tuple, UUID } from "miniflask/sessions";

class Foo {
  data: unknown;
  constructor(data: unknown) {
    this.data = data;
  }
}
class TagFoo extends JSONTag {
  override key = " f";
  check(value: unknown) {
    return value instanceof Foo;
  }
  to_json(value: unknown) {
    return this.serializer.tag((value as Foo).data);
  }
  to_python(value: unknown) {
    return new Foo(value);
  }
}
export const app = new Flask(import.meta.url);
app.secret_key = "tags";
(app.session_interface as SecureCookieSessionInterface).serializer.register(TagFoo);
export const log: string[] = [];
app.route("/set")(function set_() {
  session["foo"] = new Foo(new Tuple("a", Buffer.from([0, 255])));
  session["deep"] = { l: [new Foo(1), { x: new Foo({ " t": [1] }) }] };
  session["t"] = new Tuple(1, new Tuple(2, [3, new Tuple()]));
  session["d"] = new Date(Date.UTC(2020, 0, 2, 3, 4, 5));
  session["u"] = new UUID("00000000-0000-0000-0000-00000000002a");
  session["m"] = new Markup("<b>");
  session["esc"] = { " m": "x" };
  return "ok";
});
app.route("/get")(function get() {
  const name = (v: object) =>
    ({ Object: "dict", Tuple: "tuple", Foo: "Foo" })[v.constructor.name] ?? v.constructor.name;
  log.push(`${name(session["foo"])} ${name(session["foo"].data)} ${session["foo"].data[1].toString("hex")}`);
  log.push(`${session["deep"]["l"][0].data} ${name(session["deep"]["l"][1]["x"].data)}`);
  log.push(`${session["t"][1].length} ${name(session["t"][1][1][1])}`);
  log.push(session["d"].toISOString().slice(0, 19));
  log.push(session["u"].hex);
  log.push(session["m"].__html__());
  return jsonify(session["esc"]);
});
app.route("/serializer")(function ser() {
  const s = new TaggedJSONSerializer();
  const out: unknown[] = [];
  for (const v of [
    { a: new Tuple(1, 2) },
    new Tuple(1),
    Buffer.from("x"),
    { " di": 1 },
    { " di__": 1 },
    { "": 2 },
    [],
    { "x y": null },
  ]) {
    out.push(s.dumps(v));
  }
  try {
    s.register(TagDict);
    out.push("registered");
  } catch {
    out.push("KeyError");
  }
  s.register(TagDict, { force: true, index: 0 });
  out.push(s.order[0]!.key);
  s.register(TagFoo, { index: 1 });
  out.push(s.order[1]!.key);
  out.push(s.dumps([new Foo("q")]));
  out.push((s.loads('{" f":"z"}') as Foo).data);
  return jsonify(out);
});

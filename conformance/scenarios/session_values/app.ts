import { Flask, Markup, type SecureCookieSessionInterface, session } from "miniflask";
import { Float, JSONTag, Tuple, UUID } from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.get("/types", function types() {
  session.tuple = new Tuple(1, new Tuple(2, "x"));
  session.bytes = Buffer.from([0, 255]);
  session.markup = new Markup("<b>&</b>");
  session.uuid = new UUID("4a4b6c3e-1d1b-4c9f-8a54-0d9c3a1e2f30");
  session.date = new Date("2026-01-02T03:04:05Z");
  session.nested = { list: [new Tuple(1), Buffer.from("a")], none: null };
  return "types";
});

app.get("/show-types", function show_types() {
  const s = session;
  const type = s.tuple instanceof Tuple ? "tuple" : "list";
  const bytes = Buffer.from(s.bytes).toString("hex");
  const markup = `${s.markup}&lt;`;
  const seconds = (s.date as Date).getTime() / 1000;
  return `${type} ${s.tuple[1][1]} ${bytes} ${markup} ${s.uuid.hex} ${seconds} ${s.nested.list[0][0]}`;
});

app.get("/numbers", function numbers() {
  session.clear();
  session.ints = [0, -1, 2n ** 53n, 2n ** 70n];
  session.floats = [new Float(1), 0.1, new Float(1e16), 1e-7, 1.5e300];
  return "numbers";
});

app.get("/texts", function texts() {
  session.clear();
  session["é"] = 'ü€😀\x7f\n"\\/<';
  for (const key of ["10", "9", "a", "Z"]) session[key] = true;
  return "texts";
});

app.get("/tag-like", function tag_like() {
  session.clear();
  session.one = { " t": [1, 2] };
  session.two = { " b": "x", other: 1 };
  session.di = { " di": 1 };
  return "tag-like";
});

app.get("/show-tag-like", function show_tag_like() {
  return { one: session.one, two: session.two, di: session.di };
});

app.get("/unserialisable", function unserialisable() {
  session.bad = () => null;
  return "never";
});

class Point {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
}

class TagPoint extends JSONTag {
  override readonly key = " p";
  override check(value: unknown) {
    return value instanceof Point;
  }
  override to_json(value: Point) {
    return value.x;
  }
  override to_python(value: number) {
    return new Point(value);
  }
}

export function own_tag() {
  const { serializer } = app.session_interface as SecureCookieSessionInterface;
  serializer.register(TagPoint);
  try {
    serializer.register(TagPoint);
  } catch {
    log.push("registered already");
  }
  serializer.register(TagPoint, { force: true, index: 0 });
}

app.get("/own-tag", function use_own_tag() {
  session.clear();
  session.point = new Point(3);
  return "own";
});

app.get("/show-own-tag", function show_own_tag() {
  return `${session.point instanceof Point ? "Point" : "?"} ${session.point.x}`;
});

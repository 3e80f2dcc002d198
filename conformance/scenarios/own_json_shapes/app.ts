import {
  DefaultJSONProvider,
  Flask,
  json,
  jsonify,
  Request,
  render_template_string,
  request,
} from "miniflask";
import { UUID } from "miniflask/sessions";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];

class Money {
  readonly cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
  __html__() {
    return `<b>${(this.cents / 100).toFixed(2)}</b>`;
  }
}

class Point {
  readonly x: unknown;
  readonly y: unknown;
  constructor(x: unknown, y: unknown) {
    this.x = x;
    this.y = y;
  }
}

class Provider extends DefaultJSONProvider {
  override sort_keys = false;
  override ensure_ascii = false;
  override compact = true;

  override default(value: unknown) {
    if (value instanceof Point) return { x: value.x, y: value.y };
    if (value instanceof Set) return [...value].sort();
    return super.default(value);
  }
}

class StrictRequest extends Request {
  override on_json_loading_failed(error: Error | null) {
    log.push(error ? "loading failed" : "no json");
    return { failed: error !== null };
  }
}

export const app = new Flask(import.meta.url);
app.json = new Provider(app);
app.request_class = StrictRequest;
app.secret_key = "json";

app.get("/shapes", function shapes() {
  return jsonify({
    z: new Point(1, 2),
    a: new Set([3, 1, 2]),
    m: new Money(1250),
    when: new Date("2026-01-02T03:04:05Z"),
    day: new Date("2025-12-31"),
    id: new UUID("00000000-0000-0000-0000-000000000005"),
    t: [1, "ü€"],
  });
});

app.get("/dict", function plain_dict() {
  return [{ z: new Point(0, -1), a: [new Point(1, 1)] }, 201, { "X-Kind": "dict" }];
});

app.get("/script", function script() {
  return render_template_string(
    "<script>let p = {{ p|tojson }}, q = {{ q|tojson(indent=1) }};</script><a title='{{ p|tojson|forceescape }}'>{{ m }}</a>",
    { p: new Point(1, "</script>&'"), q: { b: [1], a: "é" }, m: new Money(5) },
  );
});

app.post("/in", function into() {
  const got = request.get_json();
  return jsonify({
    got,
    once_more: request.json,
    again: request.get_json({ silent: true }),
  });
});

app.post("/quiet", function quiet() {
  return jsonify(
    request.get_json({ silent: true }),
    request.get_json({ force: true, silent: true }),
    request.is_json,
  );
});

app.get("/bad", function bad() {
  return jsonify({ x: Symbol("object") });
});

export function outside() {
  log.push(json.dumps({ b: "ü", a: 1 }));
}

export async function inside() {
  await app.app_context().run(() => {
    log.push(json.dumps({ b: "ü", a: new Point(1, 2) }));
    log.push(json.dumps({ b: "ü", a: 1 }, { sort_keys: true, ensure_ascii: true, separators: [",", ":"] }));
    log.push(app.json.response(1, "a").get_data({ as_text: true }));
    log.push(app.json.response({ a: null }).get_data({ as_text: true }));
    log.push("refused");
  });
}

export async function posting(client: FlaskClient) {
  const response = await client.post("/in", { json: { p: new Point(5, 6), s: new Set([2, 1]) } });
  log.push(response.text);
  log.push(`[${response.json.got.s.join(", ")}]`);
}

import { Flask, json, jsonify, Markup } from "miniflask";
import { UUID } from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/values", function values() {
  // A Map keeps its order, an object would put the keys that look like numbers first.
  return jsonify(
    new Map<string, unknown>([
      ["b", "ä€😀"],
      ["a", [1, null, true, "</script>"]],
      ["C", { z: 1, y: 2 }],
      ["10", "ten"],
      ["9", "nine"],
    ]),
  );
});

app.get("/several", function several() {
  return jsonify(1, "two", null);
});

app.get("/nothing", function nothing() {
  return jsonify();
});

app.get("/types", function types() {
  return jsonify({
    date: new Date("2026-01-02T03:04:05Z"),
    uuid: new UUID("4a4b6c3e-1d1b-4c9f-8a54-0d9c3a1e2f30"),
    html: new Markup("<b>&</b>"),
  });
});

app.get("/numbers", function numbers() {
  return jsonify([0.1, 1e21, 1e-7, -5, 12345678901234567890n, 1.5e300]);
});

app.get("/bad", function bad() {
  return jsonify({ a: Symbol("no JSON") });
});

export function dumping() {
  return app.app_context().run(() => {
    log.push(json.dumps({ b: 1, a: "ä" }));
    log.push(json.dumps([1, { x: null }], { indent: 2 }));
    log.push(`[${(app.json.loads('{"a": [1, 2]}') as { a: number[] }).a.join(", ")}]`);
    log.push(app.json.dumps({ b: 1, a: 2 }, { sort_keys: false }));
    log.push(`[${(app.json.loads(Buffer.from('{"ä": [1]}')) as { ä: number[] }).ä.join(", ")}]`);
  });
}

export function outside() {
  log.push(json.dumps({ b: "ü", a: [1, null] }));
  log.push(`[${(json.loads("[1, 2]") as number[]).join(", ")}]`);
}

export function settings() {
  Object.assign(app.json, {
    ensure_ascii: false,
    sort_keys: false,
    mimetype: "application/vnd.own+json",
    compact: false,
  });
}

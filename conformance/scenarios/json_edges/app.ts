import { Flask, jsonify, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/out", function out() {
  const text = '\u2028\x00\x1f\x7f\\"/é😀';
  return jsonify([0, -1, 2 ** 31, 0.1, 1e-7, 1e22, 123456.789, true, null, "", text]);
});

app.get("/keys", function keys() {
  const nested = { z: 1, y: [{ q: 1, p: 2 }] };
  return jsonify({ b: 1, B: 2, ä: 3, a: nested, "": 0, _: 1, "😀": 2, "\ufffd": 3 });
});

app.get("/markup", function markup() {
  class Html {
    __html__() {
      return "<b>";
    }
  }
  return jsonify({ html: new Html(), plain: "<b>&'" });
});

app.get("/deep", function deep() {
  let value: unknown[] = [];
  for (let depth = 0; depth < 100; depth++) value = [value];
  return jsonify(value);
});

app.get("/undefined", function undefined_value() {
  return jsonify({ a: Symbol("neither text nor number") });
});

function type_of(value: unknown) {
  if (Array.isArray(value)) return "list";
  return typeof value === "string" ? "str" : "dict";
}

app.post("/echo", function echo() {
  const value = request.get_json();
  log.push(type_of(value));
  return jsonify(value);
});

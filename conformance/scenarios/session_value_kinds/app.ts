import { Flask, jsonify, Markup, session } from "miniflask";
import { Float, Tuple, UUID } from "miniflask/sessions";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = new Uint8Array([0, ...Buffer.from("bytes"), 255]);
const V: Record<string, () => unknown> = {
  nums: () => [1, 1.5, -0.1, 1e100, 10n ** 20n, 1e-7, true, null, new Float(2)],
  text: () => 'ü€😀\u007f\n"\\<&',
  tuple: () => Tuple.of<unknown>(1, Tuple.of<unknown>(2, "x"), []),
  bytes: () => new Uint8Array([0, 255]),
  markup: () => new Markup("<b>x</b>"),
  uuid: () => new UUID("12345678123456781234567812345678"),
  date: () => new Date(Date.UTC(2026, 4, 6, 7, 8, 9)),
  tagdict: () => ({ " t": [1] }),
  tagdict2: () => ({ " t": 1, x: 2 }),
  nested: () => ({ b: { z: 1, a: { ü: [{ k: Tuple.of<unknown>(1) }] } }, "10": 1, "9": 2 }),
  empty: () => ({}),
  long: () => "ab".repeat(200),
  under: () => ({ " t__": [1] }),
};
app.route("/set/<name>", function set_({ name }) {
  session.clear();
  session[name] = V[name]!();
  return "ok";
});
function type_name(v: unknown): string {
  if (v instanceof Tuple) return "tuple";
  if (v instanceof Uint8Array) return "bytes";
  if (v instanceof Markup) return "Markup";
  if (v instanceof UUID) return "UUID";
  if (v instanceof Date) return "datetime";
  if (Array.isArray(v)) return "list";
  if (typeof v === "string") return "str";
  return "dict";
}
app.route("/type", function typ() {
  return jsonify(Object.fromEntries([...session.items()].map(([k, v]) => [k, type_name(v)])));
});
app.route("/raw", function raw() {
  return jsonify(
    Object.fromEntries(
      [...session.items()].map(([k, v]) => [k, v instanceof Uint8Array || v instanceof Date ? "special" : v]),
    ),
  );
});

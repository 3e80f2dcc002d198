import { Flask, jsonify, session } from "miniflask";
export const app = new Flask(import.meta.url);
app.config.SECRET_KEY = "new";
app.route("/set/<v>", function set_({ v }) {
  session.v = v;
  return v;
});
app.route("/get", function get() {
  return jsonify(Object.fromEntries(session.items()));
});
app.route("/write", function write() {
  try {
    session.x = 1;
    return "written";
  } catch (e) {
    return (e as Error).message.slice(0, 128);
  }
});
app.route("/read", function read() {
  return `${session.get("x", "none")}${[...session].length}${"x" in session ? "True" : "False"}`;
});
export function rotate() {
  app.config.SECRET_KEY = "newer";
  app.config.SECRET_KEY_FALLBACKS = ["old", "new"];
}
export function drop() {
  app.config.SECRET_KEY_FALLBACKS = [];
}
export function no_key() {
  app.secret_key = null;
}
export function empty_key() {
  app.secret_key = "";
}

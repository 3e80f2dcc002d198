import { Flask, jsonify, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.get("/make", function make() {
  session.cart = ["a"];
  return "made";
});

app.get("/append", function append() {
  session.cart.push("b");
  return "appended";
});

app.get("/append-marked", function append_marked() {
  session.cart.push("c");
  session.modified = true;
  return "appended";
});

app.get("/show", function show() {
  return jsonify(session.cart);
});

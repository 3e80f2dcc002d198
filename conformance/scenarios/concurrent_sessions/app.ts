import { Flask, request, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "concurrent sessions";
let kept = "";

app.get("/set", function set() {
  session[request.args["k"]!] = request.args["v"];
  return "set";
});

app.get("/show", function show() {
  return Object.fromEntries(session.items());
});

app.get("/touch", function touch() {
  session.touched = true;
  return "touched";
});

app.get("/unknown-tag", function unknown_tag() {
  session.clear();
  session.odd = { " zz": [1, { x: " y" }] };
  session.nested = [{ " zz": "a" }, { " t": [1] }];
  return "odd";
});

export function remember(client: FlaskClient) {
  kept = client.get_cookie("session")?.value ?? "";
}

export function restore(client: FlaskClient) {
  client.set_cookie("session", kept);
}

import { Flask, make_response, redirect, render_template_string, request, session } from "miniflask";
import { Tuple } from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "session details";

app.before_request(() => {
  if ("read" in request.args) log.push(String(session.get("v")));
  if ("write" in request.args) session.v = "by hook";
});

app.after_request((response) => {
  if ("vary" in request.args) {
    response.vary.update(["Accept", "cookie"]);
    session.after = true;
  }
  return response;
});

app.get("/both", function both() {
  const response = make_response("both");
  response.set_cookie("first", "1");
  session.v = request.args.get("v") ?? null;
  response.set_cookie("second", "2");
  return response;
});

app.get("/show", function show() {
  return Object.fromEntries([...session].map((key) => [key, session.get(key)]));
});

app.get("/before", function only_before() {
  return "nothing here";
});

app.get("/redirect", function go() {
  session.step = 1;
  return redirect("/redirected");
});

app.get("/redirected", function redirected() {
  session.step += 1;
  return `step ${session.step}`;
});

app.get("/template", function template() {
  return render_template_string("{{ session.v }} {{ session['nothing'] }} {{ 'v' in session }}");
});

app.get("/template-unused", function template_unused() {
  return render_template_string("no session here");
});

app.get("/len", function length() {
  return String(Object.keys(session).length);
});

app.get("/bool", function truth() {
  return [...session].length > 0 ? "some" : "none";
});

app.get("/after", function after_only() {
  return "after";
});

app.get("/pop-all", function pop_all() {
  for (const key of [...session]) session.pop(key);
  return "empty";
});

app.get("/static-like", function untouched() {
  return "untouched";
});

app.get("/rename", function rename() {
  session.a = { x: [1, { y: new Tuple(1, 2) }] };
  session["é"] = "ü";
  session.a.x.push(null);
  return "renamed";
});

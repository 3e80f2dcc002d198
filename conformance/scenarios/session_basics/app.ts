import { Flask, request, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : String(value));

app.get("/untouched", function untouched() {
  return "untouched";
});

app.get("/read", function read() {
  return String(session.get("name", "nobody"));
});

app.get("/set", function set() {
  session.name = request.args["name"];
  session.b = 2;
  session["a"] = [1, { x: null }];
  return "set";
});

app.get("/contains", function contains() {
  return word("name" in session);
});

app.get("/pop-missing", function pop_missing() {
  return String(session.pop("missing", "default"));
});

app.get("/setdefault-existing", function setdefault() {
  return String(session.setdefault("name", "other"));
});

app.get("/delete", function remove() {
  delete session.a;
  return String(session.pop("b"));
});

app.get("/update", function update() {
  session.update({ x: 1, name: "bob" });
  session.update({ y: 2 });
  session.setdefault("new", true);
  return String(Object.keys(session).length);
});

app.get("/dict", function as_dict() {
  const keys = [...session].join(",");
  const values = [...session.values()].map(word).join(",");
  const items = [...session.items()].map(([key, value]) => `${key}=${word(value)}`).join(",");
  return `${keys} ${values} ${items} ${session.popitem()?.[0]}`;
});

app.get("/clear", function clear() {
  session.clear();
  return "cleared";
});

app.get("/flags", function flags() {
  log.push(`${word(session.modified)} ${word(session.new)} ${word(session.permanent)}`);
  session.x = 1;
  log.push(word(session.modified));
  session.modified = false;
  return "not saved";
});

import { abort, Flask, g, jsonify, render_template_string, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "globals";

const word = (value: unknown) => (value ? "True" : "False");
const list = (items: Iterable<unknown>) =>
  `[${[...items].map((item) => (typeof item === "string" ? `'${item}'` : item)).join(", ")}]`;

app.before_request(() => {
  g.made = "by class";
});

app.get("/", function index() {
  g.own = [1];
  g.setdefault("own", []).push(2);
  const own = list(g.own);
  log.push(
    `${own} ${list(g.pop("own"))} ${g.pop("own", "gone")} ${word("own" in g)} ${list([...g].sort())} ${g.get("made")}`,
  );
  return render_template_string(
    "{{ g.made }} {{ g.missing is defined }} {{ g.get('x', 'd') }} {{ 'made' in g }}",
  );
});

app.get("/missing", function missing() {
  return `${g.get("a") ?? "None"}${g.a ?? "default"}`;
});

app.get("/session", function of_session() {
  session.a = { b: [1] };
  session.setdefault("list", []).push(1);
  session.update({ c: 3, d: null });
  return jsonify(
    [...session].sort(),
    session.pop("d", 5),
    session.pop("e", 5),
    [...session].length,
    "a" in session,
    session.get("zz") ?? null,
    session.permanent,
    session.new,
    session.modified,
  );
});

app.get("/session2", function of_session2() {
  if (!("list" in session)) abort(404);
  const values = [[...session.keys()], [...session.values()], [...session.items()]];
  session.popitem();
  session.list = [...session.list, 2];
  return jsonify(values, { ...session });
});

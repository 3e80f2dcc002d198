import { Flask, jsonify, redirect, request, session, url_for } from "miniflask";
import { Tuple } from "miniflask/sessions";
import type { FlaskClient } from "miniflask/testing";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "t";
app.route("/", { methods: ["GET", "POST", "PUT", "DELETE", "PATCH"] }, function index() {
  return jsonify({
    m: request.method,
    a: request.args.to_dict({ flat: false }),
    f: request.form.to_dict({ flat: false }),
    files: [...request.files.keys()].sort(),
    ct: (request.content_type ?? "").includes("multipart") ? "mp" : (request.content_type ?? null),
    j: request.get_json({ silent: true }) ?? null,
    host: request.host,
    ua: request.user_agent.string,
    x: request.headers.get("X-T") ?? null,
    auth: request.authorization ? request.authorization.username : null,
  });
});
app.route("/r/<int:code>", { methods: ["GET", "POST", "PUT"] }, function r({ code }) {
  return redirect(url_for("index", { from_: code }), code);
});
app.route("/chain/<int:n>", function chain({ n }) {
  session[`n${n}`] = n;
  return redirect(n ? url_for("chain", { n: n - 1 }) : "/");
});
app.route("/ext", function ext() {
  return redirect("http://else.test/");
});
app.route("/loop", function loop() {
  return redirect("/loop");
});
app.route("/sess", function sess() {
  return jsonify(Object.fromEntries(session.items()));
});
app.route("/rel/a", function rel() {
  return redirect("b?x=1");
});
app.route("/rel/b", function relb() {
  return `rel b ${Buffer.from(request.query_string).toString()}`;
});
export async function kit(client: FlaskClient) {
  const out: unknown[] = [];
  let rv = await client.post("/?q=1", { data: { a: ["1", "2"], b: "x" } });
  out.push(rv.json);
  rv = await client.put("/", {
    json: { k: [1] },
    headers: { "X-T": "h" },
    query_string: { p: ["1", "2"] },
    auth: ["u", "p"],
  });
  out.push([rv.status, rv.status_code, rv.is_json, rv.get_json(), rv.mimetype]);
  rv = await client.get("/chain/2", { follow_redirects: true });
  out.push([rv.status_code, rv.request.path, rv.history.length, rv.history.map((h) => h.location)]);
  await client.session_transaction((s) => {
    out.push(Object.fromEntries(s.items()));
    s["added"] = { x: Tuple.of(1, 2) };
    s.pop("n1");
  });
  out.push((await client.get("/sess")).json);
  client.set_cookie("k", "v w");
  const c = client.get_cookie("k")!;
  out.push([c.key, c.value, "", (client.get_cookie("zz") ?? null) === null]);
  client.delete_cookie("k");
  out.push((client.get_cookie("k") ?? null) === null);
  rv = await client.get("/sess");
  await rv.context.run(() => {
    out.push([session["added"].x[0], request.path]);
  });
  out.push((await client.head("/")).text);
  out.push((await client.options("/")).allow.to_header() !== "");
  out.push(
    ((await client.delete("/", { data: Buffer.from("raw"), content_type: "text/x" })).json as { ct: string })
      .ct,
  );
  for (const p of ["/ext", "/loop"]) {
    try {
      await client.get(p, { follow_redirects: true });
      out.push("fine");
    } catch {
      out.push("error");
    }
  }
  try {
    await app.test_client({ use_cookies: false }).session_transaction(() => {});
  } catch (e) {
    out.push((e as Error).name);
  }
  return out;
}

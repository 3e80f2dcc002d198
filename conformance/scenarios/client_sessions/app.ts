import { Flask, g, make_response, request, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.get("/set", function set() {
  const response = make_response("set");
  response.set_cookie("a", "1");
  response.set_cookie("b", "2", { path: "/deep", max_age: 60 });
  response.set_cookie("gone", "3", { max_age: 0 });
  return response;
});

function show() {
  g.seen = true;
  const pairs = [...request.cookies.items()].sort().map(([key, value]) => `('${key}', '${value}')`);
  return `[${pairs.join(", ")}] ${session.get("user") ?? "None"}`;
}
app.get("/show", { endpoint: "show" }, show);
app.get("/deep/show", { endpoint: "deep" }, show);

export async function jar(client: FlaskClient) {
  await client.get("/set");
  log.push(client.get_cookie("a")?.value ?? "None");
  const deep = client.get_cookie("b", { path: "/deep" });
  log.push(`${client.get_cookie("b") ?? "None"} ${deep?.max_age} ${client.get_cookie("gone") ?? "None"}`);
  log.push((await client.get("/show")).text);
  log.push((await client.get("/deep/show")).text);
  client.set_cookie("c", "by hand");
  client.delete_cookie("a");
  log.push((await client.get("/show")).text);
  client.delete_cookie("c");
}

export async function paths_and_domains(client: FlaskClient) {
  client.set_cookie("p", "1", { path: "/deep" });
  client.set_cookie("d", "1", { domain: "example.org" });
  client.set_cookie("s", "1", { domain: "example.org", origin_only: false });
  log.push((await client.get("/show")).text);
  log.push((await client.get("/deep/show")).text);
  for (const base_url of ["http://example.org", "http://sub.example.org", "http://notexample.org"])
    log.push((await client.get("/show", { base_url })).text);
}

export async function without_cookies() {
  const client = app.test_client({ use_cookies: false });
  await client.get("/set");
  log.push((await client.get("/show")).text);
  log.push((await client.get("/show", { headers: { Cookie: "x=1" } })).text);
  for (const [name, action] of [
    ["get_cookie", () => client.get_cookie("a")],
    ["set_cookie", () => client.set_cookie("a", "1")],
    ["session_transaction", () => client.session_transaction(() => {})],
  ] as const) {
    try {
      await action();
      log.push(`${name}: fine`);
    } catch {
      log.push(`${name}: error`);
    }
  }
}

export async function transaction(client: FlaskClient) {
  await client.session_transaction((sess) => {
    sess.user = "ann";
    log.push(`${Object.keys(sess).length} ${sess.get("nothing") ?? "None"}`);
  });
  await client.session_transaction((sess) => {
    log.push(sess.user);
    sess.list = [1];
  });
  await client.session_transaction((sess) => log.push(`[${sess.list}]`));
}

export async function context_afterwards(client: FlaskClient) {
  const response = await client.get("/show?x=1");
  await response.context.run(() => {
    log.push(`${request.args["x"]} ${session.user} ${g.seen ? "True" : "False"}`);
  });
}

import { Flask, jsonify, request } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

app.route("/echo", { methods: METHODS, provide_automatic_options: false }, function echo() {
  return `${request.method} ${request.full_path} ${request.mimetype} ${request.get_data({ as_text: true })}`;
});

app.route("/form", { methods: METHODS }, async function form() {
  const files: string[] = [];
  for (const [key, file] of request.files.items({ multi: true }))
    files.push(`${key}=${file.filename}:${file.mimetype}:${(await file.read()).length}`);
  const fields = [...request.form.items({ multi: true })].map(([key, value]) => `('${key}', '${value}')`);
  return `[${fields.join(", ")}] ${files.join(",")}`;
});

app.route("/url", function url() {
  return request.url;
});

app.route("/json", { methods: METHODS }, function json() {
  return [jsonify(request.get_json({ silent: true })), 201, { "X-A": "b" }];
});

export async function methods(client: FlaskClient) {
  for (const name of ["get", "post", "put", "patch", "delete", "options", "trace"] as const)
    log.push((await client[name]("/echo")).text);
  log.push(`${(await client.head("/echo")).text}|`);
  log.push((await client.open("/echo", { method: "put" })).text);
}

export async function bodies(client: FlaskClient) {
  const post = async (path: string, options: Parameters<FlaskClient["post"]>[1]) =>
    log.push((await client.post(path, options)).text);
  await post("/echo", { data: "text" });
  await post("/echo", { data: Buffer.from("bytes"), content_type: "a/b" });
  await post("/echo", { json: { b: 1, a: [null] } });
  await post("/echo", { data: { a: "1 2", l: ["x", "y"] } });
  await post("/form", { data: { a: "ä", n: 3 }, content_type: "multipart/form-data" });
  await post("/form", { data: { f: [Buffer.from("abc"), "f.txt"], t: "1" } });
  await post("/form", {
    data: {
      f: [
        [Buffer.from("a"), "1.bin", "x/y"],
        [Buffer.from("bc"), "2.png"],
      ],
    },
  });
  log.push((await client.get("/echo", { query_string: { a: ["1", "2"], b: "ä c" } })).text);
  log.push((await client.get("/echo?x=1")).text);
  await post("/echo", { data: "j", mimetype: "text/own" });
}

export async function addresses(client: FlaskClient) {
  const get = async (path: string, options?: Parameters<FlaskClient["get"]>[1]) =>
    log.push((await client.get(path, options)).text);
  await get("/url");
  await get("/url", { base_url: "https://example.org:8443/root" });
  await get("http://other.net/url");
  await get("/url", { subdomain: "sub" });
  await get("/url", { url_scheme: "https" });
  await get("/url", { headers: { Host: "by-header.org" } });
}

export async function responses(client: FlaskClient) {
  const response = await client.post("/json", { json: [1] });
  const { status_code, status, json, headers, mimetype } = response;
  log.push(`${status_code} ${status} [${json}] ${headers["X-A"]} ${mimetype}`);
  const { text, data, request: sent, history, location } = response;
  log.push(`${text.trim()} ${data.length} ${sent.path} ${history.length} ${location ?? "None"}`);
  log.push(`${(await client.get("/url")).json ?? "None"}`);
  log.push(`[${response.get_json()}]`);
}

export async function refusals(client: FlaskClient) {
  for (const [label, action] of [
    ["json and data", () => client.post("/echo", { json: {}, data: "x" })],
    ["two queries", () => client.get("/echo?a=1", { query_string: "b=2" })],
    ["base_url and subdomain", () => client.get("/echo", { base_url: "http://a.b", subdomain: "c" })],
  ] as const) {
    try {
      await action();
      log.push(`${label}: fine`);
    } catch {
      log.push(`${label}: error`);
    }
  }
}

app.route("/environment", function show_environment() {
  return `${request.remote_addr} ${request.user_agent.string}`;
});

export async function environment() {
  const client = app.test_client();
  log.push(client.environ_base["REMOTE_ADDR"] ?? "");
  client.environ_base["REMOTE_ADDR"] = "10.1.1.1";
  client.environ_base["HTTP_USER_AGENT"] = "Changed/1";
  log.push((await client.get("/environment")).text);
  const elsewhere = await client.get("/environment", { environ_base: { REMOTE_ADDR: "10.2.2.2" } });
  log.push(elsewhere.text.split(" ")[0] ?? "");
  log.push((await client.get("/environment", { headers: { "User-Agent": "Own/2" } })).text);
}

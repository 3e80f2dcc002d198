import { Flask, json, jsonify, make_response, Response, request } from "miniflask";
import type { CallOptions, FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.route("/echo", { methods: ["GET", "POST", "PUT", "PATCH", "DELETE"] }, function echo() {
  const { method, content_type, content_length, mimetype, mimetype_params, is_json } = request;
  return jsonify({
    json: request.get_json({ silent: true }),
    method,
    type: content_type,
    length: content_length,
    mimetype,
    params: mimetype_params,
    is_json,
  });
});

app.get("/vendor", function vendor() {
  const response = jsonify({ a: 1 });
  response.mimetype = "application/vnd.api+json";
  return response;
});

app.get("/text", function text() {
  return "[1, 2]";
});

app.get("/broken", function broken() {
  return new Response("{not json", { mimetype: "application/json" });
});

app.get("/empty", function empty() {
  return new Response("", { mimetype: "application/json" });
});

app.get("/date", function date() {
  return {
    when: new Date("2026-07-08T09:10:11Z"),
    tuple: [1, [2]],
    nested: { z: null, a: [true, { k: 1.5 }] },
    text: "line\n\u2028</script>",
  };
});

app.get("/list", function listed() {
  return [jsonify([]), 202];
});

app.get("/none", function none() {
  return jsonify(null);
});

app.get("/made", function made() {
  return make_response({ made: true }, 201, { "X-Made": "1" });
});

app.get("/str", function text_json() {
  return [jsonify("text ü"), { "Cache-Control": "no-store" }];
});

export async function requests(client: FlaskClient) {
  const options: CallOptions[] = [
    { json: { b: [1, null], a: "ü" } },
    { json: [] },
    { json: "text" },
    { json: 0 },
    { json: false },
    { data: '{"x": 1}', content_type: "application/json; charset=utf-8" },
    { data: '{"x": 1}', content_type: "application/ld+json" },
    { data: "{}", mimetype: "application/json" },
    { json: { a: 1 }, content_type: "application/x+json" },
  ];
  for (const option of options) {
    const response = await client.post("/echo", option);
    log.push(json.dumps(response.json, { sort_keys: true }));
  }
}

const word = (value: unknown) => (value ? "True" : "False");

export async function responses(client: FlaskClient) {
  let response = await client.get("/vendor");
  log.push(`{'a': ${response.json.a}} ${word(response.is_json)} ${response.content_type}`);
  response = await client.get("/text");
  log.push(
    `${response.json ?? "None"} [${response.get_json({ force: true }).join(", ")}] ${word(response.is_json)}`,
  );
  for (const path of ["/broken", "/empty"]) {
    response = await client.get(path);
    log.push(String(response.get_json({ silent: true }) ?? "None"));
    try {
      log.push(String(response.json));
    } catch {
      log.push("error");
    }
  }
}

import { Flask, JSONProvider, json, jsonify, render_template_string, request } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];

class Loud extends JSONProvider {
  dumps(value: unknown, options: object = {}) {
    const names = Object.keys(options).sort();
    log.push(`dumps [${names.map((name) => `'${name}'`).join(", ")}]`);
    if (Array.isArray(value)) return `<[${value.join(", ")}]>`;
    if (typeof value !== "object" || value === null) return `<${value}>`;
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    return `{${entries.map(([key, item]) => `${key}=${item}`).join(";")}}`;
  }
  loads(text: string | Uint8Array) {
    const got = typeof text === "string" ? text : new TextDecoder().decode(text);
    log.push(`loads ${got}`);
    if (got === "bad") throw new Error("cannot load");
    return { loaded: got };
  }
}

class Own extends Flask {
  override json_provider_class = Loud;
}

export const app = new Own(import.meta.url);

app.get("/", function index() {
  return { a: 1, b: "x" };
});

app.get("/jsonify", function by_jsonify() {
  return [jsonify({ a: 1 }), 201];
});

app.get("/several", function several() {
  return jsonify([1, 2]);
});

app.post("/", function read() {
  return request.get_json().loaded;
});

app.get("/template", function template() {
  return render_template_string("{{ {'a': '<'}|tojson }} {{ 5|tojson(indent=2) }}");
});

export async function by_hand(client: FlaskClient) {
  await app.app_context().run(() => {
    log.push(json.dumps([1], { indent: 3 }));
    log.push(`{'loaded': '${(json.loads("text") as { loaded: string }).loaded}'}`);
  });
  log.push((await client.post("/", { json: { k: "v" } })).text);
  log.push(`{'loaded': '${(await client.get("/")).json.loaded}'}`);
}

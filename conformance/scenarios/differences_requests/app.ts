import { Flask, request } from "miniflask";
import { CombinedMultiDict, FileStorage, MultiDict } from "miniflask/datastructures";
import { BadRequestKeyError } from "miniflask/exceptions";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.MAX_FORM_MEMORY_SIZE = 1000;

app.before_request(() => {
  if (request.path === "/raised_limit") request.max_form_memory_size = 5000;
});

app.post("/raised_limit", function raised_limit() {
  return String(request.form["a"]!.length);
});

app.get("/missing_header", function missing_header() {
  return `[${request.headers["X-Missing"]}]`;
});

app.get("/missing_cookie", function missing_cookie() {
  return `[${request.cookies["missing"]}]`;
});

app.post("/raw_multipart", function raw_multipart() {
  return String(request.get_data().length);
});

app.post("/names", function names() {
  log.push([...request.form.keys()].join(" "));
  return "read";
});

app.get("/args", function args() {
  const named: unknown = request.args["get"];
  return `${request.args["q"]} ${typeof named === "function" ? "a method" : named}`;
});

app.post("/json", function json() {
  const value: unknown = request.get_json();
  return Array.isArray(value) ? "list" : "dict";
});

export async function deep_json(client: FlaskClient) {
  const data = "[".repeat(100_000) + "]".repeat(100_000);
  return (await client.post("/json", { data, content_type: "application/json" })).status_code;
}

const BODY =
  '--B  \r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n' +
  '--B  \r\nContent-Disposition: form-data; name="b"\r\n\r\ny\r\n--B--\r\n';

function* pieces(size: number) {
  const data = Buffer.from(BODY);
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

app.post("/count", function count() {
  return String([...request.form.keys()].length);
});

export async function form_in_pieces() {
  const counts: number[] = [];
  for (const size of [1, 1000]) {
    const answer = await app.fetch(
      new Request("http://localhost/count", {
        method: "POST",
        body: ReadableStream.from(pieces(size)),
        headers: { "Content-Type": "multipart/form-data; boundary=B" },
        duplex: "half",
      }),
    );
    counts.push(Number(await answer.text()));
  }
  return counts;
}

export function truth_of_a_file() {
  const files = [new FileStorage(Buffer.from("x")), new FileStorage(Buffer.from("x"), { filename: "x.txt" })];
  return files.map(Boolean);
}

export function order_of_combined_keys() {
  const names = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const combined = new CombinedMultiDict(names.map((name) => new MultiDict([[name, ""]])));
  return [...combined.keys()].join() === names.join();
}

export function class_of_a_missing_key() {
  try {
    return new MultiDict()["key"];
  } catch (error) {
    return error instanceof BadRequestKeyError && ["KeyError" in globalThis, error.key];
  }
}

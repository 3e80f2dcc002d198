import { Flask, Response } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));
const list = (items: readonly string[]) => `[${items.map((item) => `'${item}'`).join(", ")}]`;

export function whole() {
  let response = new Response("text");
  const { is_sequence, is_streamed, content_length } = response;
  log.push(
    `${word(is_sequence)} ${word(is_streamed)} ${response.calculate_content_length()} ${content_length}`,
  );
  response.response = ["a", Buffer.from("b"), "ü"];
  const text = response.get_data({ as_text: true });
  log.push(`${word(response.is_sequence)} ${text} ${response.calculate_content_length()}`);
  response = new Response(null, {
    status: 204,
    headers: [
      ["X-A", "1"],
      ["X-A", "2"],
    ],
  });
  const { status, data, mimetype } = response;
  log.push(`${status} ${list(response.headers.getlist("X-A"))} ${data.length} ${mimetype}`);
  response = new Response("x", { content_type: "a/b", headers: { "Content-Type": "c/d" } });
  log.push(response.content_type ?? "");
  response = new Response(Buffer.from("bytes"), 201, { "X-B": "3" }, { mimetype: "text/own" });
  log.push(`${response.status_code} ${response.headers["X-B"]} ${response.content_type}`);
}

export async function streamed() {
  let response = new Response(["a", "b"].values());
  log.push(`${word(response.is_streamed)} ${word(response.content_length)}`);
  await response.make_sequence();
  const text = response.get_data({ as_text: true });
  log.push(`${word(response.is_streamed)} ${text} ${response.calculate_content_length()}`);
  response = new Response(["c", "d"].values());
  await response.freeze();
  log.push(`${word(response.is_streamed)} ${response.content_length} ${word("ETag" in response.headers)}`);
}

app.get("/list", function from_list() {
  const response = new Response(["a", "b", "ü"]);
  response.call_on_close(() => log.push("closed"));
  return response;
});

app.get("/empty", function empty() {
  return new Response();
});

app.get("/none-body", function none_body() {
  return new Response(null, 202);
});

app.get("/bytes-list", function bytes_list() {
  return new Response([Buffer.from([255]), Buffer.from([0])], { mimetype: "application/octet-stream" });
});

app.get("/passthrough", function passthrough() {
  const body = [Buffer.from("1"), Buffer.from("2")].values();
  return new Response(body, { direct_passthrough: true, headers: { "Content-Length": "2" } });
});

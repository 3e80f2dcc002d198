import { Flask, Response } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/<int:status>", function status({ status: code }) {
  return new Response("body", code);
});

app.get("/text", function text() {
  return new Response("nothing here", "404 Not Here");
});

app.get("/stream", function stream() {
  function* generate() {
    try {
      log.push("read");
      yield "a";
    } finally {
      log.push("closed");
    }
  }
  return generate();
});

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

export function statuses() {
  for (const status of [200, 201, 404, 299, "200 OK", "404 Not Here", "418", "no number"]) {
    const response = new Response("", { status });
    log.push(`${response.status_code} ${response.status}`);
  }
  try {
    new Response("", { status: "" });
  } catch {
    log.push("an empty status is an error");
  }
  const response = new Response();
  response.status_code = 503;
  log.push(response.status);
  response.status = "202 Fine";
  log.push(String(response.status_code));
}

export function types() {
  for (const options of [
    {},
    { mimetype: "text/plain" },
    { mimetype: "application/json" },
    { mimetype: "application/xml" },
    { mimetype: "image/svg+xml" },
    { mimetype: "image/png" },
    { content_type: "text/plain" },
    { mimetype: "text/plain", content_type: "a/b; c=d" },
    { headers: { "Content-Type": "x/y" } },
  ]) {
    const response = new Response("x", options);
    const parameters = Object.entries(response.mimetype_params).map(
      ([name, value]) => `"${name}": "${value}"`,
    );
    log.push(`${response.content_type} ${response.mimetype} {${parameters.join(", ")}}`);
  }
  const response = new Response("x");
  response.mimetype = "text/css";
  log.push(response.headers["Content-Type"] ?? "");
}

export function bodies() {
  let response = new Response("abc");
  log.push(`'${response.data}' ${response.content_length}`);
  response.data = "ä";
  const text = () => response.get_data({ as_text: true });
  log.push(`${text()} ${response.content_length} ${response.calculate_content_length()}`);
  response.set_data(Buffer.from("xyz!"));
  log.push(`${text()} ${response.content_length} ${word(response.is_sequence)}`);
  response = new Response(['{"a"', ": 1}"], { mimetype: "application/json" });
  const { a } = response.get_json() as { a: number };
  log.push(`{"a": ${a}} ${word(response.is_json)}`);
  response = new Response(["s", "t"].values());
  log.push(`${word(response.is_streamed)} ${word(response.is_sequence)} ${word(response.content_length)}`);
  log.push(`${text()} ${word(response.is_sequence)}`);
}

import { after_this_request, Flask, jsonify, Response, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value ? "True" : "False");

app.after_request(function change(response) {
  const { status_code, mimetype, is_streamed, direct_passthrough } = response;
  log.push(
    `${status_code} ${mimetype} ${request.endpoint === null ? "None" : word(is_streamed)} ${word(direct_passthrough)}`,
  );
  if (request.path === "/body") response.data = `${response.get_data({ as_text: true }).toUpperCase()}!`;
  if (request.path === "/status") {
    response.status_code = 202;
    response.headers.remove("Content-Type");
  }
  if (request.path === "/replace") return new Response("another", 203, { "X-New": "1" });
  if (request.path === "/json") {
    const data = response.get_json();
    data.added = true;
    response.data = app.json.dumps(data);
  }
  response.headers.setdefault("X-Frame-Options", "DENY");
  response.headers.add("X-Many", "1");
  response.headers.add("X-Many", "2");
  return response;
});

const body = () => "bödy";
app.get("/body", { endpoint: "body" }, body);
app.get("/status", { endpoint: "status" }, body);
app.get("/replace", { endpoint: "replace" }, body);

app.get("/cookie", function cookie() {
  after_this_request((response) => {
    response.set_cookie("once", "1");
    return response;
  });
  after_this_request((response) => {
    response.headers["X-Order"] = "second";
    return response;
  });
  return "cookie";
});

app.get("/stream", function stream() {
  function* generate() {
    yield "a";
    yield "b";
  }
  return new Response(generate(), { mimetype: "text/plain" });
});

app.get("/json", function json() {
  return jsonify({ a: 1 });
});

import { abort, Flask, jsonify, make_response, Response, request, send_file, timedelta } from "miniflask";
import { WWWAuthenticate } from "miniflask/datastructures";
import type { CookieOptions } from "miniflask/http";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

app.get("/whole_floats", function whole_floats() {
  return jsonify(Number.parseFloat("12"), timedelta({ seconds: 5 }).total_seconds());
});

app.get("/abort_with_text", function abort_with_text() {
  abort(405, "why");
});

app.after_request((response) => {
  if (response.status_code >= 400) log.push(response.is_streamed ? "True" : "False");
  if (request.args.get("length")) log.push(`${response.get_data().length} bytes`);
  return response;
});

app.get("/error_page", function error_page() {
  abort(404);
});

app.get("/own_length", function own_length() {
  const response = make_response("hello");
  response.headers["Content-Length"] = "3";
  return response;
});

app.get("/track", function track() {
  return send_file(Buffer.from("track"), { download_name: "track.gpx" });
});

app.get("/file", function file() {
  return send_file("app.py");
});

export function abort_unknown_code() {
  return attempt(() => abort(299));
}

function cookie_with(name = "k", options: CookieOptions = {}) {
  const response = new Response();
  response.set_cookie(name, "v", options);
  return response.headers["Set-Cookie"];
}

export function odd_cookies() {
  return [
    attempt(() => cookie_with("a;b")),
    attempt(() => cookie_with("a b")),
    attempt(() => cookie_with("ä")),
    attempt(() => cookie_with("k", { domain: "a;b" })),
    attempt(() => cookie_with("k", { expires: "x; Secure" })),
  ];
}

export function fraction_of_a_second() {
  return cookie_with("k", { max_age: 1.5, expires: "x" });
}

function header_set(name: string, value: string) {
  const response = new Response();
  response.headers[name] = value;
  return "set";
}

export function odd_headers() {
  return [
    attempt(() => header_set("a b", "x")),
    attempt(() => header_set("X", "\u0001")),
    attempt(() => header_set("X", "日")),
    attempt(() => new Response("", { status: "200 \u0001" }).status),
  ];
}

export async function length_beside_x_sendfile(client: FlaskClient) {
  app.config.USE_X_SENDFILE = true;
  const answer = await client.get("/file");
  app.config.USE_X_SENDFILE = false;
  return ["X-Sendfile" in answer.headers, answer.headers["Content-Length"] === "0"];
}

export function property_set_to_nothing() {
  const response = new Response();
  response.age = null;
  return [...response.headers.items()];
}

export function names_that_are_not_there() {
  const response = new Response();
  const names = [
    response.access_control_allow_headers,
    response.access_control_allow_methods,
    response.access_control_expose_headers,
  ];
  return names.map((name) => name === null);
}

export function challenge_changed() {
  const challenge = new WWWAuthenticate("basic", { realm: "r" });
  challenge.type = "bearer";
  challenge.token = "t";
  return challenge.to_header();
}

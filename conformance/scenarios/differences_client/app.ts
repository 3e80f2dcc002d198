import { Flask, make_response, redirect, request } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const app = new Flask(import.meta.url);

app.get("/seen", function seen() {
  return request.headers.get("Cookie", "no cookie");
});

app.get("/cookies", function cookies() {
  return { ...request.cookies.to_dict() };
});

app.get("/set", function set_() {
  const response = make_response("set");
  response.set_cookie("short", "1", { expires: "Fri, 02 Jan 2026 03:00:00 GMT" });
  response.set_cookie("negative", "1", { max_age: -5 });
  response.set_cookie("kept", "1");
  return response;
});

app.get("/rel/a", function relative() {
  return redirect("b");
});

app.get("/b", function b() {
  return "below the root";
});

app.get("/rel/b", function rel_b() {
  return "beside it";
});

app.post("/upload", function upload() {
  return request.files["file"]!.filename ?? "";
});

export async function quote_in_a_name(client: FlaskClient) {
  return (await client.post("/upload", { data: { file: [Buffer.from("x"), 'a"b.txt'] } })).text;
}

export async function two_cookie_headers() {
  const client = app.test_client({ use_cookies: false });
  const headers: [string, string][] = [
    ["Cookie", "a=1"],
    ["Cookie", "b=2"],
  ];
  return (await client.get("/cookies", { headers })).json;
}

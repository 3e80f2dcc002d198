import { Flask, make_response, Response, request, timedelta } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/plain", function plain() {
  const response = make_response("plain");
  response.set_cookie("a", "1");
  response.set_cookie("b");
  response.set_cookie("a", "2");
  return response;
});

app.get("/ages", function ages() {
  const response = make_response("ages");
  response.set_cookie("seconds", "1", { max_age: 60 });
  response.set_cookie("delta", "1", { max_age: timedelta({ hours: 1 }) });
  response.set_cookie("zero", "1", { max_age: 0 });
  response.set_cookie("date", "1", { expires: new Date("2030-05-06T07:08:09Z") });
  response.set_cookie("number", "1", { expires: 0 });
  response.set_cookie("text", "1", { expires: "Wed, 06 May 2030 07:08:09 GMT" });
  response.set_cookie("both", "1", { max_age: 5, expires: 1000 });
  return response;
});

app.get("/attributes", function attributes() {
  const response = make_response("attributes");
  response.set_cookie("all", "1", {
    max_age: 9,
    path: "/p",
    domain: "example.org",
    secure: true,
    httponly: true,
    samesite: "lax",
    partitioned: true,
  });
  response.set_cookie("strict", "1", { samesite: "STRICT" });
  response.set_cookie("none", "1", { samesite: "None" });
  response.set_cookie("part", "1", { partitioned: true });
  response.set_cookie("nopath", "1", { path: null });
  response.set_cookie("path", "1", { path: "/ä b;c" });
  response.set_cookie("dot", "1", { domain: ".example.org:80" });
  response.set_cookie("idna", "1", { domain: "bücher.example" });
  return response;
});

app.get("/quoting", function quoting() {
  const response = make_response("quoting");
  const values = ["a b", "a,b", "a;b", 'q"q', "back\\slash", "ä€", "%41", "tab\t", "{}=/+", "\x7f", ""];
  for (const [number, value] of values.entries()) response.set_cookie(`c${number}`, value);
  return response;
});

app.get("/delete", function remove() {
  const response = make_response("delete");
  response.delete_cookie("a");
  response.delete_cookie("b", {
    path: "/p",
    domain: "example.org",
    secure: true,
    httponly: true,
    samesite: "Lax",
    partitioned: true,
  });
  return response;
});

app.get("/show", function show() {
  return request.cookies.to_dict();
});

app.get("/errors", function errors() {
  const response = new Response("errors");
  const attempts: [string, () => void][] = [
    ["number", () => response.set_cookie("a", 1 as unknown as string)],
    ["none", () => response.set_cookie("a", null as unknown as string)],
    ["samesite", () => response.set_cookie("a", "1", { samesite: "sometimes" as "Lax" })],
    ["empty name", () => response.set_cookie("", "1")],
  ];
  for (const [label, attempt] of attempts) {
    try {
      attempt();
      log.push(`${label}: fine`);
    } catch {
      log.push(`${label}: error`);
    }
  }
  return response.headers.getlist("Set-Cookie").length === 0 ? response : "some were set";
});

app.get("/replace", function replace() {
  const response = make_response("replace");
  response.set_cookie("a", "1");
  response.set_cookie("b", "2");
  return [response, { "Set-Cookie": "c=3" }];
});

app.get("/large", function large() {
  const response = make_response("large");
  response.set_cookie("large", "x".repeat(5000));
  return response;
});

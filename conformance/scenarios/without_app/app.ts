import { abort, Flask, HTTPException, Response, redirect } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Closed extends HTTPException {
  static override readonly code = 600;
  static override readonly description = "closed for today";
}

app.aborter.mapping.set(600, Closed);

export function outside() {
  const response = redirect("/there");
  log.push(`${response.status_code} ${response.location}`);
  try {
    abort(404);
  } catch (error) {
    if (error instanceof HTTPException) log.push(`${error.code} ${error.name}`);
  }
  try {
    abort(600);
  } catch (error) {
    if (!(error instanceof HTTPException)) log.push("600 is unknown outside the app");
  }
}

app.shell_context_processor(function shell_names() {
  return { answer: 42 };
});

export function shell() {
  log.push(Object.keys(app.make_shell_context()).sort().join(","));
}

app.get("/redirect", function go() {
  return redirect("/there?a=1&b=2", 303);
});

app.get("/abort/<int:code>", function stop({ code }) {
  return abort(code);
});

app.get("/abort-response", function stop_with_response() {
  return abort(new Response("as it is", 499, { "X-Own": "1" }));
});

app.get("/abort-text", function stop_with_text() {
  return abort(400, "two\nlines & <markup>");
});

import { Flask, has_request_context, Response, request, session, stream_with_context } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

const word = (value: unknown) => (value ? "True" : "False");

app.teardown_request(() => {
  log.push("teardown");
});

app.get("/plain", function plain() {
  function* generate() {
    log.push("first");
    yield "a";
    log.push("second");
    yield Buffer.from("b");
  }
  return new Response(generate(), { mimetype: "text/plain" });
});

app.get("/without-context", function without_context() {
  function* generate() {
    yield `context: ${word(has_request_context())}`;
  }
  return generate();
});

app.get("/with-context", function with_context() {
  async function* generate() {
    try {
      yield request.path;
      log.push("between");
      yield ` ${word(has_request_context())}`;
    } finally {
      log.push("closed");
    }
  }
  return stream_with_context(generate());
});

app.get("/decorated", function decorated() {
  const generate = stream_with_context(function* (text: string) {
    yield `${text} ${request.method}`;
  });
  return generate("decorated");
});

app.get("/session", function session_in_stream() {
  if ("name" in request.args) session.name = request.args["name"];
  function* generate() {
    yield `name ${session.get("name")}`;
    session.late = true;
  }
  return stream_with_context(generate());
});

app.get("/on-close", function on_close() {
  const response = new Response("body");
  response.call_on_close(() => log.push("on close 1"));
  response.call_on_close(() => log.push("on close 2"));
  return response;
});

app.get("/fail", function fail() {
  function* generate() {
    yield "a";
    throw new Error("in the stream");
  }
  return generate();
});

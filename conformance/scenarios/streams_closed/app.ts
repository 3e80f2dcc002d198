import { Flask, g, make_response, Response, request, session, stream_with_context } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
app.logger.level = "silent";

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

app.after_request((response) => {
  if (response.status_code >= 400) return response; // Flask makes an iterator of its error pages
  log.push(`after ${word(response.is_streamed)} ${word(response.content_length)}`);
  response.headers["X-Streamed"] = String(word(response.is_streamed));
  return response;
});

class Pages implements IterableIterator<string> {
  at = 0;
  readonly count: number;
  constructor(count: number) {
    this.count = count;
  }
  [Symbol.iterator]() {
    return this;
  }
  next(): IteratorResult<string> {
    if (this.at === this.count) return { done: true, value: undefined };
    this.at++;
    return { done: false, value: `page ${this.at};` };
  }
  return(): IteratorResult<string> {
    log.push(`closed at ${this.at}`);
    return { done: true, value: undefined };
  }
}

app.get("/pages/<int:count>", function pages({ count }) {
  return new Pages(count);
});

app.get("/call-on-close", function call_on_close() {
  const response = make_response(new Pages(2));
  response.call_on_close(() => log.push("first on close"));
  response.call_on_close(() => log.push("second on close"));
  return response;
});

app.get("/bytes", function mixed() {
  function* make() {
    yield "text ü ";
    yield Buffer.from("bytes \xff", "latin1");
    yield "";
  }
  return [make(), { "Content-Type": "application/octet-stream" }];
});

app.get("/empty", function empty() {
  return ([] as string[]).values();
});

class ZeroDivisionError extends Error {}

app.get("/first-fails", function first_fails() {
  // biome-ignore lint/correctness/useYield: it fails before
  function* make(): Generator<string> {
    throw new ZeroDivisionError("before the first piece");
  }
  return make();
});

app.get("/session-late", function session_late() {
  session.early = 1;
  function* make() {
    yield "one;";
    session.late = 2;
    yield `[${[...session.keys()]
      .sort()
      .map((key) => `'${key}'`)
      .join(", ")}]`;
  }
  return stream_with_context(make());
});

app.get("/generator-response", function generator_response() {
  const make = stream_with_context(function* () {
    g.n = 0;
    while (g.n < 3) {
      g.n += 1;
      yield `${g.n} of ${request.args.get("of", "?")};`;
    }
  });
  return new Response(make(), { mimetype: "text/plain", headers: { "X-Made": "1" } });
});

app.get("/freeze", async function freeze() {
  const response = new Response(new Pages(2));
  await response.freeze();
  log.push(`${word(response.is_streamed)} ${word(response.content_length)}`);
  return response;
});

app.errorhandler(ZeroDivisionError)(() => ["handled", 500]);

import {
  Flask,
  g,
  got_request_exception,
  Response,
  request,
  session,
  stream_template,
  stream_template_string,
  stream_with_context,
  template_rendered,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "streams";
const word = (value: unknown) => (value ? "True" : "False");

template_rendered.connect(() => {
  log.push("rendered");
}, app);

got_request_exception.connect((_sender, { exception }) => {
  log.push(`got ${(exception as Error).message.split(":")[0]}`);
}, app);

app.after_request(function after(response) {
  log.push(`after ${response.status_code} ${word(response.status_code < 400 && response.is_streamed)}`);
  response.call_on_close(() => {
    log.push("closed");
  });
  return response;
});

app.get("/template", function template() {
  session.user = "ann";
  g.x = "from g";
  const when = () => {
    log.push("called");
    return "now";
  };
  return stream_template("page.html", { rows: ["a", "b"], when });
});

app.get("/early", function early() {
  return stream_template("missing.html");
});

app.get("/kwargs", function kwargs() {
  const source = "{{ g.x or 'nothing' }}|{{ request.args.q }}|{{ config.TESTING }}|{{ a + b }}";
  return [stream_template_string(source, { a: 1, b: 2 }), 202, { "X-K": "1" }];
});

app.get("/select", function select() {
  return stream_template(["missing.html", "page.html"], { rows: [] });
});

app.get("/headers", function headers() {
  function* lines() {
    yield `${request.path}\n`;
    try {
      yield `${session.get("user") ?? "None"}\n`;
    } finally {
      log.push("generator done");
    }
  }
  const response = new Response(stream_with_context(lines()), { mimetype: "text/event-stream" });
  response.headers["Cache-Control"] = "no-cache";
  return response;
});

app.get("/bytes", function some_bytes() {
  function* pieces() {
    yield Buffer.from([0]);
    yield Buffer.from("text");
  }
  return pieces();
});

app.get("/empty", function empty() {
  return [].values();
});

app.get("/twice", async function twice() {
  const response = new Response(["0", "1", "2", "3"].values());
  log.push(`${word(response.is_sequence)} ${word(response.is_streamed)}`);
  await response.make_sequence();
  log.push(
    `${word(response.is_sequence)} ${response.get_data({ as_text: true })} ${response.calculate_content_length()}`,
  );
  return response;
});

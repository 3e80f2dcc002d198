import { Flask, type Request, SecureCookieSessionInterface, session } from "miniflask";

export const log: string[] = [];

class LoggingSessions extends SecureCookieSessionInterface {
  override open_session(...[host, asked]: Parameters<SecureCookieSessionInterface["open_session"]>) {
    const opened = super.open_session(host, asked);
    log.push(`session opened, url_rule ${(asked as Request).url_rule ?? "None"}`);
    return opened;
  }

  override save_session(
    ...[host, saved, response]: Parameters<SecureCookieSessionInterface["save_session"]>
  ) {
    super.save_session(host, saved, response);
    log.push(`session saved, status ${(response as unknown as { status_code: number }).status_code}`);
  }
}

export const app = new Flask(import.meta.url);
app.secret_key = "dev";
app.session_interface = new LoggingSessions();

const text = (error: unknown) => (error instanceof Error ? error.message : "None");

app.before_request(function first() {
  log.push("before_request 1");
});

app.before_request(function second() {
  log.push("before_request 2");
});

app.after_request(function after_first(response) {
  log.push("after_request 1");
  session.after = true;
  return response;
});

app.after_request(function after_second(response) {
  log.push("after_request 2");
  return response;
});

app.teardown_request(function teardown(error) {
  log.push(`teardown_request ${text(error)}`);
});

app.teardown_appcontext(function teardown_app(error) {
  log.push(`teardown_appcontext ${text(error)}`);
});

app.get("/ok", function ok() {
  log.push("view");
  return "ok";
});

app.get("/fail", function fail() {
  log.push("view");
  session.seen = 1;
  throw new Error("broken");
});

app.get("/stream", function stream() {
  log.push("view");
  function* generate() {
    log.push("chunk 1");
    yield "a";
    log.push("chunk 2");
    yield "b";
  }
  return generate();
});

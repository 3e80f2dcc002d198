import {
  appcontext_popped,
  appcontext_pushed,
  appcontext_tearing_down,
  before_render_template,
  Flask,
  got_request_exception,
  render_template_string,
  request_finished,
  request_started,
  request_tearing_down,
  SecureCookieSessionInterface,
  session,
  template_rendered,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";
const other = new Flask("other");

class Sessions extends SecureCookieSessionInterface {
  override save_session(...args: Parameters<SecureCookieSessionInterface["save_session"]>) {
    log.push("session saved");
    super.save_session(...args);
  }
}

app.session_interface = new Sessions();

const word = (value: unknown) => (value ? "True" : "False");
const text = (error: unknown) => (error instanceof Error ? error.message : "none");
const told = (name: string, what: unknown, sender: object) =>
  log.push([name, what, word(sender === app)].filter((part) => part !== "").join(" "));

appcontext_pushed.connect((sender) => told("appcontext_pushed", "", sender), app);
request_started.connect((sender) => told("request_started", "", sender), app);
before_render_template.connect(
  (sender, { context }) => told("before_render_template", context["x"], sender),
  app,
);
template_rendered.connect((sender, { context }) => told("template_rendered", context["x"], sender), app);
request_finished.connect(
  (sender, { response }) => told("request_finished", response.status_code, sender),
  app,
);
request_tearing_down.connect((sender, { exc }) => told("request_tearing_down", text(exc), sender), app);
got_request_exception.connect(
  (sender, { exception }) => told("got_request_exception", text(exception), sender),
  app,
);
appcontext_tearing_down.connect((sender, { exc }) => told("appcontext_tearing_down", text(exc), sender), app);
appcontext_popped.connect((sender) => told("appcontext_popped", "", sender), app);

app.before_request(() => {
  log.push("before_request");
});

app.after_request((response) => {
  log.push("after_request");
  return response;
});

app.teardown_request(() => {
  log.push("teardown_request");
});

app.teardown_appcontext(() => {
  log.push("teardown_appcontext");
});

app.get("/", function index() {
  session.x = 1;
  return render_template_string("{{ x }}", { x: "rendered" });
});

app.get("/fail", function fail() {
  throw new Error("broken");
});

export async function context() {
  await app.app_context().run(() => {
    log.push("inside");
  });
  await other.app_context().run(() => {
    log.push("inside the other");
  });
}

export async function connections() {
  const everybody = (sender: object) => {
    log.push(`started ${(sender as Flask).name}`);
  };
  request_started.connect(everybody);
  await other.test_client().get("/missing");
  request_started.disconnect(everybody);
  await other.test_client().get("/missing");
  await request_started.connected_to(everybody, other).run(() => other.test_client().get("/missing"));
  await other.test_client().get("/missing");
  log.push(word(request_started.has_receivers_for(app)));
}

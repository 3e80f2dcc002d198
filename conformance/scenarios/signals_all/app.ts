import { Flask, flash, render_template_string } from "miniflask";
import {
  appcontext_popped,
  appcontext_pushed,
  appcontext_tearing_down,
  before_render_template,
  got_request_exception,
  message_flashed,
  request_finished,
  request_started,
  request_tearing_down,
  template_rendered,
} from "miniflask/signals";
import type { FlaskClient } from "miniflask/testing";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "s";
const text = (e: unknown) => (e ? (e as Error).message : "None");
interface Extra {
  readonly response?: { readonly status_code: number };
  readonly exception?: unknown;
  readonly exc?: unknown;
  readonly template?: { readonly name: string | null };
  readonly context?: Record<string, unknown>;
  readonly message?: unknown;
  readonly category?: string;
}

function rec(
  name: string,
  signal: { connect(f: (sender: never, extra: never) => void, sender: Flask): unknown },
) {
  signal.connect((_sender, kw: Extra) => {
    const extra: unknown[] = [];
    if (kw.response) extra.push(kw.response.status_code);
    if ("exception" in kw) extra.push(text(kw.exception));
    if ("exc" in kw) extra.push(text(kw.exc));
    if (kw.template) extra.push(`${kw.template.name ?? "None"} ${kw.context?.["x"] ?? "None"}`);
    if ("message" in kw) extra.push(`${kw.message} ${kw.category}`);
    log.push(`${name} ${extra.join(" ")}`);
  }, app);
}
for (const [n, s] of [
  ["started", request_started],
  ["finished", request_finished],
  ["tearing", request_tearing_down],
  ["exception", got_request_exception],
  ["rendered", template_rendered],
  ["before_render", before_render_template],
  ["pushed", appcontext_pushed],
  ["popped", appcontext_popped],
  ["apptearing", appcontext_tearing_down],
  ["flashed", message_flashed],
] as const)
  rec(n, s as never);
app.before_request(() => {
  log.push("hook before");
});
app.after_request((r) => {
  log.push("hook after");
  return r;
});
app.teardown_request(() => {
  log.push("hook teardown");
});
app.route("/", function index() {
  flash("hi", "cat");
  return render_template_string("{{ x }}", { x: 5 });
});
app.route("/boom", function boom(): string {
  throw new Error("boom");
});
class KeyError extends Error {}
app.route("/handled", function handled(): string {
  throw new KeyError("h");
});
app.errorhandler(KeyError)(() => "handled");
export async function scoped(client: FlaskClient) {
  const got: string[] = [];
  await request_started
    .connected_to(() => {
      got.push("scoped");
    }, app)
    .run(async () => {
      await client.get("/");
    });
  await client.get("/");
  const g_ = () => {
    got.push("other");
  };
  request_started.connect(g_, app);
  await client.get("/handled");
  request_started.disconnect(g_, app);
  await client.get("/handled");
  request_started.connect(() => {
    got.push("any");
  }, new Flask("someone"));
  await client.get("/handled");
  return got;
}
export async function ctx_only() {
  await app.app_context().run(() => {
    log.push("inside");
  });
}

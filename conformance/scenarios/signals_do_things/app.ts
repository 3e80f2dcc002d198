import {
  Flask,
  flash,
  g,
  got_request_exception,
  int,
  message_flashed,
  render_template_string,
  request,
  request_finished,
  request_started,
  session,
  template_rendered,
} from "miniflask";
import { Signal } from "miniflask/signals";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "signals";
const sold = new Signal<{ what: string; price?: number }>("sold");

const started = request_started.connect(function started() {
  g.number = request.args.get("n", 0, int);
  log.push(`started ${request.method} ${request.path} ${request.endpoint ?? "None"}`);
  if (g.number === 13) throw new Error("unlucky");
}, app);

request_finished.connect(function finished(_sender, { response }) {
  response.headers["X-Finished"] = String(response.status_code);
  session.late = "not saved any more";
  log.push(`finished ${response.status_code} ${g.number}`);
  if (g.number === 14) throw new Error("finished badly");
}, app);

got_request_exception.connect(function got(_sender, { exception }) {
  log.push(`got ${(exception as Error).message}`);
}, app);

const first = sold.connect(function first(_sender, { what, price }) {
  log.push(`sold ${what} ${price ?? "None"}`);
  return "first";
});

message_flashed.connect(function flashed(_sender, { message, category }) {
  log.push(`flashed '${message}' ${category}`);
}, app);

template_rendered.connect(function rendered(_sender, { context }) {
  const names = Object.keys(context).filter((name) => !["g", "request", "session"].includes(name));
  log.push(
    `[${names
      .sort()
      .map((name) => `'${name}'`)
      .join(", ")}]`.replace(/^/, "rendered "),
  );
}, app);

app.get("/", function index() {
  const answers = sold.send(app, { what: "lamp", price: 3 }) as unknown as [unknown, string][];
  log.push(`[${answers.map(([, answer]) => `'${answer}'`).join(", ")}]`);
  flash("sold", "ok");
  return render_template_string("{{ a }}{{ g.number }}", { a: 1 });
});

app.get("/fail", function fail() {
  session.x = 1;
  throw new Error("failing");
});

app.get("/half", function half() {
  return render_template_string("{{ a }}{{ missing.attribute }}", { a: 1 });
});

const word = (value: unknown) => (value ? "True" : "False");

export function quiet() {
  sold.disconnect(first);
  log.push(`[${sold.send(app, { what: "x" }) ?? ""}]`);
  log.push(`${word(sold.active)} ${word(sold.has_receivers_for(app))}`);
}

// Only one receiver at a time: in which order blinker calls two is left open.
export function swap() {
  const once = () => {
    g.number = 99;
    log.push("once");
    request_started.disconnect(once, app);
    request_started.connect(started, app);
  };
  request_started.disconnect(started, app);
  request_started.connect(once, app);
}

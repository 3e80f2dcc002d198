import { setTimeout as sleep } from "node:timers/promises";
import {
  abort,
  after_this_request,
  Blueprint,
  current_app,
  Flask,
  g,
  MethodView,
  request,
  session,
  url_for,
  View,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
app.logger.level = "silent";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
const deep = new Blueprint("deep", import.meta.url, { url_prefix: "/deep/<int:n>" });

class Late extends Error {}

const list = (values: readonly string[] | undefined) =>
  values ? `[${values.map((value) => `'${value}'`).join(", ")}]` : "None";
const text = (error: unknown) => (error instanceof Error ? error.message : "None");

app.before_request(async () => {
  await sleep(0);
  g.order = ["app"];
  return request.args.get("stop") === "app" ? ["stopped by app", 202] : undefined;
});

bp.before_request(() => {
  g.order.push("bp");
});

deep.before_request(async () => {
  await sleep(1);
  g.order.push("deep");
  if (request.args.get("stop") === "deep") abort(409);
});

deep.url_value_preprocessor((_endpoint, values) => {
  if (values !== null) values["n"] = (values["n"] as number) * 10;
});

app.after_request(async (response) => {
  await sleep(0);
  response.headers["X-Order"] = g.get("order", []).join(",");
  return response;
});

deep.after_request((response) => {
  g.order.push("deep after");
  return response;
});

bp.teardown_request(async (error) => {
  await sleep(0);
  log.push(`teardown ${request.path} ${text(error)}`);
});

app.teardown_appcontext(async () => {
  await sleep(0);
  log.push(`app over ${list(g.get("order"))}`);
});

bp.errorhandler(Late)(async (error) => {
  await sleep(0);
  return [`late ${error.message} ${request.endpoint} ${current_app.name}`, 418];
});

app.errorhandler(409)(async () => {
  await sleep(0);
  after_this_request(async (response) => {
    await sleep(0);
    response.headers["X-Mark"] = "conflict";
    return response;
  });
  return [`conflict in ${list(g.order)}`, 409];
});

class Page extends View {
  override async dispatch_request({ n }: { n: number }) {
    await sleep(0);
    return `${n} ${list(g.order)} ${url_for(".page", { n })}`;
  }
}

class Methods extends MethodView {
  async get({ n }: { n: number }) {
    return { parts: await Promise.all([0, 1, 2].map((i) => this.part(i))), n };
  }
  async part(i: number) {
    await sleep(3 - i);
    return `${i} ${request.path} ${session.get("seen") ?? "None"}`;
  }
  async post({ n }: { n: number }) {
    session.seen = n;
    await sleep(0);
    throw new Late(String(n));
  }
}

deep.add_url_rule("/page", { view_func: Page.as_view("page") });
deep.add_url_rule("/methods", { view_func: Methods.as_view("methods") });

bp.get("/plain", function plain() {
  return `plain ${list(g.order)}`;
});

bp.get("/fails", async function fails() {
  await sleep(0);
  throw new Error("async failure");
});

bp.register_blueprint(deep);
app.register_blueprint(bp);

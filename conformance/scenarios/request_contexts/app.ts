import {
  after_this_request,
  copy_current_request_context,
  Flask,
  g,
  has_request_context,
  request,
  session,
  url_for,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

const word = (value: unknown) => (value ? "True" : "False");

app.before_request(() => {
  log.push("before_request");
});

app.teardown_request((error) => {
  log.push(`teardown ${error instanceof Error ? error.message : "none"}`);
});

app.get("/page/<int:id>", function page() {
  return "page";
});

export async function by_hand() {
  await app.test_request_context("/page/3?q=1", { method: "POST", data: { a: "b" } }).run(async () => {
    // Outside a journey nobody has read the body yet.
    await request.read_body();
    log.push(`${request.path} ${request.args["q"]} ${request.method} ${request.form.get("a")}`);
    log.push(`${request.endpoint ?? "None"} ${word(has_request_context())}`);
  });
  const ctx = app.test_request_context("/page/3", { headers: { "X-A": "1" } });
  await ctx.run(async () => {
    const { id } = request.view_args as { id: number };
    log.push(`${request.endpoint} {'id': ${id}} ${url_for("page", { id: 4 })} ${request.headers["X-A"]}`);
    session.in = "context";
    log.push(session.in);
    await app.preprocess_request(ctx);
  });
}

export async function with_error() {
  try {
    await app.test_request_context("/").run(() => {
      throw new Error("inside");
    });
  } catch (error) {
    log.push(`came out: ${(error as Error).message}`);
  }
}

export function outside() {
  for (const [name, use] of [
    ["request", () => request.path],
    ["session", () => session.x],
    ["after_this_request", () => after_this_request((response) => response)],
  ] as const) {
    try {
      use();
      log.push(`${name}: fine`);
    } catch {
      log.push(`${name}: RuntimeError`);
    }
  }
}

const kept: (() => string | Promise<string>)[] = [];

export async function copied() {
  await app.test_request_context("/page/7").run(() => {
    g.value = "original";
    kept.push(copy_current_request_context(() => `${request.path} ${word(has_request_context())}`));
  });
  for (const work of kept) log.push(await work());
}

app.get("/later", async function later() {
  session.x = 1;
  const work = copy_current_request_context(() => `${request.path} ${session.x}`);
  return await work();
});

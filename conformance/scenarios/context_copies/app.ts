import {
  after_this_request,
  copy_current_request_context,
  current_app,
  Flask,
  g,
  has_request_context,
  request,
  session,
  stream_with_context,
  url_for,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
const kept: ((word: string) => unknown)[] = [];

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

app.before_request(() => {
  g.user = request.args.get("user", "nobody");
  log.push(`before ${g.user}`);
});

class ValueError extends Error {}

app.errorhandler(ValueError)(() => {
  log.push(`handled ${request.path}`);
  return ["wrong", 500];
});

app.get("/copy", async function copy() {
  session.in_view = 1;
  const later = copy_current_request_context((said: string, { loud = false } = {}) => {
    log.push(
      `later ${said} ${word(loud)} ${request.path} ${request.args.get("user") ?? "None"} ${session.in_view} ${current_app.name}`,
    );
    session.later = 2;
    return url_for("copy", { x: 1 });
  });
  const result = await later("now", { loud: true });
  kept.push(later);
  return `${result} [${[...session.keys()]
    .sort()
    .map((key) => `'${key}'`)
    .join(", ")}]`;
});

export async function call_kept() {
  for (const fn of kept) log.push(String(await fn("kept")));
  kept.length = 0;
  log.push(String(word(has_request_context())));
}

app.get("/generator", function generator() {
  session.seen = 1;
  function* make() {
    try {
      for (const n of [0, 1, 2])
        yield `${n} ${word(request.args.get("user"))} ${word(g.get("user"))} ${session.seen} ${url_for("generator")};`;
    } finally {
      log.push(`closed ${word(has_request_context())}`);
    }
  }
  return stream_with_context(make());
});

app.get("/decorated", function decorated() {
  const make = stream_with_context(async function* (a: string, b = "b") {
    yield `${a}${b}${request.path}`;
    await Promise.resolve();
    yield g.user as string;
  });
  return [make("a"), 201, { "X-Made": "yes" }];
});

app.get("/fails", function fails() {
  return stream_with_context(
    (function* () {
      yield "one";
      throw new ValueError(`in stream ${request.path}`);
    })(),
  );
});

app.get("/plain", function plain() {
  const path = request.path;
  function* make() {
    yield `${path} ${word(has_request_context())}`;
  }
  return make();
});

app.get("/after", function after() {
  after_this_request((response) => {
    response.headers["X-Order"] = "first";
    after_this_request((later) => {
      later.headers["X-Order"] += " added";
      return later;
    });
    return response;
  });
  after_this_request((response) => {
    response.headers["X-Order"] += " second";
    return response;
  });
  return "after";
});

export async function outside() {
  for (const [name, action] of [
    ["after_this_request", () => after_this_request((response) => response)],
    ["copy", () => copy_current_request_context(() => 1)()],
    ["stream", () => [...stream_with_context("ab"[Symbol.iterator]())]],
    ["session", () => session.x],
    ["url_for", () => url_for("after")],
  ] as const) {
    try {
      await action();
      log.push(`${name} fine`);
    } catch {
      log.push(`${name} refused`);
    }
  }
}

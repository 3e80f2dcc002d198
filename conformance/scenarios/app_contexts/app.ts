import { current_app, Flask, g, has_app_context, has_request_context } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const other = new Flask("other");

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));
const names = () =>
  `[${[...g]
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;

app.teardown_appcontext((error) => {
  log.push(`teardown ${error instanceof Error ? error.message : "none"}`);
});

export async function inside() {
  log.push(`${word(has_app_context())} ${word(has_request_context())}`);
  await app.app_context().run(() => {
    log.push(`${current_app.name} ${word(has_app_context())} ${word(has_request_context())}`);
    g.value = 1;
  });
  await app.app_context().run(() => {
    log.push(`fresh g: ${word(!("value" in g))}`);
  });
}

export function globals_of_a_context() {
  return app.app_context().run(() => {
    g.a = 1;
    g.b = 2;
    log.push(`${g.get("a")} ${word(g.get("missing"))} ${g.get("missing", "default")}`);
    log.push(`${g.setdefault("a", 9)} ${g.setdefault("c", 3)}`);
    log.push(`${g.pop("b")} ${g.pop("b", "gone")}`);
    log.push(`${word("a" in g)} ${word("b" in g)} ${names()}`);
    delete g.a;
    log.push(names());
  });
}

export async function with_error() {
  try {
    await app.app_context().run(() => {
      throw new Error("inside");
    });
  } catch (error) {
    log.push(`came out: ${(error as Error).message}`);
  }
}

export function nested() {
  return app.app_context().run(async () => {
    g.x = "outer";
    await other.app_context().run(() => log.push(`${current_app.name} ${word("x" in g)}`));
    await app.app_context().run(() => {
      log.push(`${current_app.name} ${word("x" in g)}`);
    });
    log.push(g.x);
  });
}

export function outside() {
  for (const [name, use] of [
    ["current_app", () => current_app.name],
    ["g", () => g.x],
  ] as const) {
    try {
      use();
    } catch (error) {
      log.push(`${name}: ${(error as Error).message.slice(0, 38)}`);
    }
  }
}

app.get("/", function index() {
  return `${current_app.name} ${word(has_app_context())} ${word(has_request_context())} ${names()}`;
});

import { Blueprint, Flask, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const shown = (value: unknown) => (typeof value === "string" ? `'${value}'` : value);
function x(values: Record<string, unknown>) {
  const items = Object.keys(values)
    .sort()
    .map((name) => `('${name}', ${shown(values[name])})`);
  return `${request.endpoint} ${request.blueprint} [${items.join(", ")}]`;
}

function make(name: string, options: { url_prefix?: string } = {}) {
  const made = new Blueprint(name, import.meta.url, options);
  made.add_url_rule("/x", "x", x);
  return made;
}

const a = make("a", { url_prefix: "/a" });
a.add_url_rule("/", "home", x);
app.register_blueprint(a);
app.register_blueprint(a, { url_prefix: "/renamed", name: "renamed" });
app.register_blueprint(make("b"), { url_prefix: "/b" });
app.register_blueprint(make("slash", { url_prefix: "/slash/" }));

const grand = make("grand", { url_prefix: "/grand" });
const child = make("child", { url_prefix: "/child" });
child.register_blueprint(grand);
const parent = new Blueprint("parent", import.meta.url, { url_prefix: "/parent" });
parent.register_blueprint(child);
parent.register_blueprint(make("second", { url_prefix: "/own" }), { url_prefix: "/given" });
app.register_blueprint(parent);

const defaults = new Blueprint("defaults", import.meta.url, {
  url_prefix: "/defaults",
  url_defaults: { kind: "default", extra: 1 },
});
defaults.add_url_rule("/page", "page", x);
defaults.add_url_rule("/other", "other", x, { defaults: { kind: "own" } });
app.register_blueprint(defaults, { url_defaults: { extra: 2 } });

const recorded = new Blueprint("recorded", import.meta.url, { url_prefix: "/recorded" });

recorded.record((state) => {
  const names = Object.keys(state.options)
    .sort()
    .map((name) => `'${name}'`);
  const first = state.first_registration ? "True" : "False";
  log.push(`record ${first} ${state.url_prefix} [${names.join(", ")}] ${state.app.name}`);
});

recorded.record_once((state) => {
  log.push(`record_once ${state.blueprint.name}`);
});

app.register_blueprint(recorded);
app.register_blueprint(recorded, { name: "again", url_prefix: "/again" });

const empty = new Blueprint("empty", import.meta.url, { url_prefix: "/exact" });
empty.add_url_rule("", "exact", x);
app.register_blueprint(empty);

const exact = new Blueprint("ep", import.meta.url);
exact.endpoint("zed")(() => `zed ${request.endpoint}`);
app.register_blueprint(exact);
app.add_url_rule("/own-endpoint", { endpoint: "zed" });

app.get("/urls", function urls() {
  return ["a.x", "renamed.x", "parent.child.grand.x", "parent.second.x", "a.home"]
    .map((endpoint) => url_for(endpoint))
    .join(" ");
});

export function lists() {
  log.push(Object.keys(app.blueprints).join(","));
  log.push([...app.iter_blueprints()].map(({ name }) => name).join(","));
}

function bad_rule() {
  const made = new Blueprint("bad", import.meta.url);
  made.add_url_rule("no-slash", "x", x);
  return made;
}

export function mistakes() {
  for (const [label, action] of [
    ["dot in an endpoint", () => new Blueprint("m", import.meta.url).add_url_rule("/", "a.b", x)],
    ["dot in a name", () => new Blueprint("a.b", import.meta.url)],
    ["empty name", () => new Blueprint("", import.meta.url)],
    ["rule without slash", () => app.register_blueprint(bad_rule())],
  ] as const) {
    try {
      action();
      log.push(`${label}: fine`);
    } catch {
      log.push(`${label}: error`);
    }
  }
}

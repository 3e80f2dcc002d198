import { Blueprint, Flask, request, url_for } from "miniflask";
import type { HTTPException } from "miniflask/exceptions";
import type { RequestRedirect } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { subdomain_matching: false });
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
const deep = new Blueprint("deep", import.meta.url, { url_prefix: "/deep" });

const list = (values: Iterable<unknown>) =>
  `[${[...values]
    .map((value) => `'${value}'`)
    .sort()
    .join(", ")}]`;
const plain = (values: Iterable<unknown>) => `[${[...values].map((value) => `'${value}'`).join(", ")}]`;

function facts() {
  const rule = request.url_rule;
  const exception = request.routing_exception;
  const values = request.view_args;
  const shown =
    values === null ? "None" : Object.keys(values).length === 0 ? "{}" : list(Object.keys(values));
  return (
    `${request.endpoint ?? "None"} ${request.blueprint ?? "None"} ${plain(request.blueprints)} ${shown} ` +
    `${rule?.rule ?? "None"} ${rule ? list(rule.methods ?? []) : "None"} ${exception === null ? "NoneType" : (exception as Error).constructor.name}`
  );
}

class ValueError extends Error {}

app.before_request(() => {
  log.push(`before ${facts()}`);
  if ("rewrite" in request.args) (request.view_args as Record<string, unknown>)["id"] = 99;
  if ("swap" in request.args) request.view_args = { id: 7 };
  if ("drop" in request.args) {
    request.url_rule = null;
    request.routing_exception = new ValueError("dropped");
  }
});

app.after_request((response) => {
  log.push(`after ${facts()}`);
  return response;
});

app.teardown_request(() => {
  log.push(`teardown ${facts()} ${url_for("item", { id: 1 })}`);
});

const item = ({ id }: { id: number }) => {
  const items = Object.entries(request.view_args ?? {}).map(([name, value]) => `('${name}', ${value})`);
  return `${id} [${items.join(", ")}] ${facts()}`;
};
for (const owner of [app, bp, deep]) owner.get("/items/<int:id>", { endpoint: "item" }, item);

app.get("/folder/", function folder() {
  return "folder";
});

app.errorhandler(404)(() => [`404 ${facts()}`, 404]);
app.errorhandler(ValueError)((error) => [`${error.message} ${facts()}`, 400]);

bp.register_blueprint(deep, { name: "renamed" });
app.register_blueprint(bp);
app.register_blueprint(bp, { name: "second", url_prefix: "/second" });

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

export async function adapters() {
  await app.test_request_context("/second/deep/items/5?x=1", { method: "POST" }).run(() => {
    log.push(facts());
    const adapter = app.create_url_adapter(request);
    if (adapter === null) return;
    const [endpoint, values] = adapter.match("/items/3", { method: "GET" });
    log.push(
      `('${endpoint}', {'id': ${values["id"]}}) ${word(adapter.test("/nope"))} ${list(adapter.allowed_methods("/items/3"))}`,
    );
    log.push(adapter.build("bp.item", { id: 4 }, { force_external: true }));
  });
  await app.test_request_context("/folder").run(() => {
    log.push(`${facts()} ${(request.routing_exception as RequestRedirect).new_url}`);
  });
  await app.test_request_context("/items/abc").run(() => {
    log.push(`${facts()} ${(request.routing_exception as HTTPException).code}`);
  });
  log.push(String(word(app.create_url_adapter(null))));
  app.config.SERVER_NAME = "named.test";
  log.push(app.create_url_adapter(null)?.build("item", { id: 1 }) ?? "");
  await app.app_context().run(() => log.push(url_for("second.renamed.item", { id: 2 })));
  app.config.SERVER_NAME = null;
}

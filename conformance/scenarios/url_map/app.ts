import { Flask, HTTPException, request } from "miniflask";
import { EndpointPrefix, Rule, RuleTemplate, Submount } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/", function index() {
  return "index";
});

const resource = new RuleTemplate([
  new Rule("/$name/", { endpoint: "$name.list" }),
  new Rule("/$name/<int:id>", { endpoint: "$name.show" }),
]);
app.url_map.add(new Submount("/sub", [new Rule("/page/<int:id>", { endpoint: "page" })]));
app.url_map.add(new EndpointPrefix("pre.", [new Rule("/prefixed", { endpoint: "x" })]));
app.url_map.add(resource({ name: "book" }));

app.endpoint("page")(({ id }: { id: number }) => `page ${id}`);

const word = (value: boolean) => (value ? "True" : "False");

app.get("/inspect", function inspect() {
  const adapter = app.create_url_adapter(request);
  if (adapter === null) return "no adapter";
  const allowed = [...adapter.allowed_methods("/")].sort().join(",");
  return `${word(adapter.test("/"))} ${word(adapter.test("/nope"))} ${allowed}`;
});

export function rules() {
  const all = [...app.url_map.iter_rules()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  for (const rule of all) {
    const methods = rule.methods && [...rule.methods].sort().map((method) => `'${method}'`);
    log.push(`${rule.rule} ${rule.endpoint} ${methods ? `[${methods.join(", ")}]` : "-"}`);
  }
  log.push([...app.url_map.iter_rules("page")].map(({ rule }) => rule).join(","));
  log.push(word(app.url_map.is_endpoint_expecting("page", "id")));
  log.push(word(app.url_map.is_endpoint_expecting("page", "id", "x")));
}

export function adapter() {
  const bound = app.url_map.bind("example.org", { script_name: "/root", url_scheme: "https" });
  const [endpoint, values] = bound.match("/sub/page/3") as [string, { id: number }];
  log.push(`('${endpoint}', {'id': ${values.id}})`);
  log.push(bound.build("page", { id: 4 }));
  log.push(bound.build("page", { id: 4 }, { force_external: true }));
  log.push(bound.build("index", { q: "a b" }));
  for (const [path, method] of [
    ["/nope", "GET"],
    ["/", "POST"],
    ["/book", "GET"],
  ] as const) {
    try {
      bound.match(path, { method });
    } catch (error) {
      if (error instanceof HTTPException)
        log.push(`${path} ${error.code} ${(error as { new_url?: string }).new_url ?? "-"}`);
    }
  }
  log.push(bound.get_host("sub"));
  log.push(String(bound.dispatch((name, args) => `${name} ${args["id"]}`, "/book/9")));
}

import { Flask, url_for } from "miniflask";
import { MethodNotAllowed } from "miniflask/exceptions";
import {
  EndpointPrefix,
  RequestRedirect,
  Rule,
  RuleTemplate,
  Subdomain,
  Submount,
  Map as UrlMap,
} from "miniflask/routing";
export const log: string[] = [];
export const app = new Flask(import.meta.url, { static_folder: null });
app.url_map.add(
  new Submount("/foo", [new Rule("/bar", { endpoint: "bar" }), new Rule("/", { endpoint: "index" })]),
);
app.url_map.add(new EndpointPrefix("pre_", [new Rule("/pre/<int:n>", { endpoint: "n" })]));
app.endpoint("bar")(() => `bar ${url_for("index")}`);
app.endpoint("index")(() => "index");
app.endpoint("pre_n")(({ n }: { n: number }) => `n ${n}`);
const py = (b: boolean) => (b ? "True" : "False");
export function setup(_app: Flask) {
  const resource = new RuleTemplate([
    new Rule("/$name/", { endpoint: "$name.list" }),
    new Rule("/$name/<int:id>", { endpoint: "$name.show" }),
  ]);
  const m = new UrlMap(
    [
      resource({ name: "user" }),
      new Subdomain("kb", [new Rule("/browse/", { endpoint: "kb", build_only: true })]),
      new Rule("/ws", { endpoint: "ws", websocket: true }),
      new Rule("/x", { endpoint: "x", methods: ["POST"] }),
    ],
    { strict_slashes: true },
  );
  const a = m.bind("example.org", { script_name: "/app", url_scheme: "http" });
  const cases: [string, Record<string, unknown>][] = [
    ["/user/", {}],
    ["/user", {}],
    ["/user/3", {}],
    ["/user/x", {}],
    ["/ws", {}],
    ["/ws", { websocket: true }],
    ["/x", {}],
    ["/x", { method: "POST" }],
    ["/browse/", {}],
  ];
  for (const [path, kw] of cases) {
    try {
      log.push(`${path} ${a.match(path, kw)[0]}`);
    } catch (e) {
      if (e instanceof RequestRedirect) log.push(`${path} redirect ${e.new_url} ${e.code}`);
      else if (e instanceof MethodNotAllowed)
        log.push(
          `${path} 405 [${[...(e.valid_methods ?? [])]
            .sort()
            .map((x) => `'${x}'`)
            .join(", ")}]`,
        );
      else log.push(`${path} ${(e as Error).constructor.name}`);
    }
  }
  log.push(a.build("user.show", { id: 3, q: "a b" }));
  log.push(a.build("kb"));
  log.push(a.build("user.list", {}, { force_external: true, url_scheme: "https" }));
  log.push(a.build("ws"));
  log.push([...a.allowed_methods("/x")].sort().join(" "));
  log.push(
    `${py(a.test("/user/3"))} ${py(a.test("/zzz"))} ${py(m.is_endpoint_expecting("user.show", "id"))}`,
  );
  log.push([...m.iter_rules()].map((r) => r.rule).join(" "));
}

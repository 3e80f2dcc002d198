import { Flask, request } from "miniflask";
import { MethodNotAllowed } from "miniflask/exceptions";
import { BaseConverter, type MapOptions, Rule, StateMachineMatcher, Map as UrlMap } from "miniflask/routing";

export const app = new Flask(import.meta.url);

class Slashed extends BaseConverter {
  constructor(map: unknown) {
    super(map);
    this.regex = "a/b";
  }
}

class Written extends BaseConverter {
  override regex = "[^/]+";
}

class Word extends BaseConverter {
  static override readonly regex = "\\w+";
}

app.get("/int/<int:x>", function int_({ x }) {
  return String(x);
});

app.get("/uuid/<uuid:x>", function uuid({ x }) {
  return typeof x === "string" ? "str" : "UUID";
});

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

function build(rule: string, value: unknown, options: MapOptions = {}) {
  return new UrlMap([new Rule(rule, { endpoint: "e" })], options).bind("a.test").build("e", { x: value });
}

export function whole_float_built() {
  return build("/<x>", Number.parseFloat("1.0"));
}

export function list_built() {
  return build("/<x>", [1, 2]);
}

export function variable_twice() {
  const by_host = new UrlMap([], { host_matching: true });
  return [
    attempt(() => String(new UrlMap([new Rule("/<x>/<x>", { endpoint: "e" })]).bind("a.test").match("/1/2"))),
    attempt(() => by_host.add(new Rule("/<x>", { host: "<x>.test", endpoint: "e" }))),
  ];
}

export function slash_in_a_domain() {
  return attempt(() =>
    new UrlMap([new Rule("/p", { host: "a.test/b", endpoint: "e" })], { host_matching: true })
      .bind("a.test")
      .test("/b/p"),
  );
}

export function methods_in_order() {
  const names = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `M${letter}`);
  try {
    return new UrlMap([new Rule("/p", { endpoint: "e", methods: names })]).bind("a.test").match("/p", "POST");
  } catch (error) {
    return error instanceof MethodNotAllowed && error.valid_methods?.join() === names.join();
  }
}

export function missing_value_sorted() {
  const urls = new UrlMap([new Rule("/", { endpoint: "e" })], {
    sort_parameters: true,
    sort_key: (item) => item[1] as string,
  }).bind("a.test");
  return attempt(() => urls.build("e", { b: 2, a: "1" }));
}

export function syntax_of_expressions() {
  const rules = [new Rule("/<word:x>", { endpoint: "e" })];
  return new UrlMap(rules, { converters: { word: Word } }).bind("a.test").test("/é");
}

export function expression_of_an_instance() {
  const slashed = new UrlMap([new Rule("/<slashed:x>", { endpoint: "e" })], {
    converters: { slashed: Slashed },
  });
  const rules = [
    new Rule("/<int:x>/end", { endpoint: "number" }),
    new Rule("/<written:x>/end", { endpoint: "text" }),
  ];
  const written = new UrlMap(rules, { converters: { written: Written } });
  return [slashed.bind("a.test").test("/a/b"), written.bind("a.test").match("/1/end")[0]];
}

export function half_a_surrogate_pair() {
  return attempt(() => build("/<x>", "\ud800"));
}

export function matcher_without_match() {
  try {
    return ["returned", new StateMachineMatcher(true).match("", "/p", "GET", false).constructor.name];
  } catch (error) {
    return ["raised", (error as Error).constructor.name];
  }
}

export async function foreign_server_name() {
  let caught = 0;
  const count = () => {
    caught += 1;
  };
  process.on("warning", count);
  const context = app.test_request_context("/", { base_url: "http://a.other.test" });
  const adapter = await context.run(() => new UrlMap().bind_to_environ(request, { server_name: "own.test" }));
  await new Promise(setImmediate);
  process.off("warning", count);
  return [caught, adapter.subdomain];
}

export function unknown_names() {
  const urls = new UrlMap([new Rule("/", { endpoint: "e" })]);
  return [
    attempt(() => [...urls.iter_rules("unknown")]),
    attempt(() => urls.is_endpoint_expecting("unknown", "x")),
    attempt(() => urls.add(new Rule("/<unknown:x>", { endpoint: "f" }))),
  ];
}

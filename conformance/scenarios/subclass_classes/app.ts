import {
  Config,
  DefaultJSONProvider,
  Flask,
  jsonify,
  type Request,
  render_template_string,
  SecureCookieSessionInterface,
  session,
  url_for,
} from "miniflask";
import { Environment } from "miniflask/jinja";
import { Rule, type RuleOptions, Map as UrlMap } from "miniflask/routing";
import { FlaskClient } from "miniflask/testing";

export const log: string[] = [];

class OwnConfig extends Config {
  shouted(key: string) {
    return String(this[key]).toUpperCase();
  }
}

class OwnRule extends Rule {
  tag: string;
  constructor(text: string, { tag = "untagged", ...options }: RuleOptions & { tag?: string }) {
    super(text, options);
    this.tag = tag;
  }
}

class OwnMap extends UrlMap {
  tags() {
    return [...this.iter_rules()].map((rule) => `${rule.endpoint}:${(rule as OwnRule).tag}`).sort();
  }
}

class OwnJSON extends DefaultJSONProvider {
  override sort_keys = false;
  override dumps(value: unknown, ...rest: []) {
    const wrapped =
      typeof value === "object" && value !== null && !Array.isArray(value) ? { wrapped: value } : value;
    return super.dumps(wrapped, ...rest);
  }
}

class OwnSession extends SecureCookieSessionInterface {
  override salt = "own salt";
  override get_cookie_name(...args: Parameters<SecureCookieSessionInterface["get_cookie_name"]>) {
    return `own_${super.get_cookie_name(...args)}`;
  }
  override get_cookie_samesite() {
    return "Strict" as const;
  }
  override should_set_cookie(...args: Parameters<SecureCookieSessionInterface["should_set_cookie"]>) {
    return super.should_set_cookie(...args) && !("quiet" in args[1]);
  }
}

class OwnClient extends FlaskClient {
  override open(...args: Parameters<FlaskClient["open"]>) {
    log.push("client open");
    return super.open(...args);
  }
}

class OwnEnvironment extends Environment {
  constructor(...args: ConstructorParameters<typeof Environment>) {
    super(...args);
    this.globals.own = "own environment";
  }
}

class OwnFlask extends Flask {
  override config_class = OwnConfig;
  override url_rule_class = OwnRule;
  override url_map_class = OwnMap;
  override json_provider_class = OwnJSON;
  override test_client_class = OwnClient;
  override jinja_environment = OwnEnvironment;
  override jinja_options = { trim_blocks: true, line_statement_prefix: "%" };
  override session_interface = new OwnSession();

  override create_url_adapter(request: Request | null) {
    if (request !== null && request.path === "/moved") log.push("adapter for moved");
    return super.create_url_adapter(request);
  }
  override make_response(...[value, ...rest]: Parameters<Flask["make_response"]>) {
    return super.make_response(typeof value === "number" ? `the number ${value}` : value, ...rest);
  }
  override inject_url_defaults(...args: Parameters<Flask["inject_url_defaults"]>) {
    log.push(`inject ${args[0]}`);
    super.inject_url_defaults(...args);
  }
  override select_jinja_autoescape(filename: string | null) {
    log.push(`autoescape ${filename ?? "None"}`);
    return true;
  }
  override handle_url_build_error(...args: Parameters<Flask["handle_url_build_error"]>) {
    return `no url for ${args[1]}`;
  }
  override get_send_file_max_age() {
    return 77;
  }
  override full_dispatch_request(...args: Parameters<Flask["full_dispatch_request"]>) {
    return super.full_dispatch_request(...args);
  }
}

export const app = new OwnFlask(import.meta.url);
app.secret_key = "k";
app.config["WORD"] = "word";

app.route("/", { tag: "home" } as object, function index() {
  session.seen = 1;
  return jsonify({ b: 1, a: 2 });
});

app.get("/quiet", function quiet() {
  session.quiet = true;
  return "quiet";
});

app.get("/number", function number() {
  return 42 as unknown as string;
});

app.get("/dict", function as_dict() {
  return { list: [1, 2] };
});

app.get("/template", function template() {
  return render_template_string("% if true\n{{ own }} {{ '<' }}\n% endif\n{% if true %}\nx\n{% endif %}\n");
});

app.get("/url", function url() {
  return `${url_for("index")} ${url_for("nothing", { a: 1 })}`;
});

export function facts() {
  log.push((app.config as OwnConfig).shouted("WORD"));
  log.push((app.url_map as OwnMap).tags().join(" "));
  log.push(`${app.config.constructor.name} ${app.url_map.constructor.name}`);
}

export async function by_client() {
  log.push((await app.test_client().get("/number")).text);
}

import {
  Blueprint,
  current_app,
  Flask,
  flash,
  g,
  get_flashed_messages,
  has_app_context,
  has_request_context,
  render_template_string,
  request,
  session,
  url_for,
} from "miniflask";
import { NotFound } from "miniflask/exceptions";
import { EnvironBuilder } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "hand";
app.config.APPLICATION_ROOT = "/app";
app.config.SERVER_NAME = "shop.test:8080";
app.config.PREFERRED_URL_SCHEME = "https";
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp/<lang>" });

const word = (value: unknown) => (value ? "True" : "False");
const py = (value: unknown): string => {
  if (value === null || value === undefined) return "None";
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(py).join(", ")}]`;
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([k, v]) => `'${k}': ${py(v)}`)
      .join(", ")}}`;
  return String(value);
};

bp.url_value_preprocessor((_endpoint, values) => {
  g.lang = values!["lang"];
  delete values!["lang"];
});

app.before_request(function before() {
  log.push(`before ${request.endpoint ?? "None"}`);
  return request.args.get("stop") ? (["stopped", 203] as const) : undefined;
});

app.after_request(function after(response) {
  log.push("after");
  response.headers["X-After"] = "1";
  return response;
});

app.teardown_request((error) => {
  log.push(`teardown ${error ?? "None"}`);
});

bp.get("/<int:n>", function page({ n }) {
  return `${g.lang} ${n}`;
});

app.register_blueprint(bp);

export async function steps() {
  const first = app.test_request_context("/bp/de/5?x=1");
  await first.run(async () => {
    log.push(`${request.endpoint} ${py(request.view_args)} ${request.blueprint} ${g.get("lang") ?? "None"}`);
    log.push(String((await app.preprocess_request(first)) ?? "None"));
    log.push(`${py(request.view_args)} ${g.lang}`);
    let response = app.make_response(await app.dispatch_request(first));
    log.push(response.get_data({ as_text: true }));
    response = await app.process_response(first, response);
    log.push(`${response.headers["X-After"]} ${request.url}`);
  });
  const second = app.test_request_context("/bp/de/5?stop=1");
  await second.run(async () => {
    const [body, status] = (await app.preprocess_request(second)) as [string, number];
    log.push(`('${body}', ${status})`);
  });
  const third = app.test_request_context("/nothing", { method: "PUT" });
  await third.run(async () => {
    const error = request.routing_exception;
    log.push(`${request.endpoint ?? "None"} ${py(request.view_args)} ${error?.constructor.name}`);
    try {
      await app.dispatch_request(third);
    } catch (missing) {
      if (!(missing instanceof NotFound)) throw missing;
      log.push(`raised ${missing.code}`);
    }
  });
}

export async function urls() {
  await app.app_context().run(() => {
    log.push(url_for("bp.page", { lang: "en", n: 3 }));
    log.push(url_for("bp.page", { lang: "en", n: 3, _external: false, _anchor: "a b" }));
    log.push(
      `${word(has_app_context())} ${word(has_request_context())} ${word(current_app.name === app.name)}`,
    );
  });
  await app.test_request_context().run(() => {
    const url = url_for("bp.page", { lang: "x", n: 1 });
    log.push(`${request.url} ${request.path} ${request.script_root} ${url} ${word(request.is_secure)}`);
  });
  await app.test_request_context("/bp/a/1", { base_url: "http://other.example/root/" }).run(() => {
    const own = request.blueprint ? url_for(".page", { lang: "b", n: 2 }) : "None";
    log.push(`${request.url} ${url_for("bp.page", { lang: "x", n: 1 })} ${own}`);
  });
  await app.test_request_context("/bp/a/1", { url_scheme: "http", subdomain: "www" }).run(() => {
    log.push(`${request.url} ${request.host}`);
  });
}

export async function builders() {
  const builder = new EnvironBuilder(app, "/bp/fr/9", {
    method: "POST",
    json: { a: [1] },
    query_string: { q: "ä" },
  });
  log.push(`${builder.path} ${builder.method}`);
  await app.request_context(builder.get_request()).run(() => {
    log.push(`${py(request.json)} ${request.args["q"]} ${request.method} ${request.host}`);
  });
  const with_headers = {
    headers: [["X-A", "1"]] as [string, string][],
    auth: ["ann", "pw"] as [string, string],
    data: "text",
    content_type: "text/plain",
  };
  await app.test_request_context("/x", with_headers).run(() => {
    const { headers, authorization, data, mimetype } = request;
    log.push(`${headers["X-A"]} ${authorization?.username} b'${data.toString()}' ${mimetype}`);
  });
  await app.test_request_context("/x", { data: { a: ["1", "2"], b: 3 } }).run(() => {
    const { form, method, content_type } = request;
    log.push(`${py(form.getlist("a"))} ${form["b"]} ${method} ${content_type}`);
  });
}

export async function sessions() {
  await app.test_request_context("/").run(async () => {
    session.a = 1;
    flash("one");
    flash("two", "cat");
    const some = get_flashed_messages({ category_filter: ["cat"] });
    log.push(`${word(session.new)} ${word(session.modified)} ${py(some)} ${py(get_flashed_messages())}`);
    log.push(
      render_template_string("{{ session.a }} {{ get_flashed_messages()|join('+') }} {{ request.path }}"),
    );
    g.x = 1;
    await app.app_context().run(() => {
      log.push(`${g.get("x") ?? "None"} ${word(has_app_context())}`);
    });
  });
  log.push(`${word(has_request_context())} ${word(has_app_context())}`);
}

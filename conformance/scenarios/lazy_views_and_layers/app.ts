import { Flask, g, type Request, type Response, type RouteOptions, request } from "miniflask";

export const log: string[] = [];

function lazy_view(import_name: string) {
  let view: ((values: { username: string }) => string) | undefined;
  const lazy = (values: { username: string }) => {
    if (view === undefined) {
      log.push(`import ${import_name}`);
      view = { "views.index": index, "views.user": user }[import_name]!;
    }
    return view(values);
  };
  Object.defineProperty(lazy, "name", { value: import_name.split(".").at(-1) });
  return lazy;
}

function index() {
  return `index ${request.method}`;
}

function user({ username }: { username: string }) {
  return `user ${username} ${request.method}`;
}

export const app = new Flask(import.meta.url);
app.config["LANGUAGES"] = { en: "English" };

function url(import_name: string, url_rules: string[] = [], options: RouteOptions = {}) {
  const view = lazy_view(`views.${import_name}`);
  for (const url_rule of url_rules) app.add_url_rule(url_rule, { view_func: view, ...options });
}

url("user", ["/user/<username>", "/u/<username>"], { methods: ["GET", "PUT", "DELETE"] });
url("index", ["/"], { methods: ["GET", "POST", "PATCH"] });

const allowed_methods = new Set(["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"]);

function http_method_override(handle: typeof app.handle): typeof app.handle {
  return (request: Request) => {
    const method = request.headers.get("X-HTTP-Method-Override", "").toUpperCase();
    if (allowed_methods.has(method)) request.method = method;
    return handle(request);
  };
}

function header_middleware(handle: typeof app.handle, name: string): typeof app.handle {
  return async (request: Request) => {
    const response: Response = await handle(request);
    response.headers.add("X-Layer", name);
    return response;
  };
}

app.handle = http_method_override(app.handle);
app.handle = header_middleware(app.handle, "inner");
app.handle = header_middleware(app.handle, "outer");

class Database {
  rows: number[] = [];
  constructor() {
    log.push("connect");
  }
  close() {
    log.push(`close ${this.rows.length}`);
  }
}

function get_db(): Database {
  let db = g._database;
  if (db === undefined) db = g._database = new Database();
  return db;
}

app.teardown_appcontext(function close_connection(_exception) {
  const db = g._database;
  if (db !== undefined) db.close();
});

function get_or(name: string) {
  if (!(name in g)) g[name] = `made ${name}`;
  return g.get(name);
}

app.route("/db/<int:n>")(function use_db({ n }) {
  for (let i = 0; i < n; i++) get_db().rows.push(i);
  if (n === 13) throw new Error("bad luck");
  return n
    ? `${get_db().rows.length} ${get_or("cache")} ${g.pop("cache")} ${g.pop("cache", "gone")} ${"_database" in g ? "True" : "False"}`
    : "no database";
});

export async function in_context() {
  return await app.app_context().run(() => {
    get_db().rows.push(1);
    return get_db().rows.length;
  });
}

export async function in_another() {
  return await app.app_context().run(() => "_database" in g);
}

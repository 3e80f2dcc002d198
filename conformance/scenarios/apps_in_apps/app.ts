import {
  Blueprint,
  current_app,
  Flask,
  flash,
  g,
  get_flashed_messages,
  request,
  session,
  url_for,
} from "miniflask";
import { DispatcherMiddleware, ProxyFix } from "miniflask/middleware";

export const log: string[] = [];
const list = (values: readonly unknown[]) => `[${values.map((value) => `'${value}'`).join(", ")}]`;
const word = (value: boolean) => (value ? "True" : "False");

function make(name: string, config: Record<string, unknown> = {}) {
  const made = new Flask(name, { static_folder: null });
  made.secret_key = `key of ${name}`;
  made.config.update(config);
  const bp = new Blueprint("bp", name, { url_prefix: "/bp" });

  made.before_request(() => {
    g.stack = [made.name];
    log.push(`${made.name} ${request.script_root} ${request.path}`);
  });

  made.teardown_appcontext(() => {
    log.push(`${made.name} over`);
  });

  made.get("/", function index() {
    session.visits = (session.visits ?? 0) + 1;
    return `${current_app.name} ${session.visits} ${url_for("index")} ${url_for("bp.page", { _external: true })} ${request.url}`;
  });

  bp.get("/page", function page() {
    flash(`from ${made.name}`);
    return `${request.endpoint} ${request.root_path} ${url_for(".page")} ${list(get_flashed_messages())}`;
  });

  made.get("/slash/", function slash() {
    return "slash";
  });

  made.get("/ask/<name>", async function ask(values) {
    const client = apps[values.name]!.test_client();
    const answer = await client.get("/bp/page", { base_url: "http://inside.test/root" });
    return `${current_app.name} ${list(g.stack)} ${request.path} <${answer.text}> ${answer.status_code}`;
  });

  made.get("/enter/<name>", async function enter(values) {
    let inside = "";
    await apps[values.name]!.test_request_context("/bp/page?x=1", {
      base_url: "https://other.test/deep",
    }).run(() => {
      inside = `${current_app.name} ${word("stack" in g)} ${request.args["x"]} ${url_for("index")} ${url_for("index", { _external: true })}`;
    });
    return `${inside} | ${current_app.name} ${list(g.stack)} ${url_for("index")}`;
  });

  made.errorhandler(404)(() => [`${made.name} has no ${request.script_root}${request.path}`, 404]);
  made.register_blueprint(bp);
  return made;
}

export const app = make("main", { SESSION_COOKIE_NAME: "main" });
const shop = make("shop", { APPLICATION_ROOT: "/shop" });
const blog = make("blog", { SESSION_COOKIE_NAME: "blog", SESSION_COOKIE_PATH: "/blog/x" });
const apps: Record<string, Flask> = { main: app, shop, blog };
blog.handle = ProxyFix(blog.handle, { x_for: 1, x_host: 1, x_proto: 1, x_prefix: 1 });
app.handle = DispatcherMiddleware(app.handle, { "/shop": shop, "/shop/blog": blog, "/blog": blog });

import {
  Flask,
  g,
  redirect,
  render_template,
  request,
  session,
  url_for,
  type ViewReturn,
  wraps,
} from "miniflask";
import { Rule } from "miniflask/routing";
export const app = new Flask(import.meta.url);
app.secret_key = Buffer.from('_5#y2L"F4Q8z\n\xec]/', "latin1");
export const log: string[] = [];
const now = () => Date.now() / 1000;
class SimpleCache {
  d = new Map<string, [ViewReturn, number]>();
  get(key: string) {
    const v = this.d.get(key);
    if (v === undefined || v[1] < now()) return null;
    return v[0];
  }
  set(key: string, value: ViewReturn, { timeout = 5 } = {}) {
    this.d.set(key, [value, now() + timeout]);
  }
}
const cache = new SimpleCache();
function login_required<F extends (...args: never[]) => ViewReturn>(f: F) {
  return wraps(f, (...args) => {
    if (g.user == null) return redirect(url_for("login", { next: request.url }));
    return f(...args);
  });
}
function cached({ timeout = 5 * 60, key = "view/{}" } = {}) {
  return <F extends (...args: never[]) => ViewReturn>(f: F) =>
    wraps(f, (...args) => {
      const cache_key = key.replace("{}", request.path);
      let rv = cache.get(cache_key);
      if (rv !== null) {
        log.push("hit " + cache_key);
        return rv;
      }
      rv = f(...args);
      cache.set(cache_key, rv, { timeout });
      log.push("miss " + cache_key);
      return rv;
    });
}
function templated(template?: string) {
  return <V>(f: (values: V) => Record<string, unknown> | string | null) =>
    wraps(f as { name: string }, (values: V) => {
      const template_name = template ?? `${request.endpoint!.replace(".", "/")}.html`;
      const ctx = f(values);
      if (typeof ctx === "string") return ctx;
      return render_template(template_name, ctx ?? {});
    });
}
app.before_request(function load() {
  g.user = session.get("user");
});
app.route("/login", { methods: ["GET", "POST"] })(function login() {
  if (request.method === "POST") {
    session["user"] = request.form["user"];
    return redirect(request.args.get("next") || url_for("index"));
  }
  return "login " + request.args.get("next", "-");
});
app.route("/")(
  templated()(function index() {
    return { value: 42 };
  }),
);
app.route("/named/<name>")(
  templated("index.html")(function named({ name }: { name: string }) {
    if (name === "none") return null;
    if (name === "text") return "just text";
    return { value: name };
  }),
);
app.route("/secret_page/<int:n>")(
  login_required(
    cached({ timeout: 10 })(function secret_page({ n }: { n: number }) {
      return `secret ${n} ${Math.floor(now())}`;
    }),
  ),
);
app.endpoint("virtual")(function virtual_view() {
  return "virtual";
});
app.url_map.add(new Rule("/virtual", { endpoint: "virtual", methods: ["GET"] }));
app.route("/eps")(function eps() {
  return Object.keys(app.view_functions).sort().join(",") + " " + app.view_functions["secret_page"]!.name;
});

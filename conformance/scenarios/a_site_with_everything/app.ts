import {
  abort,
  Blueprint,
  current_app,
  Flask,
  flash,
  g,
  HTTPException,
  jsonify,
  MethodView,
  redirect,
  render_template_string,
  request,
  session,
  url_for,
  wraps,
} from "miniflask";
import { Unauthorized } from "miniflask/exceptions";

export const log: string[] = [];

class NotEnough extends Error {
  readonly there: number;
  constructor(wanted: number, there: number) {
    super(`${wanted} wanted, ${there} there`);
    this.there = there;
  }
}

class Stock {
  init_app(app: Flask) {
    app.config.setdefault("STOCK", { tea: 3 });
    app.extensions["stock"] = { stock: { ...app.config["STOCK"] } };
    app.teardown_appcontext((error) => {
      log.push(`close ${error ?? "None"}`);
    });
    app.jinja_env.filters["stars"] = (n: unknown) => "*".repeat(n as number);
  }

  take(name: string, count: number): number {
    const { stock } = current_app.extensions["stock"] as { stock: Record<string, number> };
    const there = stock[name] ?? abort(404, `no ${name}`);
    if (there < count) throw new NotEnough(count, there);
    stock[name] = there - count;
    return stock[name];
  }
}

const stock = new Stock();
const auth = new Blueprint("auth", import.meta.url, { url_prefix: "/auth" });
const shop = new Blueprint("shop", import.meta.url, { url_prefix: "/shop" });
const USERS = new Map<string, string>();

// biome-ignore lint/suspicious/noExplicitAny: any view can be guarded
function login_required<F extends (...args: any[]) => unknown>(view: F): F {
  return wraps(view, function wrapped(...args: unknown[]) {
    if (g.user) return view(...args);
    if (request.accept_mimetypes.best_match(["text/html", "application/json"]) === "application/json")
      throw new Unauthorized("log in");
    return redirect(url_for("auth.login", { next: request.path }));
  } as F);
}

auth.before_app_request(function load() {
  g.user = session.get("user");
  if (g.user && !USERS.has(g.user)) {
    session.pop("user");
    g.user = null;
  }
});

auth.route("/login", { methods: ["GET", "POST"] }, function login() {
  let error: string | null = null;
  if (request.method === "POST") {
    const name = request.form["name"]!;
    if (!USERS.has(name)) error = "unknown";
    else if (USERS.get(name) !== request.form["password"]) error = "wrong";
    else {
      session.clear();
      session.user = name;
      flash(`Hello ${name}`);
      return redirect(request.args.get("next") || url_for("shop.index"));
    }
    flash(error, "error");
  }
  const page = render_template_string(
    "{% for c, m in get_flashed_messages(true) %}{{ c }}={{ m }};{% endfor %}login {{ request.args.get('next', '-') }}",
  );
  return [page, error ? 401 : 200];
});

auth.post("/logout", function logout() {
  session.clear();
  return redirect("/");
});

class Item extends MethodView {
  static override decorators = [login_required];
  static override init_every_request = false;

  get({ name }: { name: string }) {
    return { name, left: stock.take(name, 0), user: g.user };
  }
  post({ name }: { name: string }) {
    const data = request.get_json();
    const left = stock.take(name, data.count ?? 1);
    session.bought = [...session.get("bought", []), name];
    return [jsonify({ left }), 201, { Location: url_for("shop.item", { name }) }];
  }
}

shop.add_url_rule("/item/<name>", { view_func: Item.as_view("item") });

shop.get("/", function index() {
  return render_template_string(
    "{% for c, m in get_flashed_messages(true) %}{{ c }}={{ m }};{% endfor %}{{ g.user or 'nobody' }} {{ session.bought }} {{ 3|stars }} {{ url_for('.item', name='x') }}",
  );
});

shop.errorhandler(NotEnough, function not_enough(error) {
  const response = jsonify({ error: error.message, there: error.there });
  response.status_code = 409;
  return response;
});

shop.errorhandler(HTTPException, (error) => [
  jsonify({ code: error.code, error: error.description }),
  error.code!,
]);

export function create_app() {
  const app = new Flask(import.meta.url);
  app.secret_key = "everything";
  stock.init_app(app);
  app.register_blueprint(auth);
  app.register_blueprint(shop);
  app.add_url_rule("/", "root", () => redirect(url_for("shop.index")));
  USERS.set("ann", "secret");
  return app;
}

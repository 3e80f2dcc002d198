import {
  Blueprint,
  Flask,
  g,
  jsonify,
  redirect,
  render_template,
  request,
  session,
  url_for,
  type ViewReturn,
  wraps,
} from "miniflask";

export const app = new Flask(import.meta.url);
app.secret_key = "decorators";
export const log: string[] = [];
const cache = new Map<string, ViewReturn>();

type AnyView = (...values: never[]) => ViewReturn;

function login_required<F extends AnyView>(f: F): F {
  return wraps(f, (...values) => {
    if (g.user === null) return redirect(url_for("login", { next: request.url }));
    return f(...values);
  });
}

function cached({ key = "view/{}" } = {}) {
  return <F extends AnyView>(f: F): F =>
    wraps(f, (...values) => {
      const cache_key = key.replace("{}", request.path);
      const known = cache.get(cache_key);
      if (known !== undefined) {
        log.push(`from cache ${cache_key}`);
        return known;
      }
      const rv = f(...values);
      cache.set(cache_key, rv);
      return rv;
    });
}

function templated(template: string | null = null) {
  return <F extends AnyView>(f: F): F =>
    wraps(f, (...values) => {
      const template_name = template ?? `${request.endpoint!.replaceAll(".", "/")}.html`;
      const ctx = f(...values);
      if (Object.getPrototypeOf(ctx) !== Object.prototype) return ctx;
      return render_template(template_name, ctx as Record<string, unknown>);
    });
}

app.before_request(function load_user() {
  g.user = session.get("user") ?? null;
});

app.route("/secret_page")(
  login_required(function secret_page() {
    return `secret of ${g.user}`;
  }),
);

app.route("/login", { methods: ["GET", "POST"] })(function login() {
  if (request.method === "POST") {
    session["user"] = request.form["user"];
    return redirect(request.args.get("next") || url_for("secret_page"));
  }
  return `log in, then ${request.args.get("next") ?? "None"}`;
});

export class Views {
  @app.route("/counted")
  @cached()
  static counted() {
    app.extensions["n"] = ((app.extensions["n"] as number) ?? 0) + 1;
    return `called ${app.extensions["n"]}`;
  }

  @app.route("/templated")
  @templated("given.html")
  static given() {
    return { value: 42 };
  }

  @app.route("/inferred/<name>")
  @templated()
  @login_required
  static inferred({ name }: { name: string }): ViewReturn {
    if (name === "none") return {};
    return name !== "text" ? { value: name } : "only text";
  }
}

const admin = new Blueprint("admin", import.meta.url, { url_prefix: "/admin" });

admin.route("/panel")(
  login_required(
    templated()(function panel() {
      return { value: url_for(".panel") };
    }),
  ),
);

app.endpoint("my.endpoint")(
  templated("given.html")(function my_endpoint() {
    return { value: request.endpoint };
  }),
);

app.add_url_rule("/index", { endpoint: "my.endpoint" });
app.register_blueprint(admin);

app.route("/names")(function names() {
  return jsonify(
    Object.entries(app.view_functions)
      .filter(([k]) => k !== "static")
      .map(([k, v]) => `${k} ${v.name}`)
      .sort(),
  );
});

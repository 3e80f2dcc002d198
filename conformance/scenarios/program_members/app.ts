import {
  abort,
  Blueprint,
  Flask,
  flash,
  g,
  get_flashed_messages,
  MethodView,
  redirect,
  render_template_string,
  request,
  session,
  url_for,
  wraps,
} from "miniflask";
import { HTTPException } from "miniflask/exceptions";

export const log: string[] = [];
const USERS: Record<string, { id: number; role: string }> = {
  ann: { id: 1, role: "admin" },
  bob: { id: 2, role: "user" },
};

// biome-ignore lint/suspicious/noExplicitAny: a decorator wraps any view
type AnyView = (values?: any) => any;

const login_required = (view: AnyView): AnyView =>
  wraps(view, (values) => {
    if (g.user !== null) return view(values);
    flash("Please log in", "warning");
    return redirect(url_for("auth.login", { next: request.full_path.replace(/\?$/, "") }));
  });

const role_required =
  (role: string) =>
  (view: AnyView): AnyView =>
    wraps(view, (values) =>
      g.user.role === role ? view(values) : abort(403, { description: `needs ${role}` }),
    );

const auth = new Blueprint("auth", import.meta.url, { url_prefix: "/auth" });
const admin = new Blueprint("admin", import.meta.url, { url_prefix: "/admin" });
const api = new Blueprint("api", import.meta.url, { url_prefix: "/api" });

auth.before_app_request(() => {
  const name = session.get("user");
  g.user = name === undefined ? null : { name, ...USERS[name] };
  log.push(`${request.endpoint ?? "None"} as ${name ?? "None"}`);
});

auth.route("/login", { methods: ["GET", "POST"] }, function login() {
  if (request.method === "POST") {
    const name = request.form["name"] as string;
    if (!(name in USERS)) {
      flash(`No user ${name}`, "error");
      return redirect(url_for(".login", request.args.to_dict()));
    }
    session.clear();
    session.user = name;
    session.permanent = "remember" in request.form;
    flash(`Welcome ${name}`);
    const target = request.args.get("next", "");
    return redirect(target.startsWith("/") && !target.startsWith("//") ? target : url_for("index"));
  }
  return render_template_string(
    "{% for category, message in get_flashed_messages(with_categories=true) %}[{{ category }}: {{ message }}]{% endfor %}" +
      "<form action='{{ request.full_path }}'>",
  );
});

auth.post("/logout", function logout() {
  session.pop("user", null);
  return redirect(url_for("index"), 303);
});

class Items extends MethodView {
  static override decorators = [role_required("admin"), login_required];
  static override init_every_request = false;
  readonly store: string[];
  constructor(store: string[]) {
    super();
    this.store = store;
  }
  get({ id }: { id: number | null }) {
    return id === null ? { items: this.store } : { item: this.store[id] };
  }
  post() {
    this.store.push(request.get_json().name);
    const id = this.store.length - 1;
    return [{ id }, 201, { Location: url_for(".items", { id }) }];
  }
  delete({ id }: { id: number }) {
    if (id >= this.store.length) abort(404);
    return { removed: this.store.splice(id, 1)[0] };
  }
}

const items = Items.as_view("items", ["one"]);
api.add_url_rule("/items", { defaults: { id: null }, view_func: items, methods: ["GET", "POST"] });
api.add_url_rule("/items/<int:id>", { view_func: items, methods: ["GET", "DELETE"] });

const api_error = (error: HTTPException) =>
  [{ error: error.name, why: error.description }, error.code ?? 500] as const;
api.errorhandler(403)(api_error);
api.errorhandler(404)(api_error);

api.errorhandler(Error)((error) => {
  const code = error instanceof HTTPException ? error.code : null;
  return [{ error: "crash", type: code === null ? "other" : "HTTP" }, code ?? 500];
});

admin.before_request(
  login_required(function guard() {
    if (g.user.role !== "admin") abort(403);
  }),
);

admin.get("/", function dashboard() {
  return `${request.endpoint} ${g.user.name} [${get_flashed_messages()
    .map((text) => `'${text}'`)
    .join(", ")}]`;
});

admin.get("/crash", function crash() {
  throw new Error("crashed");
});

admin.register_blueprint(api);
export const app = new Flask(import.meta.url);
app.secret_key = "login program";
app.logger.level = "silent";
app.register_blueprint(auth);
app.register_blueprint(admin);

app.get("/", function index() {
  return render_template_string(
    "{{ g.user.name if g.user else 'nobody' }} {{ get_flashed_messages() }} {{ session|length }}",
  );
});

app.errorhandler(403)((error) => [`forbidden: ${error.description}`, 403]);

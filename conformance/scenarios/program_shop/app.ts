import {
  abort,
  Blueprint,
  Flask,
  g,
  int,
  make_response,
  redirect,
  render_template,
  request,
  session,
  url_for,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "a shop's secret key";
const cart = new Blueprint("cart", import.meta.url);
const PRODUCTS = new Map([
  [1, { name: "Apple", cents: 50 }],
  [2, { name: "Brot & Butter", cents: 325 }],
]);
const EMPTY: Record<string, string> = { en: "nothing yet", de: "noch nichts" };

app.url_value_preprocessor(function pull_lang(_endpoint, values) {
  g.lang = values?.["lang"] ?? request.cookies.get("lang", "en");
  delete values?.["lang"];
});

app.before_request(function check_lang() {
  if (!(g.lang in EMPTY)) abort(404, `no language ${g.lang}`);
});

app.url_defaults(function add_lang(endpoint, values) {
  const known = endpoint in app.view_functions;
  if (known && app.url_map.is_endpoint_expecting(endpoint, "lang")) values["lang"] ??= g.lang;
});

app.context_processor(function page_values() {
  return { lang: g.lang, theme: request.cookies.get("theme", "light"), empty: EMPTY[g.lang] };
});

app.get("/", function root() {
  return redirect(url_for("home"));
});

app.get("/<lang>/", function home() {
  return `home in ${g.lang}, ${request.cookies.get("theme", "light")}`;
});

app.get("/<lang>/theme/<name>", function theme({ name }) {
  const response = make_response(redirect(url_for("home")));
  if (name === "reset") response.delete_cookie("theme");
  else {
    response.set_cookie("theme", name, { max_age: 3600, samesite: "Lax" });
    response.set_cookie("lang", g.lang);
  }
  return response;
});

app.get("/<lang>/search", function search() {
  const page = request.args.get("page", 1, int);
  const following = url_for("search", { ...request.args.to_dict(), page: page + 1 });
  return `${request.args["q"]} ${page} ${following}`;
});

function lines() {
  const counts: Record<string, number> = session.get("cart", {});
  return Object.keys(counts)
    .sort()
    .map((id) => ({ ...PRODUCTS.get(Number(id)), count: counts[id] }));
}

cart.get("/", function show() {
  return render_template("cart.html", { lines: lines() });
});

cart.post("/add/<int:id>", function add({ id }) {
  const counts = session.setdefault("cart", {});
  counts[id] = (counts[id] ?? 0) + request.form.get("count", 1, int);
  session.modified = true;
  return redirect(url_for(".show"));
});

cart.post("/remove/<int:id>", function remove({ id }) {
  if (!(id in session.get("cart", {}))) abort(404);
  delete session.cart[id];
  session.modified = true;
  return redirect(url_for("cart.show"));
});

cart.post("/clear", function clear() {
  session.pop("cart", null);
  return redirect(url_for("cart.show"));
});

app.register_blueprint(cart, { url_prefix: "/<lang>/cart" });

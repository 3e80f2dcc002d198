import {
  Blueprint,
  Flask,
  g,
  get_template_attribute,
  render_template,
  render_template_string,
  request,
  session,
  stream_template,
  url_for,
} from "miniflask";
import { TemplateNotFound } from "miniflask/jinja";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "world";
const admin = new Blueprint("admin", import.meta.url, {
  url_prefix: "/admin",
  template_folder: "admin_templates",
});
const shop = new Blueprint("shop", import.meta.url, {
  url_prefix: "/shop",
  template_folder: "shop_templates",
});

app.context_processor(function site() {
  log.push("site processor");
  return { site: "the site", who: "app", double: (x: number) => x * 2 };
});

admin.context_processor(() => ({ who: "admin", user: session.get("user", "nobody") }));
shop.app_context_processor(() => ({ currency: "€", who: "shop for all" }));

app.template_filter(function shout(text: string, mark: string | { mark: string } = "!") {
  return text.toUpperCase() + (typeof mark === "string" ? mark : mark.mark);
});

admin.app_template_filter("price")((value: number) => value.toFixed(2));
app.template_test("even_number")((n: number) => n % 2 === 0);

app.template_global(function menu() {
  return [
    ["index", url_for("index")],
    ["admin", url_for("admin.page")],
    ["here", url_for(request.endpoint!, { ...request.view_args })],
  ];
});

app.get("/", function index() {
  return render_template("page.html", { n: 3 });
});

admin.get("/", function page() {
  session.user = "<root>";
  return render_template("page.html", { n: 4 });
});

admin.get("/only", function only() {
  return render_template("admin/only.html", {
    rows: [
      { name: "a", cost: 1.5 },
      { name: "b<", cost: 2 },
    ],
  });
});

shop.get("/<item>", { endpoint: "item" }, function show({ item }) {
  g.item = item;
  return render_template([`shop/${item}.html`, "shop/default.html"], { who: "explicit" });
});

shop.get("/stream/<item>", function streamed({ item }) {
  return stream_template("shop/default.html", { item });
});

app.get("/text", function text() {
  return [render_template("mail.txt", { name: "<ann>" }), { "Content-Type": "text/plain" }];
});

app.get("/missing", function missing() {
  try {
    return render_template("nothing.html");
  } catch (error) {
    if (!(error instanceof TemplateNotFound)) throw error;
    return [`no ${error.template_name}`, 404];
  }
});

app.get("/includes-missing", function includes_missing() {
  try {
    return render_template_string("{% include 'gone.html' %}");
  } catch (error) {
    log.push(String((error as TemplateNotFound).template_name));
    return render_template_string(
      "{% include ['gone.html', 'part.html'] ignore missing %}|{% include 'gone.html' ignore missing %}|",
    );
  }
});

app.get("/object", function by_object() {
  const template = app.jinja_env.get_template("part.html");
  return render_template(template, { who: "given" }) + render_template([template, "page.html"]);
});

export async function attributes() {
  await app.test_request_context("/admin/").run(() => {
    const field = get_template_attribute("macros.html", "field") as (...args: unknown[]) => unknown;
    log.push(String(field("a", { value: "<1>" })));
    log.push(String(field("b", { kind: "number" })));
    log.push(String(get_template_attribute("macros.html", "VERSION")));
    try {
      get_template_attribute("macros.html", "_private");
    } catch {
      log.push("no such attribute");
    }
  });
}

export async function outside() {
  await app.app_context().run(() => {
    log.push(render_template("part.html"));
    log.push(
      render_template_string(
        "{{ request is defined }} {{ session is defined }} {{ g is defined }} {{ config.DEBUG }} {{ g.get('x', 5) }}",
      ),
    );
  });
}

app.register_blueprint(admin);
app.register_blueprint(shop);

import { Blueprint, Flask, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { subdomain_matching: true, static_folder: null });
app.config.update({ SERVER_NAME: "example.org:8000", PREFERRED_URL_SCHEME: "https" });
const shop = new Blueprint("shop", import.meta.url, {
  subdomain: "shop",
  static_folder: "shop_files",
  static_url_path: "/files",
});
const user = new Blueprint("user", import.meta.url, { subdomain: "<name>.users", url_defaults: { page: 1 } });

shop.get("/", function home() {
  return `shop ${request.host}`;
});

shop.get("/folder/", function folder() {
  return "folder";
});

user.get("/", function profile(values) {
  const { name, page } = values as { name: string; page: number };
  return `${name} ${page}`;
});

user.get("/posts/<int:id>", function post(values) {
  const { name, id, page } = values as { name: string; id: number; page: number };
  return `${name} ${id} ${page}`;
});

function urls() {
  return [
    url_for("shop.home"),
    url_for("shop.static", { filename: "a.txt" }),
    url_for("user.profile", { name: "bob" }),
    url_for("user.post", { name: "bob", id: 2, page: 1 }),
    url_for("urls"),
  ].join(" ");
}
app.get("/urls", urls);
shop.get("/urls", urls);

app.register_blueprint(shop);
app.register_blueprint(user);

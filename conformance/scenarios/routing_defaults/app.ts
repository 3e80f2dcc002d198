import { Flask, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

function pages({ page }: { page: number }) {
  return `page ${page}`;
}
app.add_url_rule("/pages/page/<int:page>", "pages", pages);
app.add_url_rule("/pages/", "pages", pages, { defaults: { page: 1 } });

const users = () => "users";
app.route("/users.html", { alias: true, endpoint: "users" }, users);
app.route("/users", { endpoint: "users" }, users);

app.route("/new/<int:id>", function fresh({ id }) {
  return `new ${id}`;
});

app.add_url_rule("/old/<int:id>", { endpoint: "old", redirect_to: "new/<id>" });
app.add_url_rule("/older/<int:id>", {
  endpoint: "older",
  redirect_to: (_adapter, { id }) => `new/${Number(id) + 1}`,
});
app.add_url_rule("/built/<int:id>", { endpoint: "built", build_only: true });

app.route("/urls", function urls() {
  return [
    url_for("pages", { page: 1 }),
    url_for("pages", { page: 2 }),
    url_for("pages"),
    url_for("users"),
    url_for("built", { id: 3 }),
  ].join(" ");
});

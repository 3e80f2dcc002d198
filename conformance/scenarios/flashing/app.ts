import {
  Flask,
  flash,
  get_flashed_messages,
  Markup,
  message_flashed,
  render_template_string,
  session,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

message_flashed.connect((_sender, { message, category }) => {
  log.push(`flashed ${message} ${category}`);
}, app);

app.get("/flash", function flash_some() {
  flash("hello");
  flash("careful <b>", "warning");
  flash(new Markup("<em>markup</em>"), "error");
  return "flashed";
});

app.get("/peek", function peek() {
  return String(session._flashes.length);
});

app.get("/plain", function plain() {
  const first = get_flashed_messages();
  const second = get_flashed_messages();
  const same = first.join() === second.join() && first.length === second.length;
  return `[${first.map((message) => `"${message}"`).join(", ")}] ${same ? "True" : "False"}`;
});

app.get("/categories", function categories() {
  return get_flashed_messages({ with_categories: true })
    .map(([category, message]) => `${category}: ${message}`)
    .join("\n");
});

app.get("/filter", function filtered() {
  const warnings = get_flashed_messages({ category_filter: ["warning"] });
  const rest = get_flashed_messages({ with_categories: true, category_filter: ["error", "message"] });
  return `${warnings.length} ${rest.map(([category]) => category).join(",")}`;
});

app.get("/template", function template() {
  return render_template_string(
    "{% for category, message in get_flashed_messages(with_categories=true) %}" +
      "<p class={{ category }}>{{ message }}</p>" +
      "{% endfor %}{{ session|length }} {{ session.user or 'nobody' }}",
  );
});

app.get("/same-request", function same_request() {
  flash("in the same request");
  return get_flashed_messages().join(",");
});

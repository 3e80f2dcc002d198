import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.before_request(() => {
  log.push(`before ${request.method}`);
});

app.after_request((response) => {
  log.push("after");
  return response;
});

app.route("/", function index() {
  log.push("view");
  return "index";
});

app.delete("/things", function remove() {
  return "removed";
});

app.put("/things", { endpoint: "own_name" }, function put() {
  return `put by ${request.endpoint}`;
});

app.patch("/things", function patch() {
  return "patched";
});

app.route("/own-options", { methods: ["get", "options"] }, function own_options() {
  return ["own", 200, { "X-Own": request.method }];
});

app.route("/no-options", { provide_automatic_options: false }, function no_options() {
  return "none";
});

const attribute = Object.assign(
  function attribute() {
    return request.method;
  },
  { methods: ["GET"], required_methods: ["DELETE"] },
);
app.add_url_rule("/attribute", { view_func: attribute });

app.add_url_rule("/later", { endpoint: "later" });
app.endpoint("later")(() => "later");

const both = () => request.endpoint ?? "";
app.route("/two", { endpoint: "second" }, both);
app.route("/one", { endpoint: "both" }, both);

app.add_url_rule("/no-view", { endpoint: "nobody" });

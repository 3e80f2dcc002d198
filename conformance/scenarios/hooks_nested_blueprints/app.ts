import { after_this_request, Blueprint, Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const parent = new Blueprint("parent", import.meta.url, { url_prefix: "/parent" });
const child = new Blueprint("child", import.meta.url, { url_prefix: "/child" });

function add_hooks(owner: Flask | Blueprint, name: string) {
  for (const number of [1, 2]) {
    const label = `${name} ${number}`;
    owner.before_request(() => {
      log.push(`before ${label}`);
    });
    owner.after_request((response) => {
      log.push(`after ${label}`);
      return response;
    });
    owner.teardown_request(() => {
      log.push(`teardown ${label}`);
    });
    owner.url_value_preprocessor(() => {
      log.push(`values ${label}`);
    });
  }
}

add_hooks(app, "app");
add_hooks(parent, "parent");
add_hooks(child, "child");

parent.before_app_request(() => {
  log.push("before_app_request of parent");
});

parent.after_app_request((response) => {
  log.push("after_app_request of parent");
  return response;
});

parent.teardown_app_request(() => {
  log.push("teardown_app_request of parent");
});

parent.app_url_value_preprocessor((endpoint) => {
  log.push(`app_url_value_preprocessor ${endpoint ?? "-"}`);
});

app.teardown_appcontext(() => {
  log.push("teardown_appcontext");
});

function where() {
  after_this_request((response) => {
    log.push("after_this_request 1");
    return response;
  });
  after_this_request((response) => {
    log.push("after_this_request 2");
    return response;
  });
  return `${request.endpoint} ${request.blueprint ?? "-"} ${request.blueprints.join(",")}`;
}

app.get("/", function index() {
  return where();
});

parent.get("/", function home() {
  return where();
});

child.get("/", function home_of_child() {
  return where();
});

child.get("/fail", function fail() {
  throw new Error("broken");
});

parent.register_blueprint(child);
app.register_blueprint(parent);

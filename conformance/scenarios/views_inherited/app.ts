import { Flask, jsonify, MethodView, request, View, wraps } from "miniflask";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
const tag = (name: string) => (f: (...args: never[]) => unknown) =>
  wraps(
    f as never,
    ((...args: never[]) => {
      log.push(`enter ${name}`);
      return f(...args);
    }) as never,
  ) as never;
class Hello extends View {
  static override methods = ["GET", "POST"];
  static override decorators = [tag("first"), tag("second")];
  word: string;
  count = 0;
  constructor(word = "hi") {
    super();
    this.word = word;
    log.push("init");
  }
  override dispatch_request({ name = "none" }: { name?: string }) {
    this.count += 1;
    return `${this.word} ${name} ${request.method} ${this.count}`;
  }
}
app.add_url_rule("/hello", { view_func: Hello.as_view("hello", "hey") });
app.add_url_rule("/hello/<name>", { view_func: Hello.as_view("hello_name", "yo") });
class Once extends View {
  static override init_every_request = false;
  static override provide_automatic_options = false;
  count = 0;
  constructor() {
    super();
    log.push("once init");
  }
  override dispatch_request() {
    this.count += 1;
    return String(this.count);
  }
}
app.add_url_rule("/once", { view_func: Once.as_view("once") });
class Base extends MethodView {
  get({ id }: { id: number | null }): unknown {
    return jsonify({ get: id });
  }
  delete(_: { id: number }) {
    return ["", 204];
  }
}
class Item extends Base {
  put({ id }: { id: number }) {
    return jsonify({ put: id, data: request.get_json() });
  }
  propfind() {
    return "propfind";
  }
}
const item = Item.as_view("item");
app.add_url_rule("/item/", { view_func: item, methods: ["GET"], defaults: { id: null } });
app.add_url_rule("/item/<int:id>", { view_func: item });
class Headed extends MethodView {
  get() {
    return "get";
  }
  head() {
    return ["", 200, { "X-Head": "own" }];
  }
  options() {
    return ["opts", 200, { Allow: "GET" }];
  }
}
app.add_url_rule("/headed", { view_func: Headed.as_view("headed") });
log.push(item.name);

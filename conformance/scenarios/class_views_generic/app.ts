import {
  abort,
  Flask,
  jsonify,
  MethodView,
  render_template,
  request,
  url_for,
  View,
  type ViewReturn,
  wraps,
} from "miniflask";

export const app = new Flask(import.meta.url);
export const log: string[] = [];

interface Row {
  id: number;
  [name: string]: unknown;
}

class Query {
  rows: Row[];
  constructor(rows: Row[]) {
    this.rows = rows;
  }
  get_or_404(id: number): Row {
    for (const row of this.rows) if (row.id === id) return row;
    abort(404, { description: `no ${id}` });
  }
}

class User {
  static tablename = "user";
  static query = new Query([
    { id: 1, name: "ann" },
    { id: 2, name: "bob" },
  ]);
}

class Story {
  static tablename = "story";
  static query = new Query([{ id: 7, name: "once" }]);
}
type Model = typeof User | typeof Story;

class ListView extends View {
  model: Model;
  template: string;
  constructor(model: Model, template: string) {
    super();
    this.model = model;
    this.template = template;
  }
  override dispatch_request() {
    return render_template(this.template, { items: this.model.query.rows });
  }
}

app.add_url_rule("/users/", { view_func: ListView.as_view("user_list", User, "list.html") });
app.add_url_rule("/stories/", { view_func: ListView.as_view("story_list", Story, "list.html") });

class DetailView extends View {
  static override init_every_request = false;
  model: Model;
  template: string;
  constructor(model: Model) {
    super();
    this.model = model;
    this.template = `${model.tablename}.html`;
  }
  override dispatch_request({ id }: { id: number }) {
    const item = this.model.query.get_or_404(id);
    return render_template([this.template, "detail.html"], { item });
  }
}

app.add_url_rule("/users/<int:id>", { view_func: DetailView.as_view("user_detail", User) });
app.add_url_rule("/stories/<int:id>", { view_func: DetailView.as_view("story_detail", Story) });

function login_required<F extends (...values: never[]) => ViewReturn>(f: F): F {
  return wraps(f, (...args) => {
    log.push("login_required");
    if (request.headers.get("X-User") === undefined) abort(401);
    return f(...args);
  });
}

function counted<F extends (...values: never[]) => ViewReturn>(f: F): F {
  return wraps(f, (...args) => {
    log.push("counted");
    return f(...args);
  });
}

class ItemAPI extends MethodView {
  static override init_every_request = false;
  static override decorators = [counted, login_required];
  model: Model;
  constructor(model: Model) {
    super();
    this.model = model;
  }
  _get_item(id: number) {
    return this.model.query.get_or_404(id);
  }
  get({ id }: { id: number }) {
    return jsonify(this._get_item(id));
  }
  patch({ id }: { id: number }) {
    const item = this._get_item(id);
    const errors = Object.keys(request.json).filter((k) => !(k in item));
    if (errors.length) return [jsonify(errors), 400];
    Object.assign(item, request.json);
    return jsonify(item);
  }
  delete({ id }: { id: number }) {
    const { rows } = this.model.query;
    rows.splice(rows.indexOf(this._get_item(id)), 1);
    return ["", 204];
  }
}

class GroupAPI extends MethodView {
  static override init_every_request = false;
  model: Model;
  constructor(model: Model) {
    super();
    this.model = model;
  }
  get() {
    return jsonify(this.model.query.rows.map((item) => item.id));
  }
  post() {
    const item: Row = { id: this.model.query.rows.length + 10, ...request.json };
    this.model.query.rows.push(item);
    return [item, 201, { Location: url_for(`${this.model.tablename}-item`, { id: item.id }) }];
  }
}

function register_api(app: Flask, model: Model, name: string) {
  const item = ItemAPI.as_view(`${name}-item`, model);
  const group = GroupAPI.as_view(`${name}-group`, model);
  app.add_url_rule(`/api/${name}/<int:id>`, { view_func: item });
  app.add_url_rule(`/api/${name}/`, { view_func: group });
}

register_api(app, User, "user");
register_api(app, Story, "story");

abstract class Base extends View {
  static override methods = ["GET"];
  abstract answer(values: object): unknown;
  override dispatch_request(values: object) {
    log.push(this.constructor.name);
    return this.answer(values);
  }
}

class Hello extends Base {
  answer({ name = "you" }) {
    return `hello ${name}`;
  }
}

class Posting extends Base {
  static override methods = ["POST", "GET"];
  answer() {
    return request.method;
  }
}

const hello = Hello.as_view("hello");
app.add_url_rule("/hi", { view_func: hello });
app.add_url_rule("/hi/<name>", { view_func: hello });
app.add_url_rule("/hi-post", { view_func: hello, endpoint: "hi_post", methods: ["POST"] });
app.add_url_rule("/posting", { view_func: Posting.as_view("posting") });

import { Flask, MethodView, request, View, wraps } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Greet extends View {
  static override methods = ["GET", "POST"];
  readonly greeting: string;
  constructor(greeting: string) {
    super();
    log.push("made Greet");
    this.greeting = greeting;
  }
  override dispatch_request() {
    return `${this.greeting} by ${request.method}`;
  }
}

class Shared extends View {
  static override init_every_request = false;
  count = 0;
  constructor() {
    super();
    log.push("made Shared");
  }
  override dispatch_request() {
    this.count += 1;
    return `call ${this.count}`;
  }
}

class Item extends MethodView {
  get({ id }: { id: number }) {
    return `get ${id}`;
  }
  post({ id }: { id: number }) {
    return [`post ${id}`, 201];
  }
}

class SubItem extends Item {
  delete({ id }: { id: number }) {
    return `delete ${id}`;
  }
}

function mark(name: string) {
  return (view: (values: object) => unknown) =>
    wraps(view, (values: object) => {
      log.push(`decorator ${name}`);
      return view(values);
    });
}

class Decorated extends View {
  static override decorators = [mark("first"), mark("second")];
  override dispatch_request() {
    return "decorated";
  }
}

class NoOptions extends View {
  static override provide_automatic_options = false;
  override dispatch_request() {
    return "none";
  }
}

class PutOnly extends MethodView {
  put() {
    return "put";
  }
}

app.add_url_rule("/greet", { view_func: Greet.as_view("greet", "hello") });
app.add_url_rule("/shared", { view_func: Shared.as_view("shared") });
app.add_url_rule("/item/<int:id>", { view_func: Item.as_view("item") });
app.add_url_rule("/sub-item/<int:id>", { view_func: SubItem.as_view("sub_item") });
app.add_url_rule("/decorated", { view_func: Decorated.as_view("decorated") });
app.add_url_rule("/no-options", { view_func: NoOptions.as_view("no_options") });
app.add_url_rule("/put-only", { view_func: PutOnly.as_view("put_only") });

const list = (names: readonly string[] = []) =>
  `[${[...names]
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;

export function attributes() {
  const view = Item.as_view("named");
  log.push(`${view.name} ${view.view_class === Item ? "True" : "False"} ${list(view.methods)}`);
  log.push(list(SubItem.as_view("s").methods));
  log.push(`${Shared.as_view("x").methods ?? "None"}`);
}

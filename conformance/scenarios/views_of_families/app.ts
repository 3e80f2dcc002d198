import { Flask, MethodView, request, View } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

type AnyView = (values: Record<string, unknown>) => unknown;
const tag =
  (label: string) =>
  (view: AnyView): AnyView =>
  (values) => {
    log.push(`${label} ${request.endpoint}`);
    return view(values);
  };

class Counter extends View {
  static override init_every_request = false;
  static override methods: string[] = ["GET", "POST"];
  static override decorators = [tag("first"), tag("second")];
  value: number;

  constructor(start = 0) {
    super();
    log.push(`init ${start}`);
    this.value = start;
  }

  override dispatch_request({ step = 1 }: { step?: number }) {
    this.value += step;
    return `${this.value}`;
  }
}

class Fresh extends Counter {
  static override init_every_request = true;
  static override methods = ["put"];
  static override decorators = [];
}

class Plain extends View {
  static override provide_automatic_options = false;
  override dispatch_request() {
    return "plain";
  }
}

class Base extends MethodView {
  static override methods: string[] = ["GET", "PROPFIND"];
  get(values: object) {
    return `base get [${Object.keys(values)
      .sort()
      .map((name) => `'${name}'`)
      .join(", ")}]`;
  }
  propfind() {
    return "propfind";
  }
}

class Child extends Base {
  post() {
    return "child post";
  }
}

class Narrow extends Child {
  static override methods = ["POST"];
}

class Mixed extends Child {
  delete() {
    return "mixin delete";
  }
}

class Heady extends MethodView {
  get() {
    return ["get body", { "X-From": "get" }];
  }
  head() {
    return ["", { "X-From": "head" }];
  }
  options() {
    return "own options";
  }
}

class Nothing extends MethodView {}

app.add_url_rule("/counter", { view_func: Counter.as_view("counter", 10) });
app.add_url_rule("/counter/<int:step>", "counter_step", Counter.as_view("counter_step"));
app.add_url_rule("/fresh", { view_func: Fresh.as_view("fresh", 5) });
app.add_url_rule("/fresh/<int:step>", "fresh_step", Fresh.as_view("other"), { methods: ["GET"] });
app.add_url_rule("/plain", { view_func: Plain.as_view("plain") });
for (const [name, view_class] of [
  ["base", Base],
  ["child", Child],
  ["narrow", Narrow],
  ["mixed", Mixed],
  ["heady", Heady],
] as const)
  app.add_url_rule(`/${name}`, { view_func: view_class.as_view(name) });
const both = Child.as_view("both");
app.add_url_rule("/both", { defaults: { id: null }, view_func: both, methods: ["GET"] });
app.add_url_rule("/both/<int:id>", { view_func: both, methods: ["GET", "POST"] });

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

export function facts() {
  for (const cls of [Counter, Fresh, Plain, Base, Child, Narrow, Mixed, Heady, Nothing]) {
    const view = cls.as_view(cls.name);
    const methods =
      view.methods &&
      `[${view.methods
        .map((m) => `'${m.toUpperCase()}'`)
        .sort()
        .join(", ")}]`;
    log.push(
      `${view.name} ${word(methods)} ${word((view.view_class as unknown) === cls)} ${word(view.provide_automatic_options)}`,
    );
  }
}

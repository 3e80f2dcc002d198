import { abort, Flask, MethodView, request, wraps } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Head extends MethodView {
  get() {
    return "get";
  }
  head() {
    return ["", { "X-Head": "own" }];
  }
}

class GetOnly extends MethodView {
  get() {
    return ["get only", { "X-Method": request.method }];
  }
}

class Group extends MethodView {
  static override init_every_request = false;
  readonly name: string;
  constructor(name: string) {
    super();
    log.push(`made ${name}`);
    this.name = name;
  }
  get() {
    return { all: this.name };
  }
  post() {
    return [{ made: this.name }, 201];
  }
}

class One extends MethodView {
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
  get({ id }: { id: unknown }) {
    return { one: this.name, id };
  }
  delete() {
    return ["", 204];
  }
}

function register_api(name: string, key = "int") {
  app.add_url_rule(`/${name}/`, { view_func: Group.as_view(`${name}-group`, name) });
  app.add_url_rule(`/${name}/<${key}:id>`, { view_func: One.as_view(`${name}-one`, name) });
}

register_api("users");
register_api("posts", "string");

function key_required(view: (values: object) => unknown) {
  return wraps(view, (values: object) => {
    if (!("X-Key" in request.headers)) abort(401);
    return view(values);
  });
}

class Guarded extends MethodView {
  static override decorators = [key_required];
  get() {
    return "guarded";
  }
}

class Patchable extends MethodView {
  patch() {
    return "patched by a mixin";
  }
}

class Mixed extends Patchable {
  static override methods = ["PATCH", "GET"];
  get() {
    return "mixed";
  }
}

class OwnOptions extends MethodView {
  get() {
    return "get";
  }
  options() {
    return ["own options", { Allow: "EVERYTHING" }];
  }
}

class Async extends MethodView {
  async get() {
    return "async";
  }
}

const views = {
  head: Head,
  "get-only": GetOnly,
  guarded: Guarded,
  mixed: Mixed,
  "own-options": OwnOptions,
  async: Async,
};
for (const [rule, view] of Object.entries(views))
  app.add_url_rule(`/${rule}`, { view_func: view.as_view(rule) });

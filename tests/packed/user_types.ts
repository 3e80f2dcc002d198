/**
 * What an app's author sees of the types. tests/packaging.test.ts compiles this file against the packed packages under
 * the strictest flags; a line under `@ts-expect-error` has to be refused.
 */
import {
  abort,
  Blueprint,
  type Config,
  current_app,
  Flask,
  g,
  get_flashed_messages,
  int,
  jsonify,
  MethodView,
  make_response,
  type PathValues,
  type Response,
  redirect,
  request,
  session,
  stream_with_context,
  timedelta,
  url_for,
  View,
  type ViewReturn,
  wraps,
} from "miniflask";
import { type HTTPException, NotFound } from "miniflask/exceptions";
import { BaseConverter } from "miniflask/routing";
import { request_finished } from "miniflask/signals";
import type { FlaskClient, TestResponse } from "miniflask/testing";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where the type of `value` is exactly `Wanted`. */
function is<Wanted>() {
  return <Found>(_value: Found, ..._same: Same<Found, Wanted> extends true ? [] : [never]): void => {};
}

interface User {
  readonly id: number;
  readonly name: string;
}

declare module "miniflask" {
  interface SessionData {
    user_id?: number;
    theme?: "dark" | "light";
  }
  interface G {
    user?: User;
  }
  interface Config {
    PAGE_SIZE: number;
    MAIL_FROM?: string;
  }
}

export const app = new Flask(import.meta.url, { static_folder: null });
const admin = new Blueprint("admin", import.meta.url, { url_prefix: "/admin" });

// Path values come from the rule.
app.get("/none", function none(values) {
  is<0>()(Object.keys(values).length as 0);
  return "";
});
app.get("/users/<int:id>/<name>", function user(values) {
  is<{ id: number; name: string }>()(values);
  return values.name;
});
app.route(
  "/<any(red, blue):colour>/<path:rest>",
  { methods: ["GET", "POST"] },
  function mixed({ colour, rest }) {
    is<"blue" | "red">()(colour);
    is<string>()(rest);
    return [colour, 201];
  },
);
app.route("/f/<float(min=1):x>/<uuid:key>/<string(length=2):lang>")(function decorated_call({
  x,
  key,
  lang,
}) {
  is<number>()(x);
  is<string>()(key);
  is<string>()(lang);
  return { x };
});
admin.post("/<int:id>", function in_blueprint({ id }) {
  is<number>()(id);
  return redirect(url_for(".in_blueprint", { id, _external: true }));
});
// @ts-expect-error the rule has no such variable
app.get("/users/<int:id>", { endpoint: "misnamed" }, ({ name }) => name);
// @ts-expect-error id is a number
app.get("/users/<int:id>", { endpoint: "mistyped" }, ({ id }: { id: string }) => id);
// @ts-expect-error options are checked
app.get("/x", { endpoint: "x", strict_slash: true }, () => "");

// Views return what Flask takes, and nothing else.
app.get("/text", { endpoint: "text" }, () => "text");
app.get("/bytes", { endpoint: "bytes" }, () => new Uint8Array(1));
app.get("/json", { endpoint: "json" }, async () => ({ ok: true, list: [1, null] }));
app.get("/tuple", { endpoint: "tuple" }, () => ["gone", 410, { "X-Why": "moved" }]);
app.get("/pairs", { endpoint: "pairs" }, () => [
  "x",
  [
    ["Set-Cookie", "a=1"],
    ["Set-Cookie", "b=2"],
  ],
]);
app.get("/made", { endpoint: "made" }, () => make_response("made", 201));
app.get("/web", { endpoint: "web" }, () => new globalThis.Response("web"));
app.get("/lines", { endpoint: "lines" }, function* () {
  yield "a";
  yield new Uint8Array(1);
});
app.get("/later", { endpoint: "later" }, () =>
  stream_with_context(
    (async function* () {
      yield await Promise.resolve("late");
    })(),
  ),
);
app.get("/abort", { endpoint: "abort" }, () => abort(404, "nothing here"));
app.get("/list", { endpoint: "list" }, () => jsonify([1, 2, 3]));
// @ts-expect-error nothing is returned
app.get("/void", { endpoint: "void" }, () => {});
// @ts-expect-error a number is no body
app.get("/number", { endpoint: "number" }, () => 3);
// @ts-expect-error null is no body
app.get("/null", { endpoint: "null" }, () => null);
// @ts-expect-error an array is the tuple, a list needs jsonify
app.get("/numbers", { endpoint: "numbers" }, () => [1, 2, 3, 4]);
// @ts-expect-error a promise of nothing is nothing
app.get("/promised", { endpoint: "promised" }, async () => {});

// Hooks get and give what they do in Flask.
app.before_request(function load_user() {
  g.user =
    session.user_id === undefined ? { id: 0, name: "nobody" } : { id: session.user_id, name: "somebody" };
});
app.before_request(async () => (g.user === undefined ? redirect("/login") : undefined));
app.after_request((response) => {
  is<Response>()(response);
  return response;
});
app.teardown_request((error) => void is<unknown>()(error));
app.context_processor(() => ({ user: g.user }));
app.url_value_preprocessor((endpoint, values) => {
  is<string | null>()(endpoint);
  if (values !== null) delete values["lang"];
});
app.errorhandler(404)((error) => [error.description ?? "", 404]);
app.errorhandler(NotFound, (error) => {
  is<NotFound>()(error);
  return "gone";
});
app.errorhandler(500, (error) => {
  is<unknown>()(error.original_exception);
  return "broken";
});
app.errorhandler(500)((error) => [
  error.original_exception instanceof Error ? error.original_exception.name : "",
  500,
]);
app.errorhandler(RangeError, async (error) => error.message);
app.template_filter("double")((value: number) => value * 2);
request_finished.connect((_sender, { response }) => is<Response>()(response), app);
// @ts-expect-error the response has to be given back
app.after_request(() => {});
// @ts-expect-error templates do not wait
app.context_processor(async () => ({ a: 1 }));
// @ts-expect-error a context processor gives names
app.context_processor(() => 3);
// @ts-expect-error a handler's return is a view's
app.errorhandler(404, () => 404);

// Config keys are known, and those that the app declares.
is<string | Uint8Array | null>()(app.config.SECRET_KEY);
is<number>()(app.config.PAGE_SIZE);
is<string | undefined>()(app.config.MAIL_FROM);
is<number>()(current_app.config.PAGE_SIZE);
app.config.PERMANENT_SESSION_LIFETIME = timedelta({ days: 7 });
app.config.update({ SESSION_COOKIE_SAMESITE: "Lax", PAGE_SIZE: 20 });
app.config["UNDECLARED"] = new Date();
export const page_size = ({ PAGE_SIZE }: Pick<Config, "PAGE_SIZE">): number => PAGE_SIZE;
// @ts-expect-error true or false
app.config.SESSION_COOKIE_SECURE = "yes";
// @ts-expect-error declared as a number
app.config.PAGE_SIZE = "20";

// session and g know declared names; others are any.
export function typed_proxies(): void {
  is<number | undefined>()(session.user_id);
  is<"dark" | "light" | undefined>()(session.theme);
  is<User | undefined>()(g.user);
  is<boolean>()(session.permanent);
  session["undeclared"] = { anything: [1] };
  g["undeclared"] = new Set();
  const listed: string[] = session["undeclared"].anything;
  is<string[]>()(listed);
  delete session.theme;
  // @ts-expect-error declared as a number
  session.user_id = "1";
  // @ts-expect-error not one of the two
  session.theme = "blue";
  // @ts-expect-error a user has a name
  g.user = { id: 1 };
}

// The request.
app.post("/request", function request_values() {
  is<string | undefined>()(request.args["q"]);
  is<number>()(request.args.get("page", 1, int));
  is<string[]>()(request.form.getlist("tag"));
  is<string | undefined>()(request.cookies["a"]);
  is<string>()(request.method);
  get_flashed_messages({ with_categories: true });
  return request.get_json() as object;
});

// Standard decorators on static methods.
function login_required<F extends (...args: never[]) => ViewReturn>(view: F): F {
  return wraps(view, (...args) => (g.user === undefined ? redirect("/login") : view(...args)));
}
app.get(
  "/called/<int:id>",
  login_required(function called({ id }: PathValues<"/called/<int:id>">) {
    is<number>()(id);
    return "called";
  }),
);
export class Pages {
  @app.route("/account")
  @login_required
  static account() {
    return "your account";
  }

  @app.get("/things/<int:id>")
  static thing({ id }: PathValues<"/things/<int:id>">) {
    is<number>()(id);
    return ["thing", 200] as const;
  }

  @app.before_request
  static note_visit() {
    session.user_id = 1;
  }

  @app.errorhandler(500)
  static broken(_error: HTTPException): ViewReturn {
    return ["broken", 500];
  }
}
const no_view = wraps(Pages.account, () => 3); // of another type than what it wraps
is<() => number>()(no_view);
// @ts-expect-error and refused where a view is wanted
app.get("/no-view", no_view);
export const wrongly_decorated = () =>
  class {
    // @ts-expect-error an instance method has no instance to be called on
    @app.get("/instance")
    instance() {
      return "";
    }
    // @ts-expect-error the rule's id is a number
    @app.get("/static/<int:id>")
    static wrong({ id }: { id: string }) {
      return id;
    }
  };

// Views as classes, converters, the test client.
class Hello extends View {
  static override methods = ["GET", "POST"];
  readonly #word: string;
  constructor(word: string) {
    super();
    this.#word = word;
  }
  override dispatch_request({ name }: PathValues<"/hello/<name>">) {
    return `${this.#word} ${name}`;
  }
}
app.add_url_rule("/hello/<name>", { view_func: Hello.as_view("hello", "hi") });
// @ts-expect-error the constructor takes a word
Hello.as_view("wrong", 3);
export class Items extends MethodView {
  get({ id }: PathValues<"/items/<int:id>">) {
    return { id };
  }
}
class ListConverter extends BaseConverter {
  override to_python(value: string): unknown {
    return value.split(",");
  }
}
app.url_map.converters["list"] = ListConverter;
export async function try_it(client: FlaskClient): Promise<string> {
  const answer = await client.post("/login", { data: { name: "ann" }, follow_redirects: true });
  const typed: TestResponse = answer;
  is<number>()(answer.status_code);
  await client.session_transaction((open) => {
    is<number | undefined>()(open.user_id);
  });
  // @ts-expect-error options are checked
  await client.get("/", { follow_redirect: true });
  return typed.text;
}

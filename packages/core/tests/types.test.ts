import {
  Blueprint,
  type Flask,
  g,
  get_template_attribute,
  HTTPException,
  type PathValues,
  type Response,
  session,
  type ViewReturn,
} from "@miniflask/core";
import { describe, expect, expectTypeOf, test } from "vitest";
import { make_app } from "./support/make_app.ts";

// What is tested here is tested by the type checker: `pnpm check` fails where a line is wrong.

declare module "@miniflask/core" {
  interface SessionData {
    typed_id?: number;
  }
  interface G {
    typed_user?: { name: string };
  }
  interface Config {
    TYPED_SERVER?: string;
  }
}

const app: Flask = make_app();

describe("views", () => {
  test("get their path values typed from the rule", () => {
    app.get("/users/<int:id>/<name>", function user(values) {
      expectTypeOf(values).toEqualTypeOf<{ id: number; name: string }>();
      return "";
    });
    app.route(
      "/<any(red, blue):colour>/<path:rest>",
      { methods: ["GET"] },
      function coloured({ colour, rest }) {
        expectTypeOf(colour).toEqualTypeOf<"red" | "blue">();
        expectTypeOf(rest).toEqualTypeOf<string>();
        return "";
      },
    );
    app.route("/f/<float:x>")(function floating({ x }) {
      expectTypeOf(x).toEqualTypeOf<number>();
      return "";
    });
    // @ts-expect-error the rule has no variable of that name
    app.get("/users/<int:id>", { endpoint: "wrong_name" }, ({ name }) => name);
  });

  test("may name the values that come from elsewhere: a prefix, defaults, a subdomain", () => {
    const bp = new Blueprint("by_language", import.meta.url, { url_prefix: "/<lang>" });
    bp.get("/<int:id>", function show({ lang, id }: { lang: string; id: number }) {
      return `${lang} ${id}`;
    });
    bp.get("/about")(function about({ lang }: { lang: string }) {
      return lang;
    });
    bp.route("/pages/", { defaults: { page: 1 } }, function pages({ page }: { page: number }) {
      return `${page}`;
    });
    // @ts-expect-error the rule says that it is a number
    app.get("/typed/<int:id>", { endpoint: "typed_wrongly" }, ({ id }: { id: string }) => id);
    // @ts-expect-error here too
    app.get("/typed/<int:id>", { endpoint: "typed_wrongly2" })(({ id }: { id: string }) => id);
  });

  test("call what a template defines", async () => {
    const show = () => expect(() => get_template_attribute("forms.html", "field")("name").length).toThrow();
    await app.app_context().run(show);
  });

  test("may return what Flask takes, and nothing else", () => {
    app.get("/a", { endpoint: "a" }, () => ["not here", 404, { "X-Why": "gone" }]);
    app.get("/b", { endpoint: "b" }, async () => ({ ok: true }));
    app.get("/c")(function tuple() {
      return ["made", 201];
    });
    app.errorhandler(HTTPException, (error) => [`${error.name}`, error.code]);
    // @ts-expect-error a view that returns nothing
    app.get("/d", { endpoint: "d" }, () => {});
    // @ts-expect-error a number is no body
    app.get("/e", { endpoint: "e" }, () => 3);
    // @ts-expect-error a list needs jsonify
    app.get("/f", { endpoint: "f" }, () => [1, 2, 3, 4]);
    expectTypeOf<["x", 404]>().toExtend<ViewReturn>();
    app.get("/g", { endpoint: "g" }, (): ViewReturn => ({ a: [1, { b: null }] }));
    app.get("/h", { endpoint: "h" }, async (): Promise<ViewReturn> => [{ a: 1 }, 201, { "X-A": "b" }]);
    app.errorhandler(404, (error): ViewReturn => [{ error: error.name }, 404]);
    // @ts-expect-error a list needs jsonify here, too
    app.get("/i", { endpoint: "i" }, (): ViewReturn => [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }]);
    // @ts-expect-error a forgotten call
    app.get("/j", { endpoint: "j" }, (): ViewReturn => Date.now);
    // @ts-expect-error a forgotten await
    app.get("/k", { endpoint: "k" }, (): ViewReturn => Promise.resolve({ a: 1 }));
  });

  test("can be decorated static methods", () => {
    class Pages {
      @app.get("/decorated/<int:id>")
      static decorated({ id }: PathValues<"/decorated/<int:id>">) {
        return ["text", id] as const;
      }
    }
    expectTypeOf(Pages.decorated).returns.toExtend<ViewReturn>();
    const define_instance_view = () =>
      class {
        // @ts-expect-error instance methods have no instance to be called on
        @app.get("/instance")
        instance() {
          return "";
        }
      };
    expect(define_instance_view).toThrow(/static methods only/);
  });
});

describe("hooks and handlers", () => {
  test("are typed by what they get", () => {
    app.after_request((response) => {
      expectTypeOf(response).toEqualTypeOf<Response>();
      return response;
    });
    // @ts-expect-error the response has to be given back
    app.after_request(() => {});
    // @ts-expect-error templates do not wait
    app.context_processor(async () => ({ a: 1 }));
    app.errorhandler(RangeError, (error) => {
      expectTypeOf(error).toEqualTypeOf<RangeError>();
      return error.message;
    });
    app.errorhandler(404, (error) => {
      expectTypeOf(error.code).toEqualTypeOf<number | null>();
      return "gone";
    });
  });
});

describe("config", () => {
  test("knows Flask's keys and those an app declares, and takes any other", () => {
    expectTypeOf(app.config.DEBUG).toEqualTypeOf<boolean>();
    expectTypeOf(app.config["SECRET_KEY"]).toEqualTypeOf<string | Uint8Array | null>();
    expectTypeOf(app.config.TYPED_SERVER).toEqualTypeOf<string | undefined>();
    // biome-ignore lint/suspicious/noExplicitAny: what an undeclared key is
    expectTypeOf(app.config.UNDECLARED).toEqualTypeOf<any>();
    // @ts-expect-error the key takes a boolean
    expect(() => Object.assign(app.config, { DEBUG: "yes" } satisfies { DEBUG: boolean })).toThrow(/DEBUG/);
    // @ts-expect-error the app declared a text
    app.config.TYPED_SERVER = 25;
  });
});

describe("session and g", () => {
  test("know the names an app declares, and take any other", async () => {
    await app.test_request_context("/").run(check_names);
  });

  function check_names() {
    expectTypeOf(session.typed_id).toEqualTypeOf<number | undefined>();
    expectTypeOf(g.typed_user).toEqualTypeOf<{ name: string } | undefined>();
    // biome-ignore lint/suspicious/noExplicitAny: what an undeclared name is
    expectTypeOf(session.undeclared).toEqualTypeOf<any>();
    expectTypeOf(session.permanent).toEqualTypeOf<boolean>();
  }
});

test("the options of the JSON provider are set as in Flask", async () => {
  const unsorted = make_app();
  unsorted.json.sort_keys = false;
  unsorted.get("/", { endpoint: "index" }, () => ({ b: 1, a: 2 }));
  expect((await unsorted.test_client().get("/")).text).toBe('{"b":1,"a":2}\n');
});

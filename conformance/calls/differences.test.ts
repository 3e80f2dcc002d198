import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Flask, jsonify, Response, render_template_string, request, send_file } from "miniflask";
import {
  Accept,
  CallbackDict,
  CombinedMultiDict,
  MultiDict,
  ResponseCacheControl,
} from "miniflask/datastructures";
import { Aborter, NotFound } from "miniflask/exceptions";
import { dump_cookie, parse_etags } from "miniflask/http";
import { DispatcherMiddleware, ProxyFix, SharedDataMiddleware } from "miniflask/middleware";
import { BaseConverter, type MapAdapter, PathConverter, Rule, Map as UrlMap } from "miniflask/routing";
import { EnvironBuilder } from "miniflask/testing";
import { describe, expect, test } from "vitest";

// What the tables cannot hold, since it is otherwise on purpose: rows of DIFFERENCES.md.

function bound(rule: string, options: object = {}, converters = {}): MapAdapter {
  return new UrlMap([new Rule(rule, { endpoint: "x", ...options })], { converters }).bind("h");
}

function app_of(view: () => unknown): Flask {
  const app = new Flask("differences", { static_folder: null, template_folder: null });
  app.testing = true;
  app.get("/", { endpoint: "root" }, view as () => string);
  app.get("/<path:_path>", { endpoint: "below" }, () => (view as () => string)());
  return app;
}

describe("routing", () => {
  test("a map and a rule take their options by name", () => {
    expect(new Rule("/", { defaults: { a: 1 } }).defaults).toEqual({ a: 1 });
    expect(new UrlMap([], { default_subdomain: "www" }).default_subdomain).toBe("www");
  });

  test("a converter that does not set part_isolating has none", () => {
    class Sloping extends BaseConverter {
      override regex = "[a-z]+/[a-z]+";
    }
    expect([BaseConverter.regex, new BaseConverter(null).regex]).toEqual([undefined, "[^/]+"]);
    expect([new BaseConverter(null), new PathConverter(null)].map((one) => one.part_isolating)).toEqual([
      undefined,
      undefined,
    ]);
    expect(bound("/<sloping:x>", {}, { sloping: Sloping }).match("/a/b")).toEqual(["x", { x: "a/b" }]);
  });

  test("the values of several dicts are built", () => {
    const values = new CombinedMultiDict([new MultiDict({ id: "3" }), new MultiDict({ tab: ["a", "b"] })]);
    expect(bound("/<id>").build("x", values)).toBe("/3?tab=a&tab=b");
  });

  test.each(["/<string(minlength=3, maxlength=2):x>", "/<int(min='a'):x>"])(
    "limits that nothing can meet are refused: %s",
    (rule) => {
      expect(() => bound(rule)).toThrow(/characters long|are numbers/);
    },
  );

  test("a script name without its slash is no part of the host", () => {
    const map = new UrlMap([new Rule("/r", { endpoint: "r", redirect_to: "x" })]);
    expect(() => map.bind("h", "app").match("/r")).toThrow("http://h/app/x");
  });
});

describe("requests and responses", () => {
  const app = app_of(() => "x");

  test("the query string is text", () => {
    expect(new EnvironBuilder(app, "/?a=%20").get_request().query_string).toBe("a=%20");
  });

  test("what only WSGI knows is absent from requests and responses", () => {
    const names = "environ from_values input_stream remote_user is_multithread shallow".split(" ");
    const made = new EnvironBuilder(app, "/").get_request();
    expect(names.filter((name) => name in made || name in made.constructor)).toEqual([]);
    const methods = "force_type from_app get_app_iter get_wsgi_headers get_wsgi_response iter_encoded stream";
    const switches =
      "autocorrect_location_header automatically_set_content_length implicit_sequence_conversion";
    const absent = `${methods} ${switches}`.split(" ");
    expect(absent.filter((name) => name in Response || name in new Response())).toEqual([]);
  });

  test("items of header values are got and set", () => {
    const response = new Response("x");
    response.cache_control.set("own", "1");
    response.content_security_policy.set("img-src", "*");
    response.allow.add("GET");
    expect(response.headers.get("Cache-Control")).toBe("own=1");
    expect([response.content_security_policy.get("img-src"), response.allow.at(0)]).toEqual(["*", "GET"]);
  });

  test("the length of an iterator is not known", () => {
    expect(new Response(["a"].values()).calculate_content_length()).toBe(null);
  });

  test("an aborter has a method", () => {
    expect(() => new Aborter().abort(404)).toThrow(NotFound);
  });
});

describe("header values", () => {
  test("tags are in the order of the header", () => {
    const tags = parse_etags('"c", W/"z", "a", "b", W/"y"');
    expect([[...tags], tags.to_header()]).toEqual([["c", "a", "b"], '"c", "a", "b", W/"z", W/"y"']);
  });

  test("whole qualities are written as floats", () => {
    const accepted: [string, number][] = [
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ];
    expect(new Accept(accepted).to_header()).toBe("c;q=2.0,b,a;q=0.0");
  });

  test("a cookie's times are numbers", () => {
    const dumped = (options: object) => dump_cookie("a", "b", { sync_expires: false, ...options });
    expect([true, false].map((max_age) => dumped({ max_age }))).toEqual([
      "a=b; Max-Age=1; Path=/",
      "a=b; Max-Age=0; Path=/",
    ]);
    expect(() => dumped({ expires: true })).toThrow(TypeError);
  });

  test("a dict that calls back takes its content in its turn", () => {
    const calls: unknown[] = [];
    const on_update = (changed: unknown) => calls.push(changed);
    expect([...new CallbackDict<unknown>({ initial: 1, on_update }).keys()]).toEqual([
      "initial",
      "on_update",
    ]);
    const control = new ResponseCacheControl([], { on_update });
    control.max_age = 5;
    expect(calls).toEqual([control]);
  });

  test("the parameters of a content type may be set", () => {
    const response = new Response("x");
    response.mimetype_params = { charset: "ascii" };
    expect(response.content_type).toBe("text/html; charset=ascii");
  });
});

test("an object in a list prints its one text", () => {
  class Point {
    toString() {
      return "here";
    }
  }
  const app = app_of(() => "x");
  const shown = app.app_context().run(() => render_template_string("{{ p }} {{ [p] }}", { p: new Point() }));
  expect(shown).toBe("here [here]");
});

test("pairs of header values print as lists", () => {
  const headers = { "Accept-Language": "de", Range: "bytes=0-1", "X-Forwarded-For": "1.1.1.1" };
  const template = "{{ request.accept_languages[0] }} {{ request.range.ranges }} {{ request.access_route }}";
  const context = app_of(() => "x").test_request_context("/", { headers });
  const shown = context.run(() =>
    render_template_string(`{% autoescape false %}${template}{% endautoescape %}`),
  );
  expect(shown).toBe("['de', 1] [[0, 2]] ['1.1.1.1']");
});

test("a body's stream is read as it comes", async () => {
  const app = app_of(() => "x");
  app.post("/", { endpoint: "read", stream: true }, async () => {
    const at_once = request.stream.read() as unknown;
    return jsonify([at_once, Buffer.concat(await request.stream.toArray()).toString()]);
  });
  expect((await app.test_client().post("/", { data: "abc" })).json).toEqual([null, "abc"]);
});

describe("the test client", () => {
  test("a builder has what a request is made of, and no fields of a form", () => {
    const builder = new EnvironBuilder(
      app_of(() => "x"),
      "/",
      { method: "POST", data: { a: "1" } },
    );
    expect(Buffer.from(builder.body as Uint8Array).toString()).toBe("a=1");
    expect(["form", "files", "args", "mimetype"].filter((name) => name in builder)).toEqual([]);
  });

  test("of the environ only the address and headers are taken", async () => {
    const client = app_of(() =>
      jsonify([request.remote_addr, request.headers["X-A"] ?? null, request.method]),
    );
    const environ_overrides = { REMOTE_ADDR: "9.9.9.9", HTTP_X_A: "b", REQUEST_METHOD: "POST" };
    const response = await client.test_client().get("/", { environ_overrides });
    expect(response.json).toEqual(["9.9.9.9", "b", "GET"]);
  });
});

describe("middleware", () => {
  const seen = async (options: object, headers: Record<string, string>) => {
    const app = app_of(() => `${request.scheme} ${request.root_path}`);
    app.handle = ProxyFix(app.handle, options);
    return (await app.test_client().get("/", { headers })).text;
  };

  test("a forwarded scheme is one that there is", async () => {
    expect(await seen({}, { "X-Forwarded-Proto": "HTTPS" })).toBe("https ");
    expect(await seen({}, { "X-Forwarded-Proto": "gopher" })).toBe("http ");
  });

  test("a forwarded prefix has one slash in front", async () => {
    expect(await seen({ x_prefix: 1 }, { "X-Forwarded-Prefix": "//x/" })).toBe("http /x");
  });

  test("a mount beyond ASCII is found", async () => {
    const app = app_of(() => "main");
    app.handle = DispatcherMiddleware(app.handle, {
      "/ä": app_of(() => `${request.root_path} ${request.path}`),
    });
    expect((await app.test_client().get("/ä/x")).text).toBe("/ä /x");
  });

  test("shared files are sent as send_file does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "miniflask-shared-"));
    writeFileSync(join(folder, "a.txt"), "shared");
    const sending = app_of(() => send_file(join(folder, "a.txt"), { max_age: 43_200 }));
    const app = app_of(() => "app");
    const plain = await sending.test_client().get("/", { headers: { Range: "bytes=0-1" } });
    const is_allowed = (name: string) => !name.endsWith(".py");
    const shared = { "/s": folder, "/f.txt": join(folder, "a.txt") };
    app.handle = SharedDataMiddleware(app.handle, shared, { is_allowed });
    const client = app.test_client();
    const response = await client.get("/s/a.txt", { headers: { Range: "bytes=0-1" } });
    const kept = [plain, response].map(({ status, headers, text }) => [status, headers["ETag"], text]);
    expect(kept[1]).toEqual(kept[0]);
    expect((await client.post("/s/a.txt")).status_code).toBe(405);
    expect((await client.get("/f.txt/x")).text).toBe("app");
    rmSync(folder, { recursive: true });
  });
});

import { inspect } from "node:util";
import {
  EndpointPrefix,
  IntegerConverter,
  Rule,
  RuleFactory,
  RuleTemplate,
  Subdomain,
  Submount,
  Map as UrlMap,
} from "@miniflask/core/routing";
import { describe, expect, test } from "vitest";

const add = (rule: string, options = {}) => new UrlMap([new Rule(rule, { endpoint: "x", ...options })]);

describe("a rule is refused at once", () => {
  test.each<[string, object, string]>([
    ["x", {}, "URL rule 'x' must start with a slash."],
    ["", {}, "URL rule '' must start with a slash."],
    ["/<int:>", {}, "malformed url rule: '/<int:>'"],
    ["/<a", {}, "malformed url rule: '/<a'"],
    [
      "/<no:a>",
      {},
      "the converter 'no' does not exist. There are any, default, float, int, path, string, uuid",
    ],
    ["/<constructor:a>", {}, "the converter 'constructor' does not exist"],
    ["/<a>/<a>", {}, "the variable 'a' stands twice in the url rule '/<a>/<a>'"],
    ["/<a>", { subdomain: "<a>" }, "the variable 'a' stands in both domain and path"],
    ["/", { subdomain: "a/b" }, "holds a slash"],
    ["/<string(minlength=3, maxlength=2):a>", {}, "no text is at least 3 and at most 2 characters long"],
    ["/<int(min='a'):a>", {}, "min and max are numbers, not 'a'"],
    ["/", { methods: "GET" }, "'methods' should be a list of strings."],
    [
      "/",
      { websocket: true, methods: ["POST"] },
      "WebSocket rules can only use 'GET', 'HEAD', and 'OPTIONS' methods.",
    ],
  ])("%s %o", (rule, options, message) => {
    expect(() => add(rule, options)).toThrow(message);
  });

  test("when it belongs to a map already", () => {
    const rule = new Rule("/<id>", { endpoint: "x", methods: ["GET"] });
    new UrlMap([rule]);
    expect(() => new UrlMap([rule])).toThrow(
      "url rule <Rule '/<id>' (GET, HEAD) -> x> is bound to a map already",
    );
    expect(new UrlMap([rule.empty()]).bind("h").build("x", { id: 1 })).toBe("/1");
  });
});

describe("a rule", () => {
  test("has its methods in upper case, HEAD beside GET", () => {
    expect([...new Rule("/", { methods: ["get", "Post"] }).methods!]).toEqual(["GET", "POST", "HEAD"]);
    expect(new Rule("/").methods).toBeNull();
  });

  test("knows the names of its values", () => {
    const rule = new Rule("/<a>/<int:b>", { defaults: { c: 1 }, subdomain: "<d>" });
    new UrlMap([rule]);
    expect([...rule.arguments].sort()).toEqual(["a", "b", "c", "d"]);
  });

  test("prints as Werkzeug prints it", () => {
    expect(inspect(new Rule("/"))).toBe("<Rule (unbound)>");
    expect(inspect(add("/a/<int:b>"))).toBe("Map([<Rule '/a/<b>' -> x>])");
    expect(String(new Rule("/a"))).toBe("/a");
  });

  test("may be changed in place and refreshed", () => {
    const rule = new Rule("/a", { endpoint: "x" });
    const adapter = new UrlMap([rule]).bind("h");
    rule.rule = "/b/<c>";
    rule.refresh();
    expect(adapter.build("x", { c: 1 })).toBe("/b/1");
  });
});

describe("a factory", () => {
  const rules_of = (url_map: UrlMap) =>
    [...url_map.iter_rules()].map((rule) => [rule.rule, rule.endpoint, rule.subdomain]);

  test("makes many rules of few", () => {
    const url_map = new UrlMap([
      new Submount("/blog/", [
        new Rule("/", { endpoint: "index" }),
        new Rule("/<slug>", { endpoint: "post" }),
      ]),
      new Subdomain("api", [
        new EndpointPrefix("api.", [new Submount("/v1", [new Rule("/x", { endpoint: "x" })])]),
      ]),
    ]);
    expect(rules_of(url_map)).toEqual([
      ["/blog/", "index", ""],
      ["/blog/<slug>", "post", ""],
      ["/v1/x", "api.x", "api"],
    ]);
    expect(url_map.bind("h").build("api.x")).toBe("http://api.h/v1/x");
  });

  test("fills in a template", () => {
    const resource = new RuleTemplate([
      new Rule("/$name/", { endpoint: "$name.list", methods: ["GET"] }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is the template's own
      new Rule("/${name}s/<int:id>", {
        endpoint: "$name.show",
        defaults: { kind: "$name", cost: "$$5" },
        subdomain: "$name",
      }),
    ]);
    const url_map = new UrlMap([resource({ name: "user" }), resource({ name: "page" })]);
    expect(rules_of(url_map)).toEqual([
      ["/user/", "user.list", ""],
      ["/users/<int:id>", "user.show", "user"],
      ["/page/", "page.list", ""],
      ["/pages/<int:id>", "page.show", "page"],
    ]);
    expect([...url_map.iter_rules("user.show")][0]!.defaults).toEqual({ kind: "user", cost: "$5" });
    expect(() => new UrlMap([resource({})])).toThrow("has no text for $name");
  });

  test("may be one's own, and rules may be of a class of one's own", () => {
    class Versioned extends Rule {
      override get_empty_kwargs() {
        return { ...super.get_empty_kwargs(), strict_slashes: false };
      }
    }
    class Twice extends RuleFactory {
      override *get_rules() {
        yield new Versioned("/one", { endpoint: "one" }).empty();
        yield new Rule("/two", { endpoint: "two" });
      }
    }
    const [one] = [...new UrlMap([new Submount("/x", [new Twice()])]).iter_rules("one")];
    expect(one).toBeInstanceOf(Versioned);
    expect([one!.rule, one!.strict_slashes]).toEqual(["/x/one", false]);
  });
});

describe("a map", () => {
  const url_map = new UrlMap([
    new Rule("/a/<id>", { endpoint: "a" }),
    new Rule("/b", { endpoint: "b" }),
    new Rule("/a/<id>/<lang>", { endpoint: "a" }),
  ]);

  test("shows its rules, by endpoint and in the order they are built in", () => {
    expect([...url_map.iter_rules()].map(String)).toEqual(["/a/<id>/<lang>", "/a/<id>", "/b"]);
    expect([...url_map.iter_rules("b")].map(String)).toEqual(["/b"]);
    expect(() => [...url_map.iter_rules("c")]).toThrow("no url rule has the endpoint 'c'");
  });

  test("knows what an endpoint takes", () => {
    expect(url_map.is_endpoint_expecting("a", "id", "lang")).toBe(true);
    expect(url_map.is_endpoint_expecting("b", "lang")).toBe(false);
  });

  test("takes its options without rules, too, and a subclass its own converters", () => {
    class OwnMap extends UrlMap {
      static override readonly default_converters = { default: IntegerConverter };
    }
    expect(new UrlMap({ host_matching: true }).host_matching).toBe(true);
    expect(new OwnMap([new Rule("/<x>", { endpoint: "x" })]).bind("h").match("/3")).toEqual(["x", { x: 3 }]);
  });

  test("takes rules while it is used", () => {
    const growing = new UrlMap();
    const adapter = growing.bind("h");
    expect(adapter.test("/x")).toBe(false);
    growing.add(new Rule("/<int:x>", { endpoint: "int" }));
    growing.add(new Rule("/x", { endpoint: "x" }));
    expect([adapter.match("/x")[0], adapter.match("/5")[0]]).toEqual(["x", "int"]);
  });
});

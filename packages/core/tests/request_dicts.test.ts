import { render_template_string, request, session, url_for, type ViewReturn } from "@miniflask/core";
import { expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

// What Flask answers to the same programs: a MultiDict is a dict of first values wherever a dict is taken.
test.for([
  ["is answered as JSON", () => request.args, '{"a":"1","b":"3"}\n'],
  ["beside a status too", () => [request.values, 200] as const, '{"a":"1","b":"3"}\n'],
  ["goes into a URL", () => url_for("index", request.args), "/?a=1&b=3"],
  [
    "goes into the session",
    () => {
      session.update(request.args);
      return [...session.items()].join(" ");
    },
    "a,1 b,3",
  ],
  [
    "is printed",
    () => `${request.args} ${request.cookies}`,
    `${printed("a", "1", "a", "2", "b", "3")} ${printed()}`,
  ],
] as const)("the query %s", async ([, view, text]) => {
  const app = make_app({ TESTING: true });
  app.get("/", { endpoint: "index" }, view);
  const r = await app.test_client().get("/?a=1&a=2&b=3");
  expect([r.status_code, r.text]).toEqual([200, text]);
});

// A client names the keys, and may name them as the methods are. Each text is Flask's.
test.for([
  ["is answered as JSON", (): ViewReturn => request.args, '{"__proto__":"3","get":"1","items":"2"}\n'],
  [
    "is part of an answer",
    (): ViewReturn => ({ args: request.args }),
    '{"args":{"__proto__":"3","get":"1","items":"2"}}\n',
  ],
  ["goes into a URL", () => url_for("index", request.args), "/?get=1&items=2&__proto__=3"],
  [
    "is kept in the session",
    (): ViewReturn => {
      session["args"] = request.args;
      return "kept";
    },
    "kept",
  ],
] as const)("a query whose names are those of methods %s", async ([, view, text]) => {
  const app = make_app({ TESTING: true });
  app.get("/", { endpoint: "index" }, view);
  const r = await app.test_client().get("/?get=1&items=2&__proto__=3");
  expect([r.status_code, r.text]).toEqual([200, text]);
});

test("a dict whose items are no properties is written by them", async () => {
  const app = make_app({ TESTING: true });
  app.get("/", { endpoint: "index" }, () => ({ asked: request.cache_control }));
  const r = await app.test_client().get("/", { headers: { "Cache-Control": "no-cache, max-age=5" } });
  expect(r.text).toBe('{"asked":{"max-age":"5","no-cache":null}}\n');
});

function printed(...flat: string[]): string {
  const pairs = flat.flatMap((key, at) => (at % 2 === 0 ? [`('${key}', '${flat[at + 1]}')`] : []));
  return `ImmutableMultiDict([${pairs.join(", ")}])`;
}

// Each text is Flask's.
test.for([
  ["url_for('index', **request.args)", "/?a=1&amp;b=3"],
  ["url_for('index', page=2, **request.args)", "/?page=2&amp;a=1&amp;b=3"],
  ["dict(request.args, page=2)", "{&#39;a&#39;: &#39;1&#39;, &#39;b&#39;: &#39;3&#39;, &#39;page&#39;: 2}"],
  ["{}.update(request.args)", "None"],
  ["namespace(request.args).b", "3"],
  ["request.args|urlencode", "a=1&amp;b=3"],
  ["request.args|xmlattr", ' a="1" b="3"'],
  ["request.args is mapping", "True"],
  ["request.headers is mapping", "False"],
  ["'de' in request.accept_languages", "True"],
  ["'fr' in request.accept_languages", "False"],
  ["'a' in request.if_none_match", "True"],
  ["'username' in request.authorization", "True"],
  ["'realm' in request.authorization", "False"],
  ["dict(request.cache_control)", "{&#39;no-cache&#39;: None, &#39;max-age&#39;: &#39;5&#39;}"],
] as const)("in a template, {{ %s }} is %s", async ([expression, text]) => {
  const headers = {
    "Accept-Language": "de",
    "If-None-Match": '"a"',
    Authorization: "Basic dTpw",
    "Cache-Control": "no-cache, max-age=5",
  };
  const app = make_app();
  app.get("/", { endpoint: "index" }, () => render_template_string(`{{ ${expression} }}`));
  const context = app.test_request_context("/?a=1&a=2&b=3", { headers });
  expect(await context.run(() => render_template_string(`{{ ${expression} }}`))).toBe(text);
});

test("pairs print as the tuples that Python has", async () => {
  const context = make_app().test_request_context("/?a=1");
  const text = await context.run(() => render_template_string("{{ request.args.items()|list|safe }}"));
  expect(text).toBe("[('a', '1')]");
});

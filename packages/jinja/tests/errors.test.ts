import {
  DictLoader,
  Environment,
  TemplateNotFound,
  TemplateSyntaxError,
  TemplatesNotFound,
  UndefinedError,
} from "@miniflask/jinja";
import { describe, expect, test } from "vitest";

class NotAllowed extends Error {
  readonly code = 403;
}

function fail(): never {
  throw new NotAllowed("no");
}

/** What rendering `main` throws. */
function thrown(templates: Record<string, string>, variables: object = {}): Record<string, unknown> & Error {
  const env = new Environment({ loader: new DictLoader(templates) });
  try {
    env.get_template("main").render(variables);
  } catch (error) {
    if (error instanceof Error) return error as Record<string, unknown> & Error; // read by name below
  }
  throw new Error("nothing was thrown");
}

describe("an error keeps its class and tells its place", () => {
  test.each([
    ["the template itself", { main: "a\n\n{{ fail() }}" }, "main", 3],
    ["an expression over several lines", { main: "{{\n  fail()\n}}" }, "main", 2],
    ["an included template", { main: "\n{% include 'inc' %}", inc: "\n\n\n{{ fail() }}" }, "inc", 4],
    ["a parent template", { main: "\n{% extends 'base' %}", base: "x\n{{ fail() }}" }, "base", 2],
    [
      "a block of a child",
      {
        main: "{% extends 'base' %}\n{% block b %}\n{{ fail() }}{% endblock %}",
        base: "{% block b %}{% endblock %}",
      },
      "main",
      3,
    ],
    [
      "a macro of an import",
      {
        main: "{% import 'lib' as lib with context %}\n{{ lib.m() }}",
        lib: "{% macro m() %}\n\n{{ fail() }}{% endmacro %}",
      },
      "lib",
      3,
    ],
    ["a condition", { main: "\n{% if fail() %}{% endif %}" }, "main", 2],
    ["an elif", { main: "{% if no %}\n{% elif fail() %}{% endif %}" }, "main", 2],
    ["a loop", { main: "\n{% for x in fail() %}{% endfor %}" }, "main", 2],
    ["a loop's body", { main: "{% for x in [1] %}\n\n{{ fail() }}{% endfor %}" }, "main", 3],
    ["a loop's test", { main: "{% for x in [1]\n if fail() %}{% endfor %}" }, "main", 2],
    ["a recursive loop", { main: "{% for x in [1] recursive %}\n{{ fail() }}{% endfor %}" }, "main", 2],
    ["set", { main: "\n{% set x = fail() %}" }, "main", 2],
    ["with", { main: "\n{% with x = fail() %}{% endwith %}" }, "main", 2],
    ["a filter block", { main: "\n{% filter upper %}\n{{ fail() }}{% endfilter %}" }, "main", 3],
    [
      "a call block",
      { main: "{% macro m() %}{{ caller() }}{% endmacro %}\n{% call m() %}\n{{ fail() }}{% endcall %}" },
      "main",
      3,
    ],
    ["after a loop", { main: "{% for x in [1] %}\n{% endfor %}\n{{ fail() }}" }, "main", 3],
    ["after an if", { main: "{% if x %}\n{% endif %}\n{{ fail() }}" }, "main", 3],
  ])("in %s", (_name, templates, template, line) => {
    const error = thrown(templates as unknown as Record<string, string>, { fail });
    expect(error).toBeInstanceOf(NotAllowed);
    expect(error).toMatchObject({ message: "no", code: 403, template_name: template, lineno: line });
    expect(error.stack).toContain(`at template (${template}:${line})`);
    expect(error.stack).toContain("at template (main:");
  });

  test("the stack shows every template on the way, innermost first", () => {
    const templates = {
      main: "{% extends 'base' %}{% block b %}\n{% include 'inc' %}{% endblock %}",
      base: "\n\n{% block b %}{% endblock %}",
      inc: "{{ fail() }}",
    };
    const places = Array.from(
      thrown(templates, { fail }).stack?.matchAll(/at template \(([^)]*)\)/g) ?? [],
      (one) => one[1],
    );
    expect(places).toEqual(["inc:1", "main:2", "base:3", "main:1"]);
  });

  test("fields that the error has itself stay", () => {
    const error = Object.assign(new Error("own"), { lineno: 99 });
    expect(
      thrown(
        { main: "\n{{ f() }}" },
        {
          f: () => {
            throw error;
          },
        },
      ),
    ).toMatchObject({ lineno: 99 });
  });

  test("what is no error is thrown as it is", () => {
    const env = new Environment();
    expect(() =>
      env.from_string("{{ f() }}").render({
        f: () => {
          throw "text";
        },
      }),
    ).toThrow("text");
    const frozen = Object.freeze(new Error("frozen"));
    expect(() =>
      env.from_string("{{ f() }}").render({
        f: () => {
          throw frozen;
        },
      }),
    ).toThrow(frozen);
  });

  test("a streamed template tells its line too", () => {
    const env = new Environment();
    expect(() => Array.from(env.from_string("a\n{{ x.y }}").generate())).toThrow(
      expect.objectContaining({ lineno: 2 }),
    );
  });
});

test("a syntax error tells name, line and the source line", () => {
  const env = new Environment({ loader: new DictLoader({ "page.html": "<p>\n  {% if %}\n" }) });
  const error = catch_error(() => env.get_template("page.html"));
  expect(error).toBeInstanceOf(TemplateSyntaxError);
  expect(error).toMatchObject({ template_name: "page.html", lineno: 2, name: "TemplateSyntaxError" });
  expect(String(error)).toContain('File "page.html", line 2\n    {% if %}');
  expect(Reflect.get(Object(error), "stack")).toContain("{% if %}");
});

function catch_error(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test("a missing template tells its name; several tell all", () => {
  const env = new Environment({ loader: new DictLoader({}) });
  expect(() => env.get_template("nope.html")).toThrow(TemplateNotFound);
  expect(catch_error(() => env.get_template("nope.html"))).toMatchObject({
    message: "nope.html",
    templates: ["nope.html"],
  });
  expect(catch_error(() => env.select_template(["a", "b"]))).toMatchObject({ templates: ["a", "b"] });
  expect(() => env.select_template([])).toThrow(TemplatesNotFound);
  expect(() => new Environment().get_template("x")).toThrow(/no loader/);
});

test("undefined values say what was undefined", () => {
  const env = new Environment();
  expect(() => env.from_string("{{ user.name.first }}").render({ user: {} })).toThrow(UndefinedError);
  expect(() => env.from_string("{{ user.name.first }}").render({ user: {} })).toThrow(
    "'dict object' has no attribute 'name'",
  );
  expect(() => env.from_string("{{ user.name }}").render()).toThrow("'user' is undefined");
});

import {
  type Autoescape,
  ChainableUndefined,
  DebugUndefined,
  DictLoader,
  Environment,
  Extension,
  find_referenced_templates,
  find_undeclared_variables,
  InternationalizationExtension,
  Macro,
  make_logging_undefined,
  type nodes,
  type Parser,
  StrictUndefined,
  select_autoescape,
  Template,
  Undefined,
} from "@miniflask/jinja";
import { describe, expect, test } from "vitest";

describe("undefined families", () => {
  const render = (undefined_class: typeof Undefined, source: string) =>
    new Environment({ undefined: undefined_class }).from_string(source).render({ o: {} });

  test.each([
    [Undefined, "{{ x }}|{{ o.y }}|{{ x|list }}|{{ not x }}|{{ x is defined }}", "||[]|True|False"],
    [ChainableUndefined, "{{ x.a['b'].c }}|{{ o.y.z }}|{{ x.a is defined }}", "||False"],
    [
      DebugUndefined,
      "{{ x }}|{{ o.y }}|{{ x|default('d') }}",
      "{{ x }}|{{ no such element: dict object['y'] }}|d",
    ],
    [StrictUndefined, "{{ x is defined }}|{{ x|default('d') }}|{{ 'a' if x is undefined }}", "False|d|a"],
  ])("%o renders %s", (undefined_class, source, expected) => {
    expect(render(undefined_class, source)).toBe(expected);
  });

  test.each([
    "{{ x }}",
    "{{ x|list }}",
    "{% if x %}{% endif %}",
    "{{ x == 1 }}",
    "{% for a in x %}{% endfor %}",
    "{{ x ~ 'a' }}",
    "{{ x|length }}",
    "{{ 'a' in x }}",
  ])("StrictUndefined refuses %s", (source) => {
    expect(() => render(StrictUndefined, source)).toThrow("'x' is undefined");
  });
  test.each([
    "{{ x.y }}",
    "{{ x() }}",
    "{{ x + 1 }}",
    "{{ x < 1 }}",
    "{{ x['y'] }}",
    "{{ -x }}",
    "{{ x[1:] }}",
  ])("Undefined refuses %s", (source) => {
    expect(() => render(Undefined, source)).toThrow("'x' is undefined");
  });

  test("a logging class tells each use", () => {
    const told: string[] = [];
    const logger = { warn: (text: string) => told.push(text), error: (text: string) => told.push(text) };
    const env = new Environment({ undefined: make_logging_undefined(logger) });
    env.from_string("{{ x }}{% if y %}{% endif %}{% for a in z %}{% endfor %}").render();
    expect(() => env.from_string("{{ x.a }}").render()).toThrow();
    expect(told).toEqual(
      ["x", "y", "z", "x"].map(
        (name, at) => `Template variable ${at === 3 ? "error" : "warning"}: '${name}' is undefined`,
      ),
    );
  });
});

describe("streaming", () => {
  const env = new Environment({
    autoescape: true,
    loader: new DictLoader({
      base: "<{% block a %}base{% endblock %}>{% for x in items %}{{ x }},{% endfor %}",
      child: "{% extends 'base' %}{% block a %}child {{ super() }}{% include 'inc' %}{% endblock %}",
      inc: "[{{ n }}]",
    }),
  });

  test("the pieces are the text, and come while items come", () => {
    const log: string[] = [];
    function* items() {
      for (const item of [1, 2]) {
        log.push(`item ${item}`);
        yield item;
      }
    }
    for (const piece of env.get_template("child").generate({ items: items(), n: "<" })) log.push(piece);
    expect(log.filter((one) => !one.startsWith("item")).join("")).toBe("<child base[&lt;]>1,2,");
    expect(log.indexOf("item 2")).toBeGreaterThan(log.indexOf("1,") - 1);
    expect(log.indexOf("item 1")).toBeGreaterThan(0);
  });
  test("a stream may join its pieces", () => {
    const template = new Environment().from_string("{% for n in range(5) %}{{ n }}{% endfor %}");
    const stream = template.stream();
    stream.enable_buffering(2);
    const written: string[] = [];
    stream.dump((piece) => written.push(piece));
    expect(written).toEqual(["01", "23", "4"]);
    expect(Array.from(template.stream())).toEqual(["0", "1", "2", "3", "4"]);
    expect(() => stream.enable_buffering(1)).toThrow(RangeError);
  });
  test("render and generate agree", () => {
    const template = env.get_template("child");
    expect(Array.from(template.generate({ items: ["<"], n: 1 })).join("")).toBe(
      template.render({ items: ["<"], n: 1 }),
    );
  });
});

describe("modules", () => {
  const env = new Environment({
    loader: new DictLoader({
      lib: "{% macro hello(name, mark='!') %}Hello {{ name }}{{ mark }}{% endmacro %}{% set version = who or 3 %}{% set _private = 1 %}text",
    }),
  });
  test("exported names, text, and macros called from JavaScript", () => {
    const module = env.get_template("lib").module;
    const hello = module.exported("hello");
    expect(hello).toBeInstanceOf(Macro);
    expect(hello instanceof Macro && hello.call(["Ada"], { mark: "?" })).toBe("Hello Ada?");
    expect(module.exported("version")).toBe(3);
    expect(module.exported("_private")).toBeUndefined();
    expect(module.exported("constructor")).toBeUndefined();
    expect(String(module)).toBe("text");
  });
  test("a module made with variables", () => {
    expect(env.get_template("lib").make_module({ who: "me" }).exported("version")).toBe("me");
  });
});

describe("the environment", () => {
  test("options of the syntax may be assigned, as `app.jinja_env.trim_blocks = true` does", () => {
    const env = new Environment();
    const source = "a\n  {% if true %}\n<<b>>\n  {% endif %}\n{{ c }}\n\n";
    expect(env.from_string(source).render()).toBe("a\n  \n<<b>>\n  \n\n");
    env.trim_blocks = true;
    env.lstrip_blocks = true;
    env.keep_trailing_newline = true;
    expect(env.from_string(source).render()).toBe("a\n<<b>>\n\n\n");
    env.variable_start_string = "<<";
    env.variable_end_string = ">>";
    expect(env.overlay({ trim_blocks: false }).from_string(source).render({ b: 1 })).toBe(
      "a\n\n1\n\n{{ c }}\n\n",
    );
    env.block_start_string = "<<";
    expect(() => env.from_string("x")).toThrow("must be different");
  });
  test("custom delimiters, overlay and policies", () => {
    const env = new Environment({
      variable_start_string: "<<",
      variable_end_string: ">>",
      block_start_string: "<%",
      block_end_string: "%>",
    });
    env.filters.twice = (value: string) => value + value;
    expect(env.from_string("<< a|twice >> {{ a }} <% if a %>y<% endif %>").render({ a: "x" })).toBe(
      "xx {{ a }} y",
    );
    const overlay = env.overlay({ autoescape: true, variable_start_string: "[[", variable_end_string: "]]" });
    expect(overlay.from_string("[[ a|twice ]]").render({ a: "<" })).toBe("&lt;&lt;");
    overlay.policies["json.dumps_function"] = (value: unknown) => `json of ${String(value)}`;
    expect(overlay.from_string("[[ 1|tojson ]]").render()).toBe("json of 1");
  });

  test("autoescape by name", () => {
    const templates = {
      "a.html": "{{ x }}",
      "a.txt": "{{ x }}",
      "a.XML": "{{ x }}",
      "main.txt": "{{ x }}{% include 'a.html' %}",
    };
    const make = (autoescape: Autoescape) =>
      new Environment({ autoescape, loader: new DictLoader(templates) });
    const env = make(select_autoescape());
    expect(Object.keys(templates).map((name) => env.get_template(name).render({ x: "<" }))).toEqual([
      "&lt;",
      "<",
      "&lt;",
      "<&lt;",
    ]);
    expect(env.from_string("{{ x }}").render({ x: "<" })).toBe("&lt;");
    const chosen = make(
      select_autoescape({
        enabled_extensions: [],
        disabled_extensions: ["html"],
        default: true,
        default_for_string: false,
      }),
    );
    expect(
      chosen.get_template("a.html").render({ x: "<" }) + chosen.get_template("a.txt").render({ x: "<" }),
    ).toBe("<&lt;");
    expect(chosen.from_string("{{ x }}").render({ x: "<" })).toBe("<");
  });

  test("globals of an environment and of a template", () => {
    const env = new Environment({ loader: new DictLoader({ x: "{{ a }}{{ b }}{{ c }}" }) });
    Object.assign(env.globals, { a: 1, b: 1, c: 1 });
    expect(env.get_template("x", null, { b: 2, c: 2 }).render({ c: 3 })).toBe("123");
  });

  test("expressions", () => {
    const env = new Environment();
    expect(env.compile_expression("a + 1")({ a: 2 })).toBe(3);
    expect(env.compile_expression("missing")()).toBeNull();
    expect(env.compile_expression("missing", false)()).toBeInstanceOf(Undefined);
    expect(() => env.compile_expression("1 2")).toThrow("chunk after expression");
  });

  test("mistakes in options are told at once", () => {
    expect(() => new Environment({ block_start_string: "{{" })).toThrow(TypeError);
    expect(() => new Environment({ newline_sequence: "x" })).toThrow(TypeError);
    expect(() => new Environment({ extensions: ["nosuch"] })).toThrow(/nosuch/);
  });

  test("a list of names", () => {
    const env = new Environment({ loader: new DictLoader({ b: "B" }) });
    expect(env.select_template(["a", "b"]).name).toBe("b");
    expect(env.get_or_select_template(["a", "b"]).name).toBe("b");
    expect(env.get_or_select_template("b").name).toBe("b");
    expect(env.from_string("x").name).toBeNull();
  });
});

describe("templates and trees", () => {
  test("a template made from source alone", () => {
    const template = new Template("Hello {{ name }}!", { autoescape: true });
    expect(template.render({ name: "<Ada>" })).toBe("Hello &lt;Ada&gt;!");
    expect(template).toBeInstanceOf(Template);
    expect(() => new Template("{% if %}")).toThrow("Expected an expression");
  });

  test("what a template needs: variables and other templates", () => {
    const env = new Environment();
    const source =
      "{% extends 'base' %}{% include ['a', b] %}{% import c as d %}{% set x = y %}{% for i in z %}{{ i }}{{ x }}{{ range(w) }}{% endfor %}{% macro m(p) %}{{ p }}{{ q }}{% endmacro %}";
    const tree = env.parse(source);
    expect(Array.from(find_undeclared_variables(tree)).sort()).toEqual(["b", "c", "q", "w", "y", "z"]);
    expect(find_referenced_templates(tree)).toEqual(["base", "a", null, null]);
  });
});

describe("extensions", () => {
  test("do, loopcontrols and debug", () => {
    const env = new Environment({ extensions: ["do", "loopcontrols", "jinja2.ext.debug"] });
    expect(env.from_string("{% do l.append(3) %}{{ l }}").render({ l: [1] })).toBe("[1, 3]");
    const source =
      "{% for x in range(9) %}{% if x == 1 %}{% continue %}{% endif %}{% if x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %}";
    expect(env.from_string(source).render()).toBe("023");
    expect(env.from_string("{% debug %}").render({ here: 1 })).toContain("'here': 1");
  });

  test("an extension of one's own", () => {
    class Repeat extends Extension {
      override readonly tags: ReadonlySet<string> = new Set(["repeat"]);
      override preprocess(source: string): string {
        return source.replaceAll("@@", "{{ at }}");
      }
      override parse(parser: Parser): nodes.Stmt {
        const { lineno } = parser.stream.next();
        const count = parser.parse_expression();
        const body = parser.parse_statements(["name:endrepeat"], true);
        const call = this.call_method("times", [count], lineno);
        return { type: "CallBlock", lineno, call, args: [], defaults: [], body };
      }
      times(count: number, { caller }: { caller: Macro }): string {
        return Array.from({ length: count }, () => String(caller.call())).join("");
      }
    }
    const env = new Environment({ extensions: [Repeat] });
    expect(env.from_string("{% repeat 2 + 1 %}{{ x }}@@{% endrepeat %}").render({ x: 1, at: "a" })).toBe(
      "1a1a1a",
    );
  });

  describe("i18n", () => {
    const GERMAN: Record<string, string> = {
      "Hello %(user)s!": "Hallo %(user)s!",
      one: "ein",
      "%(n)s apples": "%(n)s Äpfel",
      menu: "Menü",
      "%(num)s users": "%(num)s Leute",
    };
    const translations = {
      gettext: (message: string) => GERMAN[message] ?? message,
      ngettext: (singular: string, plural: string, n: number) =>
        GERMAN[n === 1 ? singular : plural] ?? (n === 1 ? singular : plural),
      pgettext: (context: string, message: string) => `${context}:${GERMAN[message] ?? message}`,
    };
    function environment(newstyle: boolean): { env: Environment; i18n: InternationalizationExtension } {
      const env = new Environment({ extensions: ["i18n"], autoescape: true });
      const i18n = env.extensions.get("InternationalizationExtension");
      if (!(i18n instanceof InternationalizationExtension)) throw new Error("i18n is not loaded");
      i18n.install_gettext_translations(translations, newstyle);
      return { env, i18n };
    }
    test.each([false, true])("trans blocks and gettext, new style %s", (newstyle) => {
      const { env } = environment(newstyle);
      const render = (source: string) =>
        env.from_string(source).render({ user: "<Ada>", n: 2, one: 1, users: [1, 2] });
      expect(render("{% trans %}Hello {{ user }}!{% endtrans %}")).toBe("Hallo &lt;Ada&gt;!");
      expect(render("{% trans user=user|upper %}Hello {{ user }}!{% endtrans %}")).toBe("Hallo &lt;ADA&gt;!");
      expect(render("{% trans n=n %}one{% pluralize %}{{ n }} apples{% endtrans %}")).toBe("2 Äpfel");
      expect(render("{% trans n=one %}one{% pluralize %}{{ n }} apples{% endtrans %}")).toBe("ein");
      expect(render("{% trans num=users|length %}one{% pluralize %}{{ num }} users{% endtrans %}")).toBe(
        "2 Leute",
      );
      expect(render("{% trans trimmed %}\n  100%\n  sure  {% endtrans %}")).toBe("100% sure");
      expect(render("{% trans 'nav' %}menu{% endtrans %}")).toBe("nav:Menü");
      expect(render("{{ _('menu') }} {{ gettext('menu') }}")).toBe("Menü Menü");
    });
    test("new style functions fill the placeholders themselves", () => {
      const { env } = environment(true);
      expect(env.from_string("{{ gettext('Hello %(user)s!', user='<b>') }}").render()).toBe(
        "Hallo &lt;b&gt;!",
      );
      expect(env.from_string("{{ ngettext('one', '%(num)s users', 5) }}").render()).toBe("5 Leute");
    });
    test("messages for a catalogue", () => {
      const { env, i18n } = environment(false);
      const tree = env.parse(
        "{{ _('a') }}\n{% trans %}b{% pluralize n %}c{% endtrans %}".replace("trans %}", "trans n=n %}"),
      );
      expect(i18n.extract_translations(tree)).toEqual([
        [1, "_", "a"],
        [2, "ngettext", ["b", "c", null]],
      ]);
    });
    test.each([
      "{% trans %}{% if x %}{% endif %}{% endtrans %}",
      "{% trans %}",
      "{% trans a, a %}{% endtrans %}",
      "{% trans %}{% trans %}{% endtrans %}{% endtrans %}",
      "{% trans %}a{% pluralize %}b{% endtrans %}",
      "{% trans n=1 %}a{% pluralize q %}b{% endtrans %}",
    ])("%s is refused", (source) => {
      expect(() => environment(false).env.from_string(source)).toThrow();
    });
  });
});

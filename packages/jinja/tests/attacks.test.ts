import { Environment, TemplateSyntaxError } from "@miniflask/jinja";
import { describe, expect, test } from "vitest";
import { cpu_milliseconds } from "../../../tests/support/cpu_time.ts";

const env = new Environment();

/** Runs within the CPU time, and ends in text or in an error. */
function ends(work: () => unknown, milliseconds: number): void {
  const attempt = () => {
    try {
      work();
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  };
  expect(cpu_milliseconds(attempt, milliseconds)).toBeLessThan(milliseconds);
}

describe("large and deep templates", () => {
  test("a template of 1 MB renders", () => {
    const source = "<p>{{ a }} text {% if a %}x{% endif %}</p>\n".repeat(24_000);
    const render = () => expect(env.from_string(source).render({ a: 1 }).length).toBeGreaterThan(380_000);
    expect(cpu_milliseconds(render, 10_000)).toBeLessThan(10_000);
  });

  test.each([
    ["parentheses", `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`],
    ["lists", `{{ ${"[".repeat(5000)}${"]".repeat(5000)} }}`],
    ["if", `${"{% if a %}".repeat(5000)}x${"{% endif %}".repeat(5000)}`],
    ["for", `${"{% for x in l %}".repeat(5000)}x${"{% endfor %}".repeat(5000)}`],
    ["with", `${"{% with %}".repeat(5000)}x${"{% endwith %}".repeat(5000)}`],
    ["macros", `${"{% macro m() %}".repeat(5000)}x${"{% endmacro %}".repeat(5000)}`],
    ["not", `{{ ${"not ".repeat(5000)}a }}`],
    ["minus", `{{ ${"-".repeat(5000)}1 }}`],
    ["sums", `{{ ${"1+".repeat(50_000)}1 }}`],
    ["filters", `{{ a${"|upper".repeat(5000)} }}`],
    ["attributes", `{{ a${".b".repeat(5000)} }}`],
    ["conditions", `{{ ${"a if b else ".repeat(5000)}c }}`],
    ["calls", `{{ ${"f(".repeat(5000)}${")".repeat(5000)} }}`],
    ["dicts", `{{ ${"{'a':".repeat(5000)}1${"}".repeat(5000)} }}`],
  ])("nesting of %s ends in text or a syntax error", (_name, source) => {
    ends(() => env.from_string(source).render({ a: "x", l: [1] }), 10_000);
  });

  test("too deep is told as the template's mistake", () => {
    const source = `{{ ${"(".repeat(50_000)}1${")".repeat(50_000)} }}`;
    expect(() => env.from_string(source)).toThrow(TemplateSyntaxError);
  });

  test("endless recursion ends in an error, and the engine lives on", () => {
    ends(() => env.from_string("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").render(), 10_000);
    ends(
      () => env.from_string("{% for x in l recursive %}{{ loop(l) }}{% endfor %}").render({ l: [1] }),
      10_000,
    );
    expect(env.from_string("{{ 1 }}").render()).toBe("1");
  });

  test("a value that holds itself prints", () => {
    const list: unknown[] = [1];
    list.push(list);
    const dict: Record<string, unknown> = {};
    dict.self = dict;
    expect(env.from_string("{{ l }} {{ d }}").render({ l: list, d: dict })).toBe(
      "[1, [...]] {'self': {...}}",
    );
    expect(() => env.from_string("{{ l|tojson }}").render({ l: list })).toThrow("Circular");
  });

  test("a deep value ends in text or an error", () => {
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    for (const source of [
      "{{ d }}",
      "{{ d|tojson }}",
      "{{ d|pprint }}",
      "{{ d == [d] }}",
      "{{ d|string|length }}",
    ]) {
      ends(() => env.from_string(source).render({ d: deep }), 10_000);
    }
  });
});

const LONG = 100_000;
const TEXTS: Readonly<Record<string, string>> = {
  spaces: " ".repeat(LONG),
  brackets: "<".repeat(LONG),
  closing: ">".repeat(LONG),
  entities: "&gt;".repeat(LONG / 4),
  ampersands: "&".repeat(LONG),
  parentheses: "(".repeat(LONG / 10) + ")".repeat(LONG / 10),
  dots: ".".repeat(LONG),
  commas: "a@b,".repeat(LONG / 4),
  address: `a@${"a.".repeat(LONG / 2)}`,
  host: `www.${"a.".repeat(LONG / 2)}`,
  hyphens: "-".repeat(LONG),
  words: "a-".repeat(LONG / 2),
  braces: "{".repeat(LONG),
  percents: "%".repeat(LONG),
  digits: "1".repeat(LONG),
  newlines: "\n".repeat(LONG),
  comments: "<!--".repeat(LONG / 4),
};
const FILTERS = [
  "urlize",
  "striptags",
  "title",
  "wordwrap(10)",
  "wordwrap(10, false)",
  "indent(2)",
  "trim",
  "wordcount",
  "truncate(50)",
  "escape",
  "capitalize",
  "int",
  "int(0, 16)",
  "float",
  "format(1)",
  "replace('a', 'bb')",
  "urlencode",
  "tojson",
  "pprint",
  "center(10)",
  "filesizeformat",
  "list|unique|list|length",
  "reverse",
  "upper",
];

describe("long text in every filter", () => {
  test.each(FILTERS)("%s", (filter) => {
    const template = env.from_string(`{{ t|${filter} }}`);
    for (const text of Object.values(TEXTS)) ends(() => template.render({ t: text }), 5_000);
  });
  test.each([
    "split()",
    "rsplit('a')",
    "strip()",
    "splitlines()",
    "title()",
    "format(1)",
    "expandtabs()",
    "partition('-')",
    "replace('', '-')",
  ])("%s", (method) => {
    const template = env.from_string(`{{ t.${method}|length }}`);
    for (const text of Object.values(TEXTS)) ends(() => template.render({ t: text }), 5_000);
  });
});

describe("sources that could make the lexer slow", () => {
  test.each([
    ["open tags", "{{".repeat(LONG)],
    ["open comments", "{#".repeat(LONG)],
    ["open blocks", "{%".repeat(LONG)],
    ["raw without end", `{% raw %}${"{% ".repeat(LONG)}`],
    ["spaces", `${" ".repeat(LONG)}{%- if a %}`],
    ["spaces in a tag", `{{ ${" ".repeat(LONG)}`],
    ["a string without end", `{{ "${"\\a".repeat(LONG)}`],
    ["underscores in a number", `{{ ${"1_".repeat(LONG)} }}`],
    ["digits", `{{ ${"1".repeat(LONG)} }}`],
  ])("%s", (_name, source) => {
    ends(() => env.from_string(source).render({}), 5_000);
    const prefixed = new Environment({
      line_statement_prefix: "#",
      line_comment_prefix: "##",
      trim_blocks: true,
      lstrip_blocks: true,
    });
    ends(() => prefixed.from_string(source).render({}), 5_000);
  });
});

describe("results that would be too large are refused", () => {
  test.each([
    "{{ 'x' * 10 ** 12 }}",
    "{{ [1] * 10 ** 10 }}",
    "{{ 10 ** (10 ** 10) }}",
    "{{ 2 ** 100000000 }}",
    "{{ 'x'.center(10 ** 12) }}",
    "{{ 'x'.zfill(10 ** 12) }}",
    "{{ '%1000000000000d' % 1 }}",
    "{{ '{:1000000000000}'.format(1) }}",
    "{{ 'x'|center(10 ** 12) }}",
    "{{ 'a\\nb'|indent(10 ** 12) }}",
    "{{ [1]|batch(10 ** 10, 'x')|list }}",
    "{{ [1]|slice(10 ** 10)|list }}",
    "{{ range(10 ** 12)|list }}",
    "{{ 'a\\tb'.expandtabs(10 ** 12) }}",
    "{{ [1, 2]|tojson(10 ** 12) }}",
    "{{ lipsum(10 ** 9) }}",
  ])("%s", (source) => {
    const render = () => expect(() => env.from_string(source).render()).toThrow(Error);
    expect(cpu_milliseconds(render, 5_000)).toBeLessThan(5_000);
  });
});

import { Environment, escape as escape_html, Markup } from "@miniflask/jinja";
import { describe, expect, test } from "vitest";

const env = new Environment({ autoescape: true });
const BAD = `<&>"'`;
const ESCAPED = "&lt;&amp;&gt;&#34;&#39;";
const render = (source: string) => env.from_string(source).render({ bad: BAD, safe: new Markup("<b>") });

describe("unsafe text is escaped in every construct", () => {
  test.each([
    ["{{ bad }}", ESCAPED],
    ["{{ bad|string }}", ESCAPED],
    ["{{ bad|upper }}", ESCAPED.toUpperCase().replaceAll(/&(\w+|#\d+);/gi, (one) => one.toLowerCase())],
    ["{{ [bad] }}", "[&#39;&lt;&amp;&gt;&#34;\\&#39;&#39;]"],
    ["{% set x = bad %}{{ x }}", ESCAPED],
    ["{% set x %}{{ bad }}{% endset %}{{ x }}", ESCAPED],
    ["{% macro m(a) %}{{ a }}{% endmacro %}{{ m(bad) }}", ESCAPED],
    ["{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ bad }}{% endcall %}", ESCAPED],
    ["{% macro m(a) %}{{ a }}{% endmacro %}{{ m(m(bad)) }}", ESCAPED],
    ["{% block b %}{{ bad }}{% endblock %}", ESCAPED],
    ["{% block b %}{{ bad }}{% endblock %}{{ self.b() }}", ESCAPED + ESCAPED],
    ["{% filter trim %}{{ bad }}{% endfilter %}", ESCAPED],
    ["{% with x = bad %}{{ x }}{% endwith %}", ESCAPED],
    ["{% for x in [bad] %}{{ x }}{{ loop.cycle(bad) }}{% endfor %}", ESCAPED + ESCAPED],
    ["{{ safe ~ bad }}", `<b>${ESCAPED}`],
    ["{{ bad ~ safe }}", `${ESCAPED}<b>`],
    ["{{ bad ~ 1 }}", `${ESCAPED}1`],
    ["{{ safe + bad }}", `<b>${ESCAPED}`],
    ["{{ bad + safe }}", `${ESCAPED}<b>`],
    ["{{ '%s' % bad }}", ESCAPED],
    ["{{ ('<i>%s</i>'|safe) % bad }}", `<i>${ESCAPED}</i>`],
    ["{{ ('<i>%(a)s</i>'|safe) % {'a': bad} }}", `<i>${ESCAPED}</i>`],
    ["{{ ('<i>%r</i>'|safe) % bad }}", "<i>&#39;&lt;&amp;&gt;&#34;\\&#39;&#39;</i>"],
    ["{{ ('<i>%s</i>'|safe)|format(bad) }}", `<i>${ESCAPED}</i>`],
    ["{{ ('<i>{}</i>'|safe).format(bad) }}", `<i>${ESCAPED}</i>`],
    ["{{ ('<i>{a}</i>'|safe).format(a=bad) }}", `<i>${ESCAPED}</i>`],
    ["{{ ('<i>{0[a]}</i>'|safe).format({'a': bad}) }}", `<i>${ESCAPED}</i>`],
    ["{{ [safe, bad]|join }}", `<b>${ESCAPED}`],
    ["{{ [bad, bad]|join(safe) }}", `${ESCAPED}<b>${ESCAPED}`],
    ["{{ safe.join([bad, bad]) }}", `${ESCAPED}<b>${ESCAPED}`],
    ["{{ {'a': bad}|xmlattr }}", ` a="${ESCAPED}"`],
    ["{{ safe.replace('b', bad) }}", `<${ESCAPED}>`],
    ["{{ safe|replace('b', bad) }}", `<${ESCAPED}>`],
    ["{{ bad|replace('<', safe) }}", "&lt;&amp;&gt;&#34;&#39;"],
    ["{{ 'a.b'|replace('.', safe) }}", "a<b>b"],
    ["{{ bad|striptags }}", "&#34;&#39;"],
    ["{{ safe.striptags() }}", ""],
    ["{{ bad|indent }}", ESCAPED],
    ["{{ bad|urlize }}", ESCAPED],
    ["{{ bad|e|e }}", ESCAPED],
    ["{{ bad|forceescape }}", ESCAPED],
    ["{{ safe|forceescape }}", "&lt;b&gt;"],
    ["{{ bad|center(7) }}", ` ${ESCAPED} `],
    ["{{ (bad, safe)|list|first }}", ESCAPED],
    ["{{ safe.center(5, '-') }}", "-<b>-"],
    ["{{ safe * 2 }}", "<b><b>"],
    ["{{ safe[0] }}{{ safe[:2] }}{{ safe|reverse }}", "<<b>b<"],
    ["{{ safe.upper() }}{{ safe|upper }}{{ safe.split('b')[0] }}", "<B><B><"],
    ["{{ bad if true }}{{ missing|default(bad) }}", ESCAPED + ESCAPED],
    ["{{ bad|tojson }}", '"\\u003c\\u0026\\u003e\\"\\u0027"'],
    ["{{ [safe]|tojson }}", '["\\u003cb\\u003e"]'],
    ["{% autoescape false %}{{ bad }}{% endautoescape %}{{ bad }}", BAD + ESCAPED],
    ["{{ (bad|safe) }}", BAD],
  ])("%s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });
});

test("JSON in a script cannot end it", () => {
  const text = env.from_string("<script>{{ v|tojson }}</script>").render({ v: "</script><!--\u2028" });
  expect(text).toBe('<script>"\\u003c/script\\u003e\\u003c!--\\u2028"</script>');
});

test.each(["a b", "a/onx", "a>", "a=", "a\t", "a\n"])("xmlattr refuses the name %j", (name) => {
  expect(() => env.from_string("{{ d|xmlattr }}").render({ d: { [name]: 1 } })).toThrow(/attribute name/);
});

test("Markup and escape in JavaScript", () => {
  expect(String(escape_html(BAD))).toBe(ESCAPED);
  expect(String(escape_html(new Markup("<b>")))).toBe("<b>");
  expect(String(escape_html(null))).toBe("None");
  expect(String(Markup.escape("<"))).toBe("&lt;");
  expect(String(new Markup({ __html__: () => "<i>" }))).toBe("<i>");
  expect(JSON.stringify({ a: new Markup("<b>") })).toBe('{"a":"<b>"}');
});

test("an object with __html__ is safe text", () => {
  expect(env.from_string("{{ o }}{{ [o]|join('<') }}").render({ o: { __html__: () => "<i>" } })).toBe(
    "<i><i>",
  );
});

test("a filter of one's own gets safe text as the object it is", () => {
  const own = new Environment({ autoescape: true });
  const given: unknown[] = [];
  own.filters["seen"] = (value: unknown) => {
    given.push(value);
    return value;
  };
  own
    .from_string(
      "{% macro m() %}<b>{% endmacro %}{{ m()|seen }}{% filter seen %}x{% endfilter %}{{ 'text'|seen }}",
    )
    .render();
  expect(given.map((value) => [value instanceof Markup, String(value)])).toEqual([
    [true, "<b>"],
    [true, "x"],
    [false, "text"],
  ]);
});

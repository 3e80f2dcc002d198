import type { RecordedCase } from "./recorded_cases.ts";

/** Numbers from 0 to 1 that a seed decides (mulberry32), so that a failing run can be repeated. */
function random_from(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const CONTEXT = {
  n: 7,
  z: 0,
  neg: -3,
  f: 2.5,
  one: { $float: "1.0" },
  s: "Hello <World> & 'co'",
  w: "  a-b c\n  d\te ",
  e: "",
  t: true,
  no: null,
  l: [3, 1, 2],
  ls: ["b", "A", "c<"],
  tp: { $tuple: [1, "x"] },
  d: { a: 1, b: "x & y", c: [1, 2] },
  u: [
    { name: "bob", age: 30, ok: true },
    { name: "Al", age: 25, ok: false },
    { name: "cy", age: 30, ok: true },
  ],
  el: [],
  ed: {},
  m: { $markup: "<i>m</i>" },
  uni: "héllo ñandú",
  big: { $int: "123456789012345678901" },
};

/** Sources of a value of one kind: mostly of that kind, so that most templates render and do not only fail. */
interface Kind {
  readonly values: readonly string[];
  readonly filters: readonly string[];
  readonly operators: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  number: {
    values: [
      "n",
      "z",
      "neg",
      "f",
      "one",
      "t",
      "1",
      "0",
      "2",
      "10",
      "1.5",
      "2.0",
      "d.a",
      "u[0].age",
      "l[0]",
      "l|length",
      "s|wordcount",
      "big",
      "d.get('a')",
    ],
    filters: [
      "abs",
      "int",
      "float",
      "round",
      "round(1)",
      "round(2, 'floor')",
      "string|length",
      "default(1)",
      "filesizeformat|length",
      "int(0, 16)",
    ],
    operators: ["+", "-", "*", "//", "%", "+", "-", "*", "/"],
  },
  text: {
    values: [
      "s",
      "w",
      "e",
      "m",
      "uni",
      "'abc'",
      "'<b>'",
      '"it\'s"',
      "''",
      "d.b",
      "ls[0]",
      "u[1].name",
      "s[1:4]",
      "s.upper()",
      "w.strip()",
      "m.upper()",
      "s.replace('l', '<')",
      "'{}-{}'.format(n, s)",
      "'%s/%s' % (n, m)",
      "ls|join(', ')",
      "m.join(ls)",
      "s[::-1]",
      "'%5.2f|' % f",
      "'{:>8}'.format(n)",
      "x",
    ],
    filters: [
      "upper",
      "lower",
      "title",
      "capitalize",
      "trim",
      "e",
      "safe",
      "forceescape",
      "replace('a', '<')",
      "striptags",
      "truncate(6)",
      "truncate(5, true, '')",
      "indent(2)",
      "center(12)",
      "tojson",
      "urlencode",
      "urlize",
      "wordwrap(7)",
      "reverse",
      "string",
      "default('D', true)",
      "first",
      "last",
      "list|join('<')",
      "pprint",
      "format",
      "length|string",
    ],
    operators: ["~", "+", "~"],
  },
  list: {
    values: [
      "l",
      "ls",
      "tp",
      "u",
      "el",
      "range(n)|list",
      "range(1, 9, 3)",
      "d.c",
      "d.keys()|list",
      "d.items()|list",
      "s.split()",
      "w.split('-')",
      "[1, 2]",
      "(1, 'a')",
      "[]",
      "l[::-1]",
      "ls[1:]",
      "u|map(attribute='name')|list",
      "l|map('string')|list",
      "u|selectattr('ok')|list",
      "u|groupby('age')|list",
    ],
    filters: [
      "list",
      "reverse|list",
      "batch(2)|list",
      "batch(2, '-')|list",
      "slice(2)|list",
      "slice(2, '-')|list",
      "select|list",
      "reject('none')|list",
      "map('string')|list",
      "map('upper')|list|sort",
      "string|list",
      "unique|list",
      "first|list",
    ],
    operators: ["+"],
  },
  any: {
    values: [
      "missing",
      "no",
      "d",
      "ed",
      "none",
      "true",
      "d.nope",
      "x",
      "y",
      "{'k': 1}",
      "d|dictsort",
      "d|items|list",
      "{'a': '<', 'b': none}|xmlattr",
      "u|sum(attribute='age')",
      "l|sum",
      "l|max",
      "u|map(attribute='age')|unique|list",
      "l|sort(reverse=true)",
      "ls|sort",
      "u|sort(attribute='name')",
      "ls|first",
      "el|first",
      "e|last",
      "d|length",
      "u|groupby('age')",
      "d|pprint",
      "l|join('-')",
      "u|rejectattr('ok')|map(attribute='name')|join",
    ],
    filters: [
      "default('D')",
      "default('D', true)",
      "string",
      "e",
      "tojson",
      "list",
      "pprint",
      "length",
      "safe",
      "d('x')|upper",
    ],
    operators: ["and", "or", "~", "==", "!=", "and", "or"],
  },
};

/** Anything goes: how errors come out. */
const WILD_OPERATORS = ["+", "-", "*", "/", "//", "%", "<", ">", "<=", ">=", "in", "not in"];
const TESTS = [
  "defined",
  "undefined",
  "none",
  "number",
  "string",
  "mapping",
  "sequence",
  "iterable",
  "eq(1)",
  "in([1, 7, 'abc'])",
  "sameas(none)",
  "lower",
  "upper",
  "true",
  "boolean",
  "integer",
  "float",
  "callable",
  "escaped",
  "ne('x')",
];
const KIND_NAMES = Object.keys(KINDS);
const OPTIONS: readonly Record<string, unknown>[] = [
  {},
  { autoescape: true },
  { autoescape: true, trim_blocks: true },
  { trim_blocks: true, lstrip_blocks: true },
  { lstrip_blocks: true, keep_trailing_newline: true },
  { autoescape: true, undefined: "ChainableUndefined" },
  { undefined: "DebugUndefined" },
  { undefined: "StrictUndefined" },
];

/** Writes random templates: all statements, expressions up to a depth, whitespace control. */
class TemplateWriter {
  readonly #random: () => number;
  #serial = 0;
  constructor(seed: number) {
    this.#random = random_from(seed);
  }

  #chance(part: number): boolean {
    return this.#random() < part;
  }
  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
  pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T; // the lists are not empty
  }

  /** An expression of a kind; now and then of any other. */
  expression(depth: number, wanted?: string): string {
    const name = wanted === undefined || this.#chance(0.03) ? this.pick(KIND_NAMES) : wanted;
    const kind = KINDS[name] as Kind; // the names are the table's
    const roll = depth <= 0 ? 0 : this.#random();
    if (roll < 0.3) return this.pick(kind.values);
    if (roll < 0.6) return `${this.#operand(depth, name)}|${this.pick(kind.filters)}`;
    if (roll < 0.8)
      return `(${this.#operand(depth, name)} ${this.pick(kind.operators)} ${this.#operand(depth, name)})`;
    if (roll < 0.85)
      return `(${this.#operand(depth)} is ${this.#chance(0.3) ? "not " : ""}${this.pick(TESTS)})`;
    if (roll < 0.92)
      return `(${this.#operand(depth, name)} if ${this.#operand(depth)} else ${this.#operand(depth, name)})`;
    if (roll < 0.94)
      return `(${this.#operand(depth, "number")} ${this.pick(["<", ">=", "==", "!="])} ${this.#operand(depth, "number")})`;
    if (roll < 0.96) return `not ${this.#operand(depth)}`;
    if (roll < 0.98) return `[${this.#operand(depth)}, ${this.#operand(depth, name)}]`;
    return `(${this.#operand(depth)} ${this.pick(WILD_OPERATORS)} ${this.#operand(depth)})`;
  }

  #operand(depth: number, kind?: string): string {
    const inner = this.expression(depth - 1, kind);
    return /^[\w.'"]+$/.test(inner) ? inner : `(${inner})`;
  }

  #tag(text: string): string {
    return `{%${this.pick(["", "", "", "-", "+"])} ${text} ${this.pick(["", "", "", "-", "+"])}%}`;
  }

  #text(): string {
    return this.pick(["", " ", "\n", "text", "  <b>\n", "\n\n  x ", "a & b", "  "]);
  }

  body(depth: number): string {
    let out = "";
    for (let left = 1 + this.#below(3); left > 0; left--) out += this.#text() + this.#node(depth);
    return out + this.#text();
  }

  #node(depth: number): string {
    const roll = depth <= 0 ? this.#random() * 0.45 : this.#random();
    if (roll < 0.4)
      return `{{${this.pick(["", "", "-"])} ${this.expression(2)} ${this.pick(["", "", "-"])}}}`;
    if (roll < 0.45)
      return this.pick([
        "{# c #}",
        "{#- c -#}",
        "{% raw %}{{ r }}{% endraw %}",
        "{%- raw -%} r {%- endraw %}",
      ]);
    return this.#statement(depth - 1);
  }

  #statement(depth: number): string {
    const body = () => this.body(depth);
    switch (this.#below(12)) {
      case 0:
      case 1:
        return (
          this.#tag(`if ${this.expression(2)}`) +
          body() +
          (this.#chance(0.4) ? this.#tag("else") + body() : "") +
          this.#tag("endif")
        );
      case 2:
      case 3:
        return this.#loop(depth);
      case 4:
        return this.#tag(`set ${this.pick(["x", "y"])} = ${this.expression(2)}`);
      case 5:
        return (
          this.#tag(`set ${this.pick(["x", "y"])}${this.#chance(0.3) ? "|upper" : ""}`) +
          body() +
          this.#tag("endset")
        );
      case 6:
        return this.#tag(`with x = ${this.expression(1)}`) + body() + this.#tag("endwith");
      case 7:
        return (
          this.#tag(`filter ${this.pick(["upper", "trim", "e", "replace('a', 'b')", "indent(1)"])}`) +
          body() +
          this.#tag("endfilter")
        );
      case 8:
        return (
          this.#tag(`autoescape ${this.pick(["true", "false", "t", "z"])}`) +
          body() +
          this.#tag("endautoescape")
        );
      case 9:
        return this.#macro(depth);
      case 10:
        return (
          this.#tag(`block b${this.#serial++}${this.#chance(0.3) ? " scoped" : ""}`) +
          body() +
          this.#tag("endblock")
        );
      default:
        return this.pick([
          "{% include 'inc' %}",
          "{% include ['no', 'inc'] %}",
          "{% include 'no' ignore missing %}",
          "{% import 'lib' as lib %}{{ lib.f(n) }}{{ lib.v }}",
          "{% from 'lib' import f with context %}{{ f(x) }}",
        ]);
    }
  }

  #loop(depth: number): string {
    const source = this.pick([
      "l",
      "ls",
      "u",
      "range(3)",
      "'ab'",
      "d",
      "el",
      "missing",
      "l|reverse",
      "l|map('string')",
      "tp",
      this.expression(1),
    ]);
    const test = this.#chance(0.2)
      ? ` if ${this.pick(["x", "x is defined", "x != 1", "loop is undefined"])}`
      : "";
    const uses = this.pick([
      "",
      "{{ loop.index }}",
      "{{ loop.last }}",
      "{{ loop.length }}{{ loop.revindex0 }}",
      "{{ loop.cycle('a', '<') }}",
      "{{ loop.changed(x) }}",
      "{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }}",
      "{{ loop.depth }}",
    ]);
    const end = this.#chance(0.3) ? this.#tag("else") + this.body(depth) : "";
    return this.#tag(`for x in ${source}${test}`) + uses + this.body(depth) + end + this.#tag("endfor");
  }

  #macro(depth: number): string {
    const name = `m${this.#serial++}`;
    const shape = this.pick(["a", "a, b=2", "a, b=a", "a='<'"]);
    const special = this.pick(["", "{{ varargs }}", "{{ kwargs }}", "{{ caller() if caller }}"]);
    const defined =
      this.#tag(`macro ${name}(${shape})`) + `{{ a }}${special}` + this.body(depth) + this.#tag("endmacro");
    const used = this.pick([
      `{{ ${name}(${this.expression(1)}) }}`,
      `{{ ${name}() }}`,
      `{{ ${name}(1, 2) }}`,
      `{{ ${name}(a=n)|upper }}`,
      `{% call ${name}(1) %}[{{ x }}]{% endcall %}`,
      `{{ ${name}(1, q=2) }}`,
    ]);
    return defined + used;
  }
}

/** One random case; the same seed gives the same case. */
export function random_case(seed: number): RecordedCase {
  const writer = new TemplateWriter(seed);
  const inherits = seed % 5 === 0;
  const base = `${writer.body(1)}{% block head %}${writer.body(1)}{% endblock %}|{% block foot %}base {{ n }}{% endblock %}`;
  const child = `{% extends 'base' %}${writer.body(1)}{% block head %}${writer.body(1)}{{ super() }}{% endblock %}`;
  const main = inherits ? child : writer.body(2);
  const lib = "{% macro f(a) %}<{{ a }}{{ n }}>{% endmacro %}{% set v = '<v>' %}";
  return {
    id: `seed ${seed}`,
    area: "random",
    main: "main",
    templates: { main, base, inc: "[{{ x }}{{ n }}{{ '<' }}]\n", lib },
    options: writer.pick(OPTIONS),
    context: CONTEXT,
  };
}

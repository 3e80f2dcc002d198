import { DictLoader, Environment, Markup, tuple_of } from "@miniflask/jinja";
import { afterEach, describe, expect, test } from "vitest";

class Person {
  #secret = "private";
  name = "Ada";
  get secret(): string {
    return this.#secret;
  }
  greet(): string {
    return `I am ${this.name}`;
  }
  static make(): Person {
    return new Person();
  }
}

/** Values of every kind that a template may hold. */
function holders(): Record<string, unknown> {
  return {
    text: "text",
    number: 1,
    float: 1.5,
    flag: true,
    list: [1, 2],
    tuple: tuple_of([1, 2]),
    dict: { a: 1 },
    bare: Object.assign(Object.create(null), { a: 1 }),
    map: new Map([["a", 1]]),
    set: new Set([1]),
    date: new Date(0),
    markup: new Markup("<b>"),
    person: new Person(),
    klass: Person,
    made: Object.assign(Object.create(Object.prototype), { constructor: Person }),
    fn: function named() {
      return 1;
    },
    arrow: () => 1,
    proxy: new Proxy({ a: 1 }, {}),
    error: new Error("x"),
    symbol: Symbol("s"),
    regexp: /a/,
    bytes: new Uint8Array([1]),
    generator: (function* () {
      yield 1;
    })(),
  };
}

const NAMES = [
  "constructor",
  "__proto__",
  "prototype",
  "__defineGetter__",
  "__lookupGetter__",
  "hasOwnProperty",
  "isPrototypeOf",
  "call",
  "apply",
  "bind",
  "caller",
];

/** Every way to spell `value.name`. */
const SPELLINGS: readonly ((value: string, name: string) => string)[] = [
  (value, name) => `${value}.${name}`,
  (value, name) => `${value}['${name}']`,
  (value, name) => `${value}|attr('${name}')`,
  (value, name) => `${value}['${name.slice(0, 3)}' ~ '${name.slice(3)}']`,
  (value, name) => `${value}['\\x${name.charCodeAt(0).toString(16)}${name.slice(1)}']`,
  (value, name) => `${value}['%s' % '${name}']`,
  (value, name) => `([${value}]|map(attribute='${name}')|list)[0]`,
  (value, name) => `([${value}]|map('attr', '${name}')|list)[0]`,
  (value, name) => `(([${value}]|groupby('${name}'))[0]).grouper`,
  (value, name) => `${value}['${name}'|safe]`,
  (value, name) => `${value}['${name}'.format()]`,
];

const env = new Environment();
const cases = Object.keys(holders()).flatMap((value) => NAMES.map((name) => [value, name] as const));

afterEach(() => {
  expect(Reflect.get(globalThis, "reached")).toBeUndefined();
});

describe("what every object and function inherits is out of reach", () => {
  test.each(cases)("%s: %s", (value, name) => {
    for (const spelling of SPELLINGS) {
      const source = spelling(value, name);
      expect(read(source), source).toBeUndefined();
    }
  });
});

/** The value of an expression; undefined where it is undefined or an error. */
function read(source: string): unknown {
  try {
    return env.compile_expression(source)(holders()) ?? undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return undefined;
  }
}

const CODE = "globalThis.reached = 1";

describe("no text becomes code", () => {
  test.each([
    `{{ ''.constructor.constructor('${CODE}')() }}`,
    `{{ range.constructor('${CODE}')() }}`,
    `{{ fn.constructor('${CODE}')() }}`,
    `{{ klass.constructor('${CODE}')() }}`,
    `{{ person.greet.constructor('${CODE}')() }}`,
    `{{ person['greet']['constructor']('${CODE}')() }}`,
    `{{ (list|attr('map'))|attr('constructor') }}`,
    `{{ list.map.constructor('${CODE}')() }}`,
    `{{ (person|attr('greet')|attr('constructor'))('${CODE}')() }}`,
    `{{ [fn]|map(attribute='constructor')|first }}`,
    `{% for k in [fn]|map(attribute='constructor') %}{{ k('${CODE}')() }}{% endfor %}`,
    `{% set x = fn.constructor %}{{ x('${CODE}')() }}`,
    `{{ cycler.constructor('${CODE}')() }}`,
    `{{ cycler(1).next.constructor('${CODE}')() }}`,
    `{{ joiner()['constructor'] }}`,
    `{{ namespace().constructor.constructor('${CODE}')() }}`,
    `{{ self.constructor.constructor('${CODE}')() }}`,
    `{% block b %}{{ super.constructor.constructor('${CODE}')() }}{% endblock %}`,
    `{% for x in [1] %}{{ loop.constructor.constructor('${CODE}')() }}{% endfor %}`,
    `{% for x in [1] %}{{ loop.cycle.constructor('${CODE}')() }}{% endfor %}`,
    `{% macro m() %}{% endmacro %}{{ m.constructor.constructor('${CODE}')() }}`,
    `{{ '{0.constructor.constructor}'.format(fn) }}`,
    `{{ '{0[constructor]}'.format(fn) }}`,
    `{{ '%(constructor)s' % dict }}`,
    `{{ text.__class__.__mro__ }}`,
    `{{ text.__class__.constructor('${CODE}')() }}`,
    `{{ function('${CODE}')() }}{{ globalThis }}{{ process.exit() }}{{ require('fs') }}`,
    `{{ env.filters }}{{ context.vars }}{{ runtime.call }}{{ L }}{{ o }}{{ place }}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay text in the generated code
    '{{ \'${globalThis.reached = 1}\' }}`${globalThis.reached = 1}`{{ "\\"); globalThis.reached = 1; //" }}',
    "{% set x\u2028y = 1 %}{{ x }}",
    `{{ x|default("\\u2028'); ${CODE}; ('") }}`,
    `{% macro a(b="'); ${CODE}; ('") %}{{ b }}{% endmacro %}{{ a() }}`,
    `{{ fn(__proto__=fn, constructor=fn) }}`,
    `{{ {'__proto__': {'reached': 1}}.reached }}`,
    `{{ [1]|sort(attribute='constructor.constructor') }}`,
    `{{ [1]|map(attribute='constructor.constructor')|list }}`,
    `{{ [fn]|selectattr('constructor')|list }}`,
    `{{ dict|dictsort|first|attr('constructor') }}`,
  ])("%s", (source) => {
    try {
      const text = env.from_string(source).render(holders());
      expect(text).not.toMatch(/\[native code\]|function Function|\[object Function\]/);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  });

  test("a constructor of code is refused even where the program hands it out", () => {
    const source = `{{ F('${CODE}')() }}`;
    // biome-ignore lint/security/noGlobalEval: that it is refused is the point
    for (const F of [Function, globalThis.eval, Object.getPrototypeOf(async () => {}).constructor]) {
      expect(() => env.from_string(source).render({ F })).toThrow(/code/);
    }
  });

  test("names of templates, blocks and extensions are quoted in the generated code", () => {
    const name = `x"'\`\\\u2028${CODE}`;
    const loaded = new Environment({
      loader: new DictLoader({ [name]: "{{ 1/0 }}", main: `{% include n %}` }),
    });
    expect(() => loaded.get_template("main").render({ n: name })).toThrow("division by zero");
  });

  test("keyword arguments and dict literals never set a prototype", () => {
    const seen: object[] = [];
    const keep = (value: object) => void seen.push(value);
    env
      .from_string(
        "{{ f(__proto__={'a': 1}) }}{{ f({'__proto__': {'a': 1}}) }}{{ f(dict(__proto__={'a': 1})) }}",
      )
      .render({ f: keep });
    expect(seen).toHaveLength(3);
    for (const value of seen) expect("a" in value).toBe(false);
  });

  test("updating a dict never sets a prototype", () => {
    const target: Record<string, unknown> = {};
    env
      .from_string("{{ d.update({'__proto__': {'a': 1}}) }}{{ d.setdefault('__proto__', 1) }}")
      .render({ d: target });
    expect(target.a).toBeUndefined();
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe("what a class offers is still within reach", () => {
  test.each([
    ["{{ person.name }}", "Ada"],
    ["{{ person.secret }}", "private"],
    ["{{ person.greet() }}", "I am Ada"],
    ["{% set g = person.greet %}{{ g() }}", "I am Ada"],
    ["{{ klass.make().name }}", "Ada"],
    ["{{ klass().name }}", "Ada"],
    ["{{ {'constructor': 'data'}.constructor }}", "data"],
  ])("%s", (source, expected) => {
    expect(env.from_string(source).render(holders())).toBe(expected);
  });
});
